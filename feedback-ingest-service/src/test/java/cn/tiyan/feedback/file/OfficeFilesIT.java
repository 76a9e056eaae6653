package cn.tiyan.feedback.file;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Clerks hand in workbooks and CSV files. */
@PlatformTest
class OfficeFilesIT {

    private static final String FILES = "/api/v1/feedback/files";
    private static final String REPORTS = FILES + "?kind=window-reports";

    @Autowired
    private Http http;
    @Autowired
    private KafkaTopics kafka;

    private static String aNumber() {
        return "F" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    private static Map<String, Object> aReport(String number) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("登记编号", number);
        row.put("更新时间", LocalDateTime.parse("2026-11-23T09:05:00"));
        row.put("原因类别*", "多部门");
        row.put("反映内容", "两个部门都说不归自己管");
        row.put("反映时间", "2026/11/23 9:00");
        row.put("涉及单位编码", "210100-HRSS");
        row.put("反映人", "李晓明");
        row.put("联系电话", 13912345678d);
        row.put("是否疑难", "是");
        row.put("自设一列", "照样保留");
        return row;
    }

    @SafeVarargs
    private static byte[] workbook(Map<String, Object>... rows) throws IOException {
        try (var workbook = new XSSFWorkbook(); var out = new ByteArrayOutputStream()) {
            var sheet = workbook.createSheet("数据");
            var date = workbook.createCellStyle();
            date.setDataFormat(workbook.createDataFormat().getFormat("yyyy-mm-dd hh:mm"));
            List<String> titles = List.copyOf(rows[0].keySet());
            var headings = sheet.createRow(0);
            for (int column = 0; column < titles.size(); column++) {
                headings.createCell(column).setCellValue(titles.get(column));
            }
            for (int at = 0; at < rows.length; at++) {
                var row = sheet.createRow(at + 1);
                for (int column = 0; column < titles.size(); column++) {
                    var cell = row.createCell(column);
                    switch (rows[at].get(titles.get(column))) {
                        case null -> { }
                        case LocalDateTime time -> {
                            cell.setCellValue(time);
                            cell.setCellStyle(date);
                        }
                        case Double number -> cell.setCellValue(number);
                        case Object text when text.toString().startsWith("=") -> cell.setCellFormula(text.toString().substring(1));
                        case Object text -> cell.setCellValue(text.toString());
                    }
                }
            }
            workbook.write(out);
            return out.toByteArray();
        }
    }

    private Http.Answer upload(String path, byte[] file) {
        return http.as(Persona.SHENYANG_OFFICE).upload(path, "file.xlsx", "application/octet-stream", file);
    }

    private long arrivalsOf(String matter) {
        return kafka.read("feedback.arrivals", message -> message.key().equals("office-210100/" + matter)).size();
    }

    private JsonNode processed(String receipt) {
        String path = "/api/v1/feedback/receipts/" + receipt;
        KafkaTopics.await("the row to be processed", () -> "PROCESSED".equals(http.as(Persona.SHENYANG_OFFICE).get(path).at("/state")));
        return http.as(Persona.SHENYANG_OFFICE).get(path).json();
    }

