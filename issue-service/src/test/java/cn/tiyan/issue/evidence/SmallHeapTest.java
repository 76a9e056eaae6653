package cn.tiyan.issue.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.testkit.Persona;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In a JVM of its own, whose heap is as small as the one a service has beside its other work. */
class SmallHeapTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"JPEG, jpeg, 5", "PNG, png, 6"})
    void isEnoughForAPhotoOfAHundredMillionPixels(EvidenceType type, String format, int kind) throws Exception {
        Path photo = folder.resolve("photo");
        ImageIO.write(new BufferedImage(12_000, 9_000, kind), format, photo.toFile());
        assertThat(run(type, photo)).isEqualTo("marked");
        BufferedImage copy = ImageIO.read(folder.resolve("copy").toFile());
        assertThat(copy.getWidth() / (double) copy.getHeight()).isBetween(1.32, 1.35);
        assertThat(copy.getWidth()).isGreaterThan(1000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isEnoughForAPdfThatUnpacksToMoreThanIt(boolean directory) throws Exception {
        assertThat(run(EvidenceType.PDF, Files.write(folder.resolve("bomb"), Samples.pdfBomb(directory, "FlateDecode"))))
                .isEqualTo("evidence-unpacks-too-large");
    }

    private String run(EvidenceType type, Path photo) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process marking = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx48m", "-XX:+UseSerialGC",
                "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"), Program.class.getName(), type.name(), photo.toString(),
                folder.resolve("copy").toString()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertThat(marking.waitFor(120, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(marking.exitValue()).as(said).isZero();
        return said.lines().toList().getLast();
    }

    /** Marks one file and ends. */
    static final class Program {

        public static void main(String[] arguments) throws IOException {
            EvidenceType type = EvidenceType.valueOf(arguments[0]);
            Path photo = Path.of(arguments[1]);
            if (type == EvidenceType.PDF) {
                try (var pages = PdfPages.open(photo)) {
                    System.out.println(pages);
                } catch (Refusal refusal) {
                    System.out.println(refusal.name());
                }
                return;
            }
            Inspection.of(type, photo);
            new Marking(Runtime.getRuntime().maxMemory() / 6).mark(type, photo,
                    Watermark.of(Persona.SHENYANG_VERIFIER.caller(), "沈阳市", Instant.EPOCH), Path.of(arguments[2]));
            System.out.println("marked");
        }
    }
}
