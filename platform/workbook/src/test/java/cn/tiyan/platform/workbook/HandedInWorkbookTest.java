package cn.tiyan.platform.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.workbook.WorkbookLine.Cell;
import cn.tiyan.platform.workbook.WorkbookLine.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandedInWorkbookTest {

    private static final WorkbookLimits LIMITS = new WorkbookLimits(1_000_000, 4_000_000, 20);

    @TempDir
    private Path folder;

    @Test
    void readsTextsNumbersAndDaysAsTheyWouldBeWrittenDown() throws IOException {
        Path file = workbook(sheet -> {
            Row row = sheet.createRow(2);
            row.createCell(0).setCellValue("  王小丽 ");
            row.createCell(1).setCellValue(13_812_345_678d);
            row.createCell(3).setCellValue(LocalDate.of(2026, 10, 31));
            row.createCell(4).setCellValue(2.10101199001011e17);
            row.createCell(5).setCellFormula("1+1");
        });
        try (var workbook = HandedInWorkbook.open(file, LIMITS)) {
            WorkbookLine line = workbook.next();
            assertThat(line).isNotNull();
            assertThat(line.number()).isEqualTo(3);
            assertThat(line.cells().get(0)).isEqualTo(new Cell(Kind.TEXT, "王小丽", null));
            assertThat(line.cells().get(1)).isEqualTo(new Cell(Kind.NUMBER, "13812345678", null));
            assertThat(line.cells().get(2)).isEqualTo(Cell.EMPTY);
            assertThat(line.cells().get(3).time()).isEqualTo("2026-10-31 00:00:00");
            assertThat(line.cells().get(3).day()).isEqualTo("2026-10-31");
            assertThat(line.cells().get(4).kind()).isEqualTo(Kind.INEXACT);
            assertThat(line.cells().get(5)).isEqualTo(new Cell(Kind.FORMULA, "=1+1", null));
            assertThat(workbook.next()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "姓名,手机号码\n", "PK\u0003\u0004 but nothing else", "\u00d0\u00cf\u0011\u00e0 an old one"})
    void refusesWhatIsNoWorkbook(String content) throws IOException {
        Path file = Files.write(folder.resolve("file"), content.getBytes(content.startsWith("\u00d0") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
        assertThatThrownBy(() -> HandedInWorkbook.open(file, LIMITS)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.MALFORMED);
            assertThat(refusal.fieldErrors()).extracting(Refusal.FieldError::field).containsExactly("file");
        });
    }

    @Test
    void refusesMacros() throws IOException {
        assertRefused(withPart(workbook(sheet -> sheet.createRow(0).createCell(0).setCellValue("姓名")), "xl/vbaProject.bin", "Sub Auto_Open()"), "宏");
    }

    @Test
    void refusesRowsThatAreTooWide() throws IOException {
        assertRefused(workbook(sheet -> sheet.createRow(4).createCell(300).setCellValue("远")), "列");
    }

    /** A cell may say of itself that it stands wherever it likes. */
    @ParameterizedTest
    @ValueSource(strings = {"ZZZZZZ1", "A99999999999", "1", "!!"})
    void refusesCellsThatStandNowhere(String address) throws IOException {
        Path good = workbook(sheet -> sheet.createRow(0).createCell(0).setCellValue(1));
        String sheet = part(good, "xl/worksheets/sheet1.xml").replace("r=\"A1\"", "r=\"" + address + "\"");
        assertThatThrownBy(() -> readAll(withPart(good, "xl/worksheets/sheet1.xml", sheet))).isInstanceOf(Refusal.class);
    }

    @Test
    void refusesEntitiesThatGrow() throws IOException {
        Path good = workbook(sheet -> sheet.createRow(0).createCell(0).setCellValue("姓名"));
        String bomb = "<?xml version=\"1.0\"?><!DOCTYPE sst [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>"
                + "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>&c;&c;&c;</t></si></sst>";
        assertThatThrownBy(() -> readAll(withPart(good, "xl/sharedStrings.xml", bomb))).isInstanceOf(Refusal.class);
    }

    @Test
    void refusesWhatUnpacksToTooMuch() throws IOException {
        Path file = withPart(workbook(sheet -> sheet.createRow(0).createCell(0).setCellValue("姓名")), "xl/media/blank.bin", "0".repeat(5_000_000));
        assertThat(Files.size(file)).isLessThan(100_000);
        assertThatThrownBy(() -> HandedInWorkbook.open(file, LIMITS)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_LARGE));
    }

    static Stream<String> hugeTexts() {
        String run = "<r><t>" + "x".repeat(30_000) + "</t></r>";
        return Stream.of("<si><t>" + "x".repeat(3_000_000) + "</t></si>", "<si>" + run.repeat(100) + "</si>", "<si><t>" + "x<!-- </si> -->".repeat(200_000) + "</t></si>",
                "<si><t><![CDATA[" + "</si>".repeat(500_000) + "]]></t></si>", "<si><t>" + "x<?y </si>?>".repeat(200_000) + "</t></si>");
    }

    @ParameterizedTest
    @MethodSource("hugeTexts")
    void refusesTextsThatWouldBeHeldInOnePiece(String text) throws IOException {
        Path good = workbook(sheet -> sheet.createRow(0).createCell(0).setCellValue("姓名"));
        for (String part : List.of("xl/sharedStrings.xml", "xl/elsewhere")) {
            Path file = withPart(good, part, "<?xml version=\"1.0\"?><sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">" + text + "</sst>");
            assertThatThrownBy(() -> HandedInWorkbook.open(file, LIMITS)).isInstanceOfSatisfying(Refusal.class,
                    refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_LARGE));
        }
    }

    @Test
    void takesManyTextsAndLargePictures() throws IOException {
        Path many = workbook(sheet -> {
            for (int i = 0; i < 2000; i++) {
                sheet.createRow(i).createCell(0).setCellValue(i + "长".repeat(500));
            }
        });
        readAll(withPart(many, "xl/media/image1.bmp", "BM" + "0".repeat(500_000)));
        readAll(withPart(workbook(sheet -> sheet.createRow(0).createCell(0).setCellValue("姓名")), "xl/media/image1.bmp", "BM" + "0".repeat(3_500_000)));
    }

    @Test
    void writesOnlyWhatXmlCanCarry() {
        assertThat(CellText.printable("=1+1\u0000\u0007 👩‍🔧 \ud800 \uffff")).isEqualTo("=1+1 👩‍🔧  ");
        assertThat(CellText.printable("长".repeat(40_000))).hasSize(32_767).endsWith("…");
    }

    private void assertRefused(Path file, String word) {
        assertThatThrownBy(() -> readAll(file)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.MALFORMED);
            assertThat(refusal.fieldErrors().getFirst().message()).contains(word);
        });
    }

    private static void readAll(Path file) {
        try (var workbook = HandedInWorkbook.open(file, LIMITS)) {
            while (workbook.next() != null) {
                // On to the next.
            }
        }
    }

    private Path workbook(Consumer<Sheet> content) throws IOException {
        Path file = folder.resolve("workbook.xlsx");
        try (var workbook = new XSSFWorkbook(); OutputStream out = Files.newOutputStream(file)) {
            content.accept(workbook.createSheet());
            workbook.write(out);
        }
        return file;
    }

    private static Map<String, byte[]> parts(Path file) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }

    private static String part(Path file, String name) throws IOException {
        return new String(parts(file).get(name), StandardCharsets.UTF_8);
    }

    private Path withPart(Path file, String name, String content) throws IOException {
        Map<String, byte[]> parts = parts(file);
        parts.put(name, content.getBytes(StandardCharsets.UTF_8));
        Path changed = folder.resolve("changed.xlsx");
        try (var zip = new ZipOutputStream(Files.newOutputStream(changed))) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
        return changed;
    }
}
