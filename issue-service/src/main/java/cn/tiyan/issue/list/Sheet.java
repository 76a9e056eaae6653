package cn.tiyan.issue.list;

import cn.tiyan.issue.issue.Moment;
import cn.tiyan.platform.time.China;
import cn.tiyan.platform.workbook.CellText;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A list as a workbook that can be handed in as it is: title, headings that stay and are repeated on every printed page, numbered
 * lines, A4 across. Lines are written as they come and held no longer. Every text is a text, whatever it begins with: none becomes
 * a formula.
 *
 * @param about name of the unit whose list it is
 * @param by name of the unit that hands it in
 * @param at when it was asked for
 */
record Sheet(String about, String by, FourList list, Instant at) {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.CHINA).withZone(China.ZONE);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.CHINA).withZone(China.ZONE);
    private static final DateTimeFormatter IN_NAMES = DateTimeFormatter.BASIC_ISO_DATE;
    private static final int HEADINGS = 1;
    private static final int FLUSH_EVERY = 100;
    /** What a worksheet can hold, less title, headings and the line below. */
    private static final int MOST = Worksheet.MAX_ROWS - 3;

    String fileName() {
        return about + list.chinese() + IN_NAMES.format(China.day(at)) + ".xlsx";
    }

    /** @return how many lines it has */
    int write(Iterator<Entry> entries, OutputStream out) throws IOException {
        try (var workbook = new Workbook(out, "Tiyan", "1.0")) {
            workbook.setGlobalDefaultFont("宋体", 10);
            Worksheet sheet = workbook.newWorksheet(list.chinese());
            List<Column> columns = list.columns();
            layOut(sheet, columns);
            int lines = 0;
            while (entries.hasNext() && lines < MOST) {
                line(sheet, HEADINGS + ++lines, lines, entries.next(), columns);
                if (lines % FLUSH_EVERY == 0) {
                    sheet.flush();
                }
            }
            below(sheet, HEADINGS + lines + 1, lines, entries.hasNext(), columns.size());
            sheet.finish();
            return lines;
        }
    }

    private void layOut(Worksheet sheet, List<Column> columns) {
        sheet.pageOrientation("landscape");
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.repeatRows(0, HEADINGS);
        sheet.freezePane(0, HEADINGS + 1);
        sheet.footer("第 &P 页，共 &N 页", Position.CENTER);
        sheet.inlineString(0, 0, about + list.chinese() + "（截至" + MINUTE.format(at) + "）");
        sheet.range(0, 0, 0, columns.size()).style().bold().fontSize(16).horizontalAlignment("center").verticalAlignment("center").merge().set();
        sheet.rowHeight(0, 30);
        sheet.inlineString(HEADINGS, 0, "序号");
        sheet.width(0, 6);
        for (int at = 0; at < columns.size(); at++) {
            sheet.inlineString(HEADINGS, at + 1, columns.get(at).chinese());
            sheet.width(at + 1, columns.get(at).width());
        }
        sheet.range(HEADINGS, 0, HEADINGS, columns.size()).style().bold().fillColor("D9E1F2").horizontalAlignment("center").verticalAlignment("center")
                .wrapText(true).borderStyle(BorderStyle.THIN).set();
    }

    private static void line(Worksheet sheet, int row, int number, Entry entry, List<Column> columns) {
        sheet.value(row, 0, number);
        for (int at = 0; at < columns.size(); at++) {
            switch (columns.get(at).of(entry)) {
                case null -> { }
                case LocalDate day -> sheet.value(row, at + 1, day);
                case Number count -> sheet.value(row, at + 1, count);
                case Object text -> sheet.inlineString(row, at + 1, CellText.printable(text.toString()));
            }
        }
        sheet.range(row, 0, row, columns.size()).style().wrapText(true).verticalAlignment("top").borderStyle(BorderStyle.THIN).set();
        for (int at = 0; at < columns.size(); at++) {
            if (columns.get(at).of(entry) instanceof LocalDate) {
                sheet.style(row, at + 1).format("yyyy-mm-dd").horizontalAlignment("center").set();
            }
        }
    }

    private void below(Worksheet sheet, int row, int lines, boolean more, int last) {
        sheet.inlineString(row, 0, "填报单位：" + by + "　　填报时间：" + DAY.format(at) + "　　共 " + lines + " 条"
                + (more ? "（已达一张工作表的上限，其余未列出，请缩小范围另行导出）" : ""));
        sheet.range(row, 0, row, last).style().horizontalAlignment("left").merge().set();
    }
}
