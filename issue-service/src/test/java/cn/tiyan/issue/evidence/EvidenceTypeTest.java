package cn.tiyan.issue.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceTypeTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "89504e470d0a1a0a0000000d, PNG",
        "ffd8ffe000104a464946, JPEG",
        "255044462d312e37, PDF",
        "494433040000000000, MP3",
        "fffb9064000f, MP3",
        "5249464624000000574156456d7420, WAV"})
    void knowsAFileByItsFirstBytes(String hex, EvidenceType expected) throws IOException {
        assertThat(EvidenceType.of(file(HexFormat.of().parseHex(hex)))).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "89", "4d5a90000300", "3c68746d6c3e", "5249464624000000415649204c495354", "fffe68006900", "504b0304", "cafebabe"})
    void refusesEverythingElse(String hex) throws IOException {
        assertThat(EvidenceType.of(file(HexFormat.of().parseHex(hex)))).isEmpty();
    }

    @Test
    void tellsDocumentsAndSheetsFromOtherArchives() throws IOException {
        assertThat(EvidenceType.of(file(zip("_rels/.rels", "word/document.xml", "[Content_Types].xml")))).contains(EvidenceType.DOCX);
        assertThat(EvidenceType.of(file(zip("[Content_Types].xml", "xl/workbook.xml")))).contains(EvidenceType.XLSX);
        assertThat(EvidenceType.of(file(zip("META-INF/MANIFEST.MF", "Main.class")))).isEmpty();
        byte[] cut = zip("[Content_Types].xml", "word/document.xml");
        assertThat(EvidenceType.of(file(java.util.Arrays.copyOf(cut, cut.length / 2)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "现场照片.png ; 现场照片.png",
        "../../etc/passwd ; passwd.png",
        "C:\\Users\\wang\\照片.PNG ; 照片.PNG",
        "run.exe ; run.exe.png",
        ".png ; evidence.png",
        "صورة.png ; صورة.png",
        "😀 整改后.png ; 😀 整改后.png",
        "a<b>:\"|?*.png ; ab.png"})
    void cleansNames(String given, String expected) {
        assertThat(FileName.clean(given, EvidenceType.PNG)).isEqualTo(expected);
    }

    @Test
    void takesOutWhatMisleadsTheEye() {
        assertThat(FileName.clean("照片\u202Egnp.exe\r\nX: y\u0000.png", EvidenceType.PNG)).isEqualTo("照片gnp.exeX y.png");
        assertThat(FileName.clean(null, EvidenceType.JPEG)).isEqualTo("evidence.jpg");
        assertThat(FileName.clean("长".repeat(500) + ".jpeg", EvidenceType.JPEG)).hasSize(120 + 5).endsWith(".jpeg");
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(folder, "x", null), content);
    }

    static byte[] zip(String... entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write("<x/>".getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
