package cn.tiyan.walkthrough.gap;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.platform.time.China;
import cn.tiyan.walkthrough.demand.Asked;
import cn.tiyan.walkthrough.demand.Share;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * The view as a workbook that can be handed in: title, the definition in words, headings that stay, numbered lines, A4 across. Every
 * text is a text, whatever it begins with: none becomes a formula.
 */
public final class GapSheet {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.CHINA).withZone(China.ZONE);
    private static final DateTimeFormatter IN_NAMES = DateTimeFormatter.BASIC_ISO_DATE.withZone(China.ZONE);
    private static final List<String> HEADINGS = List.of("序号", "事项编码", "事项名称", "走流程次数", "体验员体验次数", "发现问题的次数", "发现问题比例", "比例区间（95%）", "发现数",
            "平均严重程度（1—3）", "按维度", "群众反馈数", "不满意数", "不满意比例", "比例区间（95%）", "其中12345", "其中办不成事", "评价数", "差评数", "平均满意度（1—5）",
            "撤诉或恶意（不计）", "分歧", "分歧区间（95%）", "结论");
    private static final int[] WIDTHS = {6, 26, 30, 8, 8, 8, 9, 15, 8, 10, 24, 8, 8, 9, 15, 9, 9, 8, 8, 10, 9, 9, 16, 28};
    private static final int TITLE = 0;
    private static final int WORDS = 1;
    private static final int HEAD = 2;
    private static final int FLUSH_EVERY = 100;
    private static final int LONGEST = 32_767;

    private final Asked asked;
    private final String by;
    private final List<GapLine> lines;
    private final Instant at;

    GapSheet(Asked asked, String by, List<GapLine> lines, Instant at) {
        this.asked = asked;
        this.by = by;
        this.lines = lines;
        this.at = at;
    }

    /** Such as 沈阳市供需两侧体验差异20261124.xlsx. */
    public String fileName() {
        return asked.unit().name() + "供需两侧体验差异" + IN_NAMES.format(at) + ".xlsx";
    }

    /** Writes it, some lines at a time. */
    public void to(OutputStream out) throws IOException {
        try (var workbook = new Workbook(out, "Tiyan", "1.0")) {
            workbook.setGlobalDefaultFont("宋体", 10);
            Worksheet sheet = workbook.newWorksheet("供需两侧体验差异");
            layOut(sheet);
            for (int at = 0; at < lines.size(); at++) {
                line(sheet, HEAD + 1 + at, at + 1, lines.get(at));
                if (at % FLUSH_EVERY == 0) {
                    sheet.flush();
                }
            }
            int last = HEAD + 1 + lines.size();
            sheet.inlineString(last, 0, "填报单位：" + by + "　　导出时间：" + MINUTE.format(at) + "　　共 " + lines.size() + " 条"
                    + (lines.size() == Gap.MOST_LINES ? "（已达一张工作表的上限，其余未列出，请缩小范围另行导出）" : ""));
            sheet.range(last, 0, last, HEADINGS.size() - 1).style().horizontalAlignment("left").merge().set();
            sheet.finish();
        }
    }

    private void layOut(Worksheet sheet) {
        int across = HEADINGS.size() - 1;
        sheet.pageOrientation("landscape");
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.repeatRows(TITLE, HEAD);
        sheet.freezePane(0, HEAD + 1);
        sheet.footer("第 &P 页，共 &N 页", Position.CENTER);
        sheet.inlineString(TITLE, 0, printable(asked.unit().name() + "供需两侧体验差异（" + asked.from() + " 至 " + asked.to() + "）"));
        sheet.range(TITLE, 0, TITLE, across).style().bold().fontSize(16).horizontalAlignment("center").verticalAlignment("center").merge().set();
        sheet.rowHeight(TITLE, 30);
        sheet.inlineString(WORDS, 0, Disagreement.DEFINITION);
        sheet.range(WORDS, 0, WORDS, across).style().wrapText(true).verticalAlignment("top").merge().set();
        sheet.rowHeight(WORDS, 48);
        for (int column = 0; column <= across; column++) {
            sheet.inlineString(HEAD, column, HEADINGS.get(column));
            sheet.width(column, WIDTHS[column]);
        }
        sheet.range(HEAD, 0, HEAD, across).style().bold().fillColor("D9E1F2").horizontalAlignment("center").verticalAlignment("center").wrapText(true)
                .borderStyle(BorderStyle.THIN).set();
    }

    private static void line(Worksheet sheet, int row, int number, GapLine line) {
        GapLine.Walkers walkers = line.walkers();
        GapLine.Citizens citizens = line.citizens();
        Disagreement apart = line.disagreement();
        Object[] cells = {number, line.item(), line.name(), walkers.walkthroughs(), walkers.tried(), walkers.withFindings().count(), percent(walkers.withFindings().rate()),
            interval(walkers.withFindings()), walkers.findings(), decimal(walkers.meanSeverity()),
            walkers.byDimension().entrySet().stream().map(entry -> name(entry.getKey()) + " " + entry.getValue()).collect(Collectors.joining("、")),
            citizens.feedback(), citizens.bad().count(), percent(citizens.bad().rate()), interval(citizens.bad()), citizens.hotline(), citizens.notDone(),
            citizens.badRatings().of(), citizens.badRatings().count(), decimal(citizens.meanSatisfaction()), citizens.withdrawn(),
            points(apart.difference()), apart.low() == null || apart.high() == null ? "" : points(apart.low()) + " 至 " + points(apart.high()),
            apart.verdict().chinese()};
        for (int column = 0; column < cells.length; column++) {
            if (cells[column] instanceof Number count) {
                sheet.value(row, column, count);
            } else {
                sheet.inlineString(row, column, printable(cells[column].toString()));
            }
        }
        sheet.range(row, 0, row, cells.length - 1).style().wrapText(true).verticalAlignment("top").borderStyle(BorderStyle.THIN).set();
    }

    private static String name(Dimension dimension) {
        return dimension.chinese();
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "" : String.format(Locale.ROOT, "%.1f%%", share * 100);
    }

    private static String points(@Nullable Double difference) {
        return difference == null ? "" : String.format(Locale.ROOT, "%+.1f%%", difference * 100);
    }

    private static String decimal(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String interval(Share share) {
        return share.rate() == null ? "" : percent(share.low()) + " 至 " + percent(share.high());
    }

    /** Without what XML cannot carry, and no longer than a cell can be. */
    private static String printable(String text) {
        var printable = new StringBuilder(text.length());
        text.codePoints().filter(character -> character == '\t' || character == '\n' || character >= ' ' && character < 0xd800
                || character > 0xdfff && character < 0xfffe || character > 0xffff).forEach(printable::appendCodePoint);
        return printable.length() <= LONGEST ? printable.toString() : printable.substring(0, LONGEST - 1) + "…";
    }
}
