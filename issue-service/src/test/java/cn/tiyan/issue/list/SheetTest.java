package cn.tiyan.issue.list;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.RatingOrigin;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.issue.issue.Optimization;
import cn.tiyan.issue.issue.Plan;
import cn.tiyan.issue.issue.Rating;
import cn.tiyan.issue.issue.Status;
import cn.tiyan.issue.issue.Submission;
import cn.tiyan.issue.issue.Verification;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The workbook as somebody else's library reads it. */
class SheetTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:30:00Z");
    private static final Map<String, String> NAMES = Map.of("210100", "沈阳市", "210100-HRSS", "沈阳市人社局");

    @Test
    void canBeHandedInAsItIs() throws IOException {
        try (XSSFWorkbook workbook = written(FourList.PROBLEMS, anIssue("甲"), anIssue("乙"))) {
            XSSFSheet sheet = workbook.getSheet("问题清单");
            assertThat(text(sheet, 0, 0)).isEqualTo("沈阳市问题清单（截至2026年11月23日 16:30）");
            assertThat(headings(sheet)).startsWith("序号", "编号", "来源", "反映单位", "事项", "维度", "环节", "原因", "标题", "内容", "严重程度", "难度")
                    .endsWith("状态", "办理单位", "当前时限", "是否超期", "销号日期");
            assertThat(sheet.getRow(2).getCell(0).getNumericCellValue()).isEqualTo(1);
            assertThat(sheet.getRow(3).getCell(0).getNumericCellValue()).isEqualTo(2);
            assertThat(value(sheet, "标题", 3)).isEqualTo("乙");
            assertThat(value(sheet, "来源", 2)).isEqualTo("走流程");
            assertThat(value(sheet, "反映单位", 2)).isEqualTo("沈阳市人社局");
            assertThat(value(sheet, "维度", 2)).isEqualTo("优不优");
            assertThat(value(sheet, "环节", 2)).isEqualTo("受理");
            assertThat(value(sheet, "原因", 2)).isEqualTo("流程设计");
            assertThat(value(sheet, "严重程度", 2)).isEqualTo("较重");
            assertThat(value(sheet, "状态", 2)).isEqualTo("已销号");
            assertThat(value(sheet, "是否超期", 2)).isEqualTo("否");
            assertThat(text(sheet, 4, 0)).isEqualTo("填报单位：沈阳市　　填报时间：2026年11月23日　　共 2 条");
            assertThat(sheet.getLastRowNum()).isEqualTo(4);
        }
    }

    @Test
    void isLaidOutForPrinting() throws IOException {
        try (XSSFWorkbook workbook = written(FourList.RECTIFICATIONS, anIssue("甲"))) {
            XSSFSheet sheet = workbook.getSheetAt(0);
            PrintSetup print = sheet.getPrintSetup();
            assertThat(print.getPaperSize()).isEqualTo(PrintSetup.A4_PAPERSIZE);
            assertThat(print.getLandscape()).isTrue();
            assertThat(print.getFitWidth()).isEqualTo((short) 1);
            assertThat(print.getFitHeight()).isEqualTo((short) 0);
            assertThat(sheet.getRepeatingRows().formatAsString()).isEqualTo("1:2");
            assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
            assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 2);
            assertThat(sheet.getFooter().getCenter()).contains("&P", "&N");
            assertThat(sheet.getMergedRegions()).hasSize(2);
            Cell measures = cell(sheet, "整改措施", 2);
            assertThat(measures.getCellStyle().getWrapText()).isTrue();
            assertThat(measures.getCellStyle().getBorderLeft()).isEqualTo(BorderStyle.THIN);
            assertThat(sheet.getColumnWidth(measures.getColumnIndex())).isGreaterThan(30 * 256);
        }
    }

    @Test
    void keepsDaysAsDaysAndNumbersAsNumbers() throws IOException {
        try (XSSFWorkbook workbook = written(FourList.RECTIFICATIONS, anIssue("甲"))) {
            XSSFSheet sheet = workbook.getSheetAt(0);
            Cell closed = cell(sheet, "销号日期", 2);
            assertThat(DateUtil.isCellDateFormatted(closed)).isTrue();
            assertThat(closed.getLocalDateTimeCellValue().toLocalDate()).as("the day in China").isEqualTo(LocalDate.of(2026, 11, 24));
            assertThat(cell(sheet, "重办次数", 2).getCellType()).isEqualTo(CellType.NUMERIC);
            assertThat(value(sheet, "首次评价", 2)).isEqualTo("2 分，未解决");
            assertThat(value(sheet, "最终评价", 2)).isEqualTo("5 分，已解决");
            assertThat(value(sheet, "评价方式", 2)).isEqualTo("回访代录");
            assertThat(value(sheet, "核查意见", 2)).isEqualTo("通过：现场核查属实");
        }
    }

    @Test
    void givesEveryOptimizationALine() throws IOException {
        try (XSSFWorkbook workbook = written(FourList.OPTIMIZATIONS, anIssue("甲"))) {
            XSSFSheet sheet = workbook.getSheetAt(0);
            assertThat(value(sheet, "优化内容", 2)).isEqualTo("取消一个环节");
            assertThat(value(sheet, "环节（优化前）", 2)).isEqualTo("5.0");
            assertThat(value(sheet, "环节（优化后）", 2)).isEqualTo("4.0");
            assertThat(value(sheet, "材料（优化前，份）", 2)).isEmpty();
            assertThat(value(sheet, "优化内容", 3)).isEqualTo("取消纸质证明");
            assertThat(value(sheet, "优化单位", 3)).isEqualTo("沈阳市人社局");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://x\",\"点我\")", "<a>&amp;]]>", "😀𠮷👨‍👩‍👧", "第一行\n第二行"})
    void takesEveryTextForAText(String title) throws IOException {
        try (XSSFWorkbook workbook = written(FourList.PROBLEMS, anIssue(title))) {
            Cell cell = cell(workbook.getSheetAt(0), "标题", 2);
            assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
            assertThat(cell.getStringCellValue()).isEqualTo(title);
        }
    }

    @Test
    void leavesOutWhatAWorkbookCannotHold() throws IOException {
        String endless = new Random(7).ints(40_000, 0x4e00, 0x9fa5).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        try (XSSFWorkbook workbook = written(FourList.PROBLEMS, anIssue("铃\u0007声\ufffe" + endless))) {
            assertThat(value(workbook.getSheetAt(0), "标题", 2)).startsWith("铃声" + endless.substring(0, 100)).endsWith("…").hasSize(32_767);
        }
    }

    @Test
    void hidesNumbersOfPeople() throws IOException {
        try (XSSFWorkbook workbook = written(FourList.PROBLEMS, anIssue("甲"))) {
            assertThat(value(workbook.getSheetAt(0), "内容", 2)).contains("138****5678").doesNotContain("13812345678");
        }
    }

    @ParameterizedTest
    @EnumSource(FourList.class)
    void isAWorkbookWithNothingOnItToo(FourList list) throws IOException {
        try (XSSFWorkbook workbook = written(list)) {
            assertThat(text(workbook.getSheetAt(0), 2, 0)).endsWith("共 0 条");
        }
    }

    /** The proof is a JVM of its own with a small heap; it would need several times as much to hold what it writes. */
    @Test
    void writesAHundredThousandLinesInASmallHeap() throws Exception {
        Process small = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx32m", "-XX:+UseSerialGC",
                "-cp", System.getProperty("java.class.path"), HundredThousand.class.getName()).redirectErrorStream(true).start();
        String said = new String(small.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(small.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(small.exitValue()).as(said).isZero();
        assertThat(said).startsWith("100000 lines");
    }

    /** What that JVM runs. */
    static final class HundredThousand {

        private HundredThousand() {
        }

        public static void main(String[] arguments) throws IOException {
            Iterator<Entry> entries = IntStream.range(0, 100_000).mapToObj(i -> anIssue("第 " + i + " 个问题"))
                    .map(issue -> new Entry(issue, null, SheetTest::name)).iterator();
            int lines = new Sheet("沈阳市", "沈阳市", FourList.PROBLEMS, NOW).write(entries, OutputStream.nullOutputStream());
            System.out.println(lines + " lines");
        }
    }

    private static XSSFWorkbook written(FourList list, ListedIssue... issues) throws IOException {
        var out = new ByteArrayOutputStream();
        var sheet = new Sheet("沈阳市", "沈阳市", list, NOW);
        assertThat(sheet.fileName()).isEqualTo("沈阳市" + list.chinese() + "20261123.xlsx");
        sheet.write(Arrays.stream(issues).flatMap(issue -> list != FourList.OPTIMIZATIONS ? java.util.stream.Stream.of(new Entry(issue, null, SheetTest::name))
                : issue.optimizations().stream().map(each -> new Entry(issue, each, SheetTest::name))).iterator(), out);
        return new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()));
    }

    private static String name(String unit) {
        return NAMES.getOrDefault(unit, unit);
    }

    private static ListedIssue anIssue(String title) {
        var item = new ServiceItemRef("112101000001234567001", "企业职工参保登记");
        return new ListedIssue("iss_0", "WT-20261123-4X9M2C", SourceKind.WALKTHROUGH, IssueKind.PROBLEM, "210100-HRSS", item, Dimension.QUALITY,
                Stage.ACCEPTANCE, Cause.PROCESS, title, "系统可在线核验参保信息，窗口仍要求申请人往返打印纸质证明。联系电话 13812345678。", Severity.MEDIUM, Difficulty.HARD,
                Status.CLOSED, List.of("210000", "210100", "210100-HRSS"), null, NOW, null, new Plan("取消纸质证明，改为在线核验", List.of()),
                new Submission("shenyang.renshe", "210100-HRSS", "已取消", NOW), new Verification("shenyang.hecha", "210100", true, "现场核查属实", NOW),
                List.of(new Rating(RatingOrigin.RAISER, false, 2, null, "shenyang.ganbu", "210100", NOW),
                        new Rating(RatingOrigin.CALL_BACK, true, 5, null, "shenyang.ban", "210100", NOW)), 1,
                List.of(new Optimization("opt_1", item, "取消一个环节", new Optimization.Change(5, 4), null, null, null, "shenyang.renshe", "210100-HRSS", NOW),
                        new Optimization("opt_2", item, "取消纸质证明", null, null, new Optimization.Change(3, 2), null, "shenyang.renshe", "210100-HRSS", NOW)),
                Map.of(Status.DISPATCHED, NOW, Status.CLOSED, Instant.parse("2026-11-23T17:00:00Z")), NOW, NOW);
    }

    private static List<String> headings(XSSFSheet sheet) {
        return IntStream.range(0, sheet.getRow(1).getLastCellNum()).mapToObj(column -> text(sheet, 1, column)).toList();
    }

    private static String text(XSSFSheet sheet, int row, int column) {
        return sheet.getRow(row).getCell(column).getStringCellValue();
    }

    private static Cell cell(XSSFSheet sheet, String heading, int row) {
        return sheet.getRow(row).getCell(headings(sheet).indexOf(heading));
    }

    private static String value(XSSFSheet sheet, String heading, int row) {
        Cell cell = cell(sheet, heading, row);
        return cell == null ? "" : cell.toString();
    }
}
