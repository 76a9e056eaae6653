package cn.tiyan.issue.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import cn.tiyan.platform.refusal.Refusal;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectionTest {

    @TempDir
    private Path folder;

    @Test
    void passesWhatCanBeShown() throws IOException {
        Inspection.of(EvidenceType.PNG, file(Samples.png(5000)));
        Inspection.of(EvidenceType.PNG, file(Samples.pngClaiming(12_000, 9_000)));
        Inspection.of(EvidenceType.WEBP, file(Samples.WEBP));
        Inspection.of(EvidenceType.PDF, file(Samples.pdf("x", PDRectangle.A4)));
        Inspection.of(EvidenceType.PDF, file(Samples.lockedPdf("")));
        Inspection.of(EvidenceType.MP3, file(new byte[] {1}));
    }

    @Test
    void refusesPicturesThatClaimToBeHuge() throws IOException {
        refused("evidence-too-detailed", EvidenceType.PNG, Samples.pngClaiming(50_000, 50_000));
        refused("evidence-too-detailed", EvidenceType.PNG, Samples.pngClaiming(100_000, 1));
        refused("evidence-too-detailed", EvidenceType.PNG, Samples.pngClaiming(12_000, 12_000));
    }

    /** Its decoder holds all of it, outside the heap. */
    @Test
    void refusesLargePicturesThatComeInPasses() throws IOException {
        BufferedImage scene = Samples.scene(5200, 5000, BufferedImage.TYPE_BYTE_GRAY);
        Inspection.of(EvidenceType.JPEG, file(Samples.written(scene, "jpeg")));
        refused("evidence-too-detailed", EvidenceType.JPEG, Samples.progressive(scene));
    }

    @Test
    void refusesWhatNobodyCanOpen() throws IOException {
        refused("evidence-unreadable", EvidenceType.PNG, Arrays.copyOf(Samples.png(100), 20));
        refused("evidence-unreadable", EvidenceType.JPEG, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0});
        refused("evidence-unreadable", EvidenceType.PDF, "%PDF-1.7 and nothing more".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        refused("evidence-locked", EvidenceType.PDF, Samples.lockedPdf("secret"));
    }

    @Test
    void refusesPdfsOfTooManyPages() throws IOException {
        refused("evidence-too-detailed", EvidenceType.PDF,
                Samples.pdf("x", Stream.generate(() -> PDRectangle.A6).limit(1001).toArray(PDRectangle[]::new)));
    }

    @Test
    void passesPdfsWhoseObjectsArePackedTogether() throws IOException {
        Path compact = file(Samples.compactPdf(null, 900));
        assertThat(Files.readString(compact, java.nio.charset.StandardCharsets.ISO_8859_1)).contains("/ObjStm").contains("/XRef");
        Inspection.of(EvidenceType.PDF, compact);
        Inspection.of(EvidenceType.PDF, file(Samples.compactPdf(new StandardProtectionPolicy("owner", "", new AccessPermission()), 900)));
    }

    /** The parser alone unpacks them into memory first: see {@link SmallHeapTest}. */
    @ParameterizedTest
    @CsvSource({"true, FlateDecode", "true, Fl", "true, LZWDecode", "false, FlateDecode", "false, #46lateDecode"})
    void refusesPdfsThatUnpackToTooMuch(boolean directory, String filter) throws IOException {
        refused("evidence-unpacks-too-large", EvidenceType.PDF, Samples.pdfBomb(directory, filter));
    }

    private void refused(String rule, EvidenceType type, byte[] content) throws IOException {
        Path file = file(content);
        assertThatThrownBy(() -> Inspection.of(type, file)).asInstanceOf(type(Refusal.class)).satisfies(refusal -> {
            assertThat(refusal.name()).isEqualTo(rule);
            assertThat(refusal.fieldErrors()).extracting(Refusal.FieldError::field).containsExactly("file");
        });
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(folder, "x", null), content);
    }
}
