package cn.tiyan.experiencer.sheet;

import cn.tiyan.platform.time.China;
import cn.tiyan.platform.workbook.CellText;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A list as a workbook that can be handed in as it is: title, headings that stay and are repeated on every printed page, A4 across.
 * Lines are written as they come and held no longer. Every text is a text, whatever it begins with: none becomes a formula.
 *
 * @param title above the headings
 * @param at when it was asked for
 * @param columns headings, and how wide each column is, in characters
 */
public record Sheet(String title, Instant at, List<Column> columns) {

    /** The media type. */
    public static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.CHINA).withZone(China.ZONE);
    private static final int FIRST_LINE = 2;
    private static final int FLUSH_EVERY = 100;

    /** One column. */
    public record Column(String heading, int width) {
    }

    /** Its name as a file. */
    public String fileName() {
        return title + DateTimeFormatter.BASIC_ISO_DATE.format(China.day(at)) + ".xlsx";
    }

    /** @param lines texts and numbers, one for each column, in their order; what is not known is an empty text */
    public void write(Iterator<List<Object>> lines, OutputStream out) throws IOException {
        try (var workbook = new Workbook(out, "Tiyan", "1.0")) {
            workbook.setGlobalDefaultFont("宋体", 10);
            Worksheet sheet = workbook.newWorksheet("Sheet1");
            layOut(sheet);
            for (int row = FIRST_LINE; lines.hasNext() && row < Worksheet.MAX_ROWS; row++) {
                line(sheet, row, lines.next());
                if (row % FLUSH_EVERY == 0) {
                    sheet.flush();
                }
            }
            sheet.finish();
        }
    }

    private void layOut(Worksheet sheet) {
        sheet.pageOrientation("landscape");
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.repeatRows(0, FIRST_LINE - 1);
        sheet.freezePane(0, FIRST_LINE);
        sheet.inlineString(0, 0, title + "（截至" + MINUTE.format(at) + "）");
        sheet.range(0, 0, 0, columns.size() - 1).style().bold().fontSize(16).horizontalAlignment("center").merge().set();
        for (int column = 0; column < columns.size(); column++) {
            sheet.inlineString(1, column, columns.get(column).heading());
            sheet.width(column, columns.get(column).width());
        }
        sheet.range(1, 0, 1, columns.size() - 1).style().bold().fillColor("D9E1F2").horizontalAlignment("center").wrapText(true)
                .borderStyle(BorderStyle.THIN).set();
    }

    private void line(Worksheet sheet, int row, List<Object> line) {
        for (int column = 0; column < line.size(); column++) {
            if (line.get(column) instanceof Number number) {
                sheet.value(row, column, number);
            } else {
                sheet.inlineString(row, column, CellText.printable(line.get(column).toString()));
            }
        }
        sheet.range(row, 0, row, columns.size() - 1).style().wrapText(true).verticalAlignment("top").borderStyle(BorderStyle.THIN).set();
    }

    /** A moment, to the minute, in China. */
    public static String minute(Instant at) {
        return MINUTE.format(at);
    }
}
