package cn.tiyan.issue.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import cn.tiyan.platform.refusal.Refusal;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeDetectionTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "89504e470d0a1a0a0000000d, PNG",
        "ffd8ffe000104a464946, JPEG",
        "474946383961, GIF",
        "424d3600000000000000360000002800000001000000010000000100180000, BMP",
        "524946462400000057454250565038204142, WEBP",
        "255044462d312e37, PDF",
        "494433040000000000, MP3",
        "fffb9064000f, MP3",
        "5249464624000000574156456d7420, WAV",
        "2321414d520a3c, AMR",
        "2321414d522d57420a04, AMR_WB",
        "4f67675300020000000000000000000000000000000000000000011e01766f72626973, OGG",
        "4f6767530002000000000000000000000000000000000000000001134f70757348656164, OGG"})
    void knowsAFileByItsFirstBytes(String hex, EvidenceType expected) throws IOException {
        assertThat(typeOf(HexFormat.of().parseHex(hex))).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "89", "4d5a90000300", "3c68746d6c3e", "5249464624000000415649204c495354", "fffe68006900", "504b0304",
        "cafebabe", "7b5c72746631", "49492a0008000000", "3c7376672078", "7f454c46", "d0cf11e0a1b11ae1", "23212f62696e2f7368",
        "4f67675300020000000000000000000000000000000000000000012a807468656f7261"})
    void refusesEverythingElse(String hex) throws IOException {
        assertThat(typeOf(HexFormat.of().parseHex(hex))).isEmpty();
    }

    @Test
    void knowsPicturesAndDocumentsAsProgramsWriteThem() throws IOException {
        BufferedImage scene = Samples.scene(20, 20, BufferedImage.TYPE_3BYTE_BGR);
        assertThat(typeOf(Samples.written(scene, "png"))).contains(EvidenceType.PNG);
        assertThat(typeOf(Samples.written(scene, "jpeg"))).contains(EvidenceType.JPEG);
        assertThat(typeOf(Samples.written(scene, "gif"))).contains(EvidenceType.GIF);
        assertThat(typeOf(Samples.written(scene, "bmp"))).contains(EvidenceType.BMP);
        assertThat(typeOf(Samples.WEBP)).contains(EvidenceType.WEBP);
        assertThat(typeOf(Samples.pdf("x", PDRectangle.A4))).contains(EvidenceType.PDF);
    }

    @Test
    void tellsOfficeDocumentsFromOtherArchives() throws IOException {
        assertThat(typeOf(Samples.office(Samples.WORD))).contains(EvidenceType.DOCX);
        assertThat(typeOf(Samples.office(Samples.EXCEL))).contains(EvidenceType.XLSX);
        assertThat(typeOf(Samples.office(Samples.POWERPOINT))).contains(EvidenceType.PPTX);
        assertThat(typeOf(Samples.ofd())).contains(EvidenceType.OFD);
        assertThat(typeOf(Samples.zip("META-INF/MANIFEST.MF", "Main.class"))).isEmpty();
        assertThat(typeOf(Samples.zip("[Content_Types].xml", "word/document.xml"))).as("names alone make no document").isEmpty();
        assertThat(typeOf(Samples.zip(Map.of("[Content_Types].xml", "no XML")))).isEmpty();
        byte[] document = Samples.office(Samples.WORD);
        assertThat(typeOf(Arrays.copyOf(document, document.length / 2))).isEmpty();
    }

    @Test
    void tellsDocumentsBefore2007ByTheirStreams() throws IOException {
        byte[] some = new byte[5000];
        assertThat(typeOf(Samples.compound(Map.of("WordDocument", some, "1Table", some)))).contains(EvidenceType.DOC);
        assertThat(typeOf(Samples.compound(Map.of("Workbook", some)))).contains(EvidenceType.XLS);
        assertThat(typeOf(Samples.compound(Map.of("PowerPoint Document", some)))).contains(EvidenceType.PPT);
        assertThat(typeOf(Samples.compound(Map.of("__properties_version1.0", some)))).isEmpty();
        byte[] whole = Samples.compound(Map.of("WordDocument", some));
        for (int cut = 512; cut < whole.length; cut += 512) {
            assertThat(typeOf(Arrays.copyOf(whole, cut))).as("cut at %d", cut).satisfiesAnyOf(
                    none -> assertThat(none).isEmpty(), all -> assertThat(all).contains(EvidenceType.DOC));
        }
    }

    @Test
    void takesRecordingsForSoundAndLeavesFilmsOut() throws IOException {
        assertThat(typeOf(Samples.mp4("M4A ", "soun"))).contains(EvidenceType.M4A);
        assertThat(typeOf(Samples.mp4("mp42", "soun"))).contains(EvidenceType.M4A);
        assertThat(typeOf(Samples.mp4("isom", "soun"))).contains(EvidenceType.M4A);
        assertThat(typeOf(Samples.mp4("isom", "soun", "vide"))).isEmpty();
        assertThat(typeOf(Samples.mp4("M4A "))).isEmpty();
        byte[] endless = Samples.mp4("mp42", "soun");
        ByteBuffer.wrap(endless).putInt(16 + 4, Integer.MAX_VALUE);
        assertThat(typeOf(endless)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/vnd.ms-word.document.macroEnabled.main+xml", 
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml", "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"})
    void refusesDocumentsMadeForMacros(String contentType) {
        refused("evidence-with-macros", Samples.office(contentType));
    }

    @Test
    void refusesMacrosInDocumentsThatSayTheyHaveNone() throws IOException {
        refused("evidence-with-macros", Samples.office(Samples.WORD, "word/vbaProject.bin"));
        refused("evidence-with-macros", Samples.office(Samples.EXCEL, "xl/macrosheets/sheet1.xml"));
        refused("evidence-with-macros", Samples.compound(Map.of("WordDocument", new byte[5000], "Macros/VBA", new byte[10])));
        refused("evidence-with-macros", Samples.compound(Map.of("Workbook", new byte[5000], "_VBA_PROJECT_CUR/PROJECT", new byte[10])));
        for (int at : new int[] {10, 64 * 1024 - 7}) {
            byte[] presentation = new byte[100_000];
            byte[] note = HexFormat.of().parseHex("1f00ff0314000000020000040c000000" + "07000000" + "01000000");
            System.arraycopy(note, 0, presentation, at, note.length);
            refused("evidence-with-macros", Samples.compound(Map.of("PowerPoint Document", presentation)));
            presentation[at + 20] = 0;
            assertThat(typeOf(Samples.compound(Map.of("PowerPoint Document", presentation)))).contains(EvidenceType.PPT);
        }
    }

    @Test
    void refusesWhatOpensOnlyWithAPassword() throws IOException {
        refused("evidence-locked", Samples.compound(Map.of("EncryptedPackage", new byte[5000], "EncryptionInfo", new byte[100])));
    }

    /** A picture with an archive behind it is a picture, gets a picture's name, and nobody opens it as anything else. */
    @Test
    void goesByTheBeginningOfFilesThatAreTwoThings() throws IOException {
        assertThat(typeOf(joined(Samples.pdf("x", PDRectangle.A4), Samples.office(Samples.WORD)))).contains(EvidenceType.PDF);
        assertThat(FileName.clean("report.docx", EvidenceType.PDF)).isEqualTo("report.docx.pdf");
        assertThat(typeOf(joined(Samples.png(100), Samples.zip("Main.class")))).contains(EvidenceType.PNG);
        assertThat(typeOf(joined("<script>1</script>".getBytes(StandardCharsets.UTF_8), Samples.pdf("x", PDRectangle.A4)))).isEmpty();
        var two = new java.util.LinkedHashMap<String, String>();
        two.put("[Content_Types].xml",
                "<Types><Override ContentType=\"" + Samples.WORD + "\"/><Override ContentType=\"" + Samples.EXCEL + "\"/></Types>");
        assertThat(typeOf(Samples.zip(two))).as("two documents at once").isEmpty();
    }

    @Test
    void unpacksNothingOfAZipBomb() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.write(("<Types><Override ContentType=\"" + Samples.WORD + "\"/></Types>").getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            for (int megabyte = 0; megabyte <= 1024; megabyte++) {
                zip.write(new byte[1024 * 1024]);
            }
        }
        refused("evidence-unpacks-too-large", bytes.toByteArray());
        var table = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(table)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.write("<Types>".getBytes(StandardCharsets.UTF_8));
            for (int megabyte = 0; megabyte < 200; megabyte++) {
                zip.write(" ".repeat(1024 * 1024).getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(typeOf(table.toByteArray())).isEmpty();
    }

    @Test
    void readsNoEntities() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), Samples.WORD);
        assertThat(typeOf(Samples.zip(Map.of("[Content_Types].xml", "<!DOCTYPE Types [<!ENTITY s SYSTEM \"" + secret.toUri() + "\">]>"
                + "<Types><Override ContentType=\"&s;\"/></Types>")))).isEmpty();
    }

    @Test
    void tellsWhoeverHandsInAnApplePhotoWhatToDo() {
        assertThatThrownBy(() -> typeOf(HexFormat.of().parseHex("00000018667479706865696300000000" + "6d69663168656963")))
                .asInstanceOf(type(Refusal.class)).satisfies(refusal -> {
                    assertThat(refusal.name()).isEqualTo("unsupported-evidence-type");
                    assertThat(refusal.getMessage()).contains("JPEG");
                });
    }

    @ParameterizedTest
    @EnumSource
    void isFoundAgainByTheMediaTypeOnRecord(EvidenceType type) {
        assertThat(EvidenceType.named(type.mediaType())).isEqualTo(type);
    }

    private void refused(String rule, byte[] content) {
        assertThatThrownBy(() -> typeOf(content)).asInstanceOf(type(Refusal.class)).extracting(Refusal::name).isEqualTo(rule);
    }

    private Optional<EvidenceType> typeOf(byte[] content) throws IOException {
        return TypeDetection.of(Files.write(Files.createTempFile(folder, "x", null), content));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }
}