    @Test
    void takesRowsInAsThoughTheyHadBeenPushed() throws IOException {
        String number = aNumber();
        Http.Answer taken = upload(REPORTS, workbook(aReport(number)));
        assertThat(taken.status()).as(taken.toString()).isEqualTo(202);
        assertThat(taken.at("/results/0/state")).isEqualTo("TAKEN");
        assertThat(taken.json().at("/results/0/row").asInt()).isEqualTo(2);
        JsonNode receipt = processed(taken.at("/results/0/receiptId"));
        assertThat(receipt.path("effect").asString()).isEqualTo("APPLIED");
        String path = "/api/v1/feedback/" + receipt.path("feedbackId").asString();
        JsonNode report = http.as(Persona.SHENYANG_OFFICE).get(path).json();
        assertThat(report.path("sender").asString()).isEqualTo("office-210100");
        assertThat(report.path("issueCalledFor").asBoolean()).isTrue();
        assertThat(report.at("/facts/updatedAt").asString()).isEqualTo("2026-11-23T09:05:00+08:00");
        assertThat(report.at("/facts/reportedAt").asString()).isEqualTo("2026-11-23T09:00:00+08:00");
        assertThat(report.toString()).doesNotContain("13912345678");
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(path + "/reveal", Map.of("field", "reporterPhone", "reason", "回访核实办理结果")).at("/value")).isEqualTo("13912345678");
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(path + "/reveal", Map.of("field", "自设一列", "reason", "回访核实办理结果")).at("/value")).isEqualTo("照样保留");

        assertThat(processed(upload(REPORTS, workbook(aReport(number))).at("/results/0/receiptId")).path("effect").asString()).isEqualTo("DUPLICATE");
    }

    @Test
    void takesAllOrNothingUnlessToldOtherwise() throws IOException {
        String good = aNumber();
        String bad = aNumber();
        Map<String, Object> faulty = aReport(bad);
        faulty.put("原因类别*", "天气");
        faulty.put("反映时间", "昨天");
        faulty.put("反映内容", null);
        byte[] file = workbook(aReport(good), faulty);

        Http.Answer refused = upload(REPORTS, file);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("rows-at-fault");
        assertThat(refused.fields()).containsExactlyInAnyOrder("第 3 行 原因类别", "第 3 行 反映时间", "第 3 行 反映内容");
        assertThat(refused.at("/report/results/0/state")).isEqualTo("GOOD");
        assertThat(arrivalsOf(good)).isZero();

        Http.Answer taken = upload(REPORTS + "&takeGoodRows=true", file);
        assertThat(taken.status()).isEqualTo(202);
        assertThat(taken.json().path("taken").asInt()).isEqualTo(1);
        assertThat(taken.at("/results/1/state")).isEqualTo("AT_FAULT");
        assertThat(arrivalsOf(good)).isEqualTo(1);
        assertThat(arrivalsOf(bad)).isZero();
    }

    @Test
    void takesNoNumberWhoseLastDigitsAreMadeUp() throws IOException {
        Map<String, Object> row = aReport("x");
        row.put("登记编号", 210100202611230000123d);
        Http.Answer refused = upload(REPORTS, workbook(row));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.fields()).containsExactly("第 2 行 登记编号");
        assertThat(refused.toString()).contains("末几位已丢失");
    }

    @Test
    void givesRowsAtFaultBackToBeMended() throws IOException {
        String number = aNumber();
        Map<String, Object> faulty = aReport(number);
        faulty.put("原因类别*", "天气");
        faulty.put("反映内容", "'=1+1 不是公式");
        Http.Answer given = upload(FILES + "/at-fault?kind=window-reports", workbook(aReport(aNumber()), faulty));
        assertThat(given.status()).as(given.toString()).isEqualTo(200);
        assertThat(given.header("Cache-Control")).contains("no-store");
        byte[] mended;
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(given.bytes())); var out = new ByteArrayOutputStream()) {
            var sheet = workbook.getSheetAt(0);
            assertThat(sheet.getLastRowNum()).isEqualTo(1);
            Map<String, Integer> titles = new LinkedHashMap<>();
            sheet.getRow(0).forEach(cell -> titles.put(cell.getStringCellValue(), cell.getColumnIndex()));
            assertThat(titles).containsKeys("登记编号*", "自设一列", "错误说明");
            assertThat(sheet.getRow(1).getCell(titles.get("错误说明")).getStringCellValue()).contains("原因类别", "材料不全");
            assertThat(sheet.getRow(1).getCell(titles.get("自设一列")).getStringCellValue()).isEqualTo("照样保留");
            sheet.getRow(1).getCell(titles.get("原因类别*")).setCellValue("政策");
            workbook.write(out);
            mended = out.toByteArray();
        }
        Http.Answer taken = upload(REPORTS, mended);
        assertThat(taken.status()).as(taken.toString()).isEqualTo(202);
        assertThat(taken.at("/results/0/key")).isEqualTo(number);
        assertThat(arrivalsOf(number)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, ''", "UTF-8, \ufeff", "GB18030, ''"})
    void readsCsvInEitherEncoding(String charset, String mark) {
        String number = aNumber();
        String csv = mark + "登记编号,更新时间,原因类别,反映内容,反映时间,涉及单位编码,联系电话\r\n"
                + number + ",2026-11-23 09:05,系统,\"=HYPERLINK(\"\"x\"\"),\n第二行\",2026年11月23日,210100-HRSS,024-12345678\r\n,,,,,,\r\n";
        Http.Answer taken = upload(REPORTS, csv.getBytes(Charset.forName(charset)));
        assertThat(taken.status()).as(taken.toString()).isEqualTo(202);
        String feedback = processed(taken.at("/results/0/receiptId")).path("feedbackId").asString();
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/feedback/" + feedback).at("/text")).isEqualTo("=HYPERLINK(\"x\"),\n第二行");
    }

    @Test
    void makesATemplateThatSaysWhatItWants() throws IOException {
        Http.Answer template = http.as(Persona.SHENYANG_OFFICE).get(FILES + "/template?kind=hotline-orders");
        assertThat(template.status()).isEqualTo(200);
        assertThat(template.header("Content-Disposition")).contains("attachment").contains("xlsx");
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(template.bytes()))) {
            var sheet = workbook.getSheetAt(0);
            assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).isEqualTo("工单编号*");
            assertThat(sheet.getRow(0).getCell(0).getCellComment().getString().getString()).contains("必填");
            assertThat(sheet.getDataValidations()).hasSizeGreaterThan(5);
            assertThat(workbook.getSheetAt(1).getRow(1).getCell(1).getStringCellValue()).isEqualTo("必填");
            assertThat(workbook.getSheetVisibility(2)).isEqualTo(SheetVisibility.HIDDEN);
        }
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(FILES + "/template?kind=nonsense").fields()).containsExactly("kind");
    }

    @Test
    void refusesFormulasDoublesAndUnitsOfOthers() throws IOException {
        String number = aNumber();
        Map<String, Object> formula = aReport(aNumber());
        formula.put("反映内容", "=1+1");
        Map<String, Object> elsewhere = aReport(aNumber());
        elsewhere.put("涉及单位编码", "210200-HRSS");
        assertThat(upload(REPORTS, workbook(aReport(number), aReport(number), formula, elsewhere)).fields())
                .containsExactlyInAnyOrder("第 3 行 登记编号", "第 4 行 反映内容", "第 5 行 涉及单位编码");
    }

    @Test
    void leavesFilesToOfficeClerks() throws IOException {
        byte[] file = workbook(aReport(aNumber()));
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).upload(REPORTS, "a.xlsx", "application/octet-stream", file).status()).isEqualTo(403);
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get(FILES + "/template?kind=ratings").status()).isEqualTo(403);
        assertThat(http.upload(REPORTS, "a.xlsx", "application/octet-stream", file).status()).isEqualTo(401);
        assertThat(http.as(Persona.SHENYANG_OFFICE).upload(FILES, "a.xlsx", "application/octet-stream", file).fields()).containsExactly("kind");
    }

    @Test
    void refusesWhatIsNoTable() throws IOException {
        for (byte[] file : List.of(new byte[0], new byte[] {'P', 'K', 3, 4, 9, 9}, new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0}, new byte[] {'a', 0, 'b'},
                new byte[] {(byte) 0xff, (byte) 0xff}, "登记编号\n".getBytes(StandardCharsets.UTF_8), zip("xl/workbook.xml", "<x/>".getBytes()),
                java.util.Arrays.copyOf(workbook(aReport(aNumber())), 900))) {
            Http.Answer refused = upload(REPORTS, file);
            assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        }
        Map<String, Object> incomplete = aReport(aNumber());
        incomplete.remove("反映内容");
        assertThat(upload(REPORTS, workbook(incomplete)).fields()).containsExactly("反映内容");
    }

    @Test
    void refusesWhatIsTooMuch() throws IOException {
        assertThat(upload(REPORTS, zip("xl/worksheets/sheet1.xml", new byte[40 * 1024 * 1024])).status()).isEqualTo(413);
        Http.Answer large = upload(REPORTS, new byte[5 * 1024 * 1024 + 1]);
        assertThat(large.status()).as(large.toString()).isEqualTo(413);
        var csv = new StringBuilder("登记编号,更新时间,原因类别,反映内容,反映时间,涉及单位编码\n");
        for (int row = 0; row <= 5_000; row++) {
            csv.append(row).append(",2026-11-23,系统,x,2026-11-23,210100\n");
        }
        Http.Answer many = upload(REPORTS, csv.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(many.status()).as(many.toString()).isEqualTo(413);
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return out.toByteArray();
    }
}
