package cn.tiyan.platform.workbook;

import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Worksheet;

/**
 * The form of a list that is handed in as it is: A4 across and as wide as the page, a title, a line about the list, and headings that
 * stay in sight and are repeated on every printed page. The list's own lines follow below {@link #HEADING}.
 */
public final class ListForm {

    /** Row of the headings. */
    public static final int HEADING = 2;
    private static final int TITLE = 0;
    private static final int ABOUT = 1;

    private ListForm() {
    }

    /** @param widths of the columns, in characters; as many as headings */
    public static void layOut(Worksheet sheet, String title, String about, String[] headings, int[] widths) {
        int last = headings.length - 1;
        sheet.pageOrientation("landscape");
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.repeatRows(TITLE, HEADING);
        sheet.freezePane(0, HEADING + 1);
        sheet.footer("第 &P 页，共 &N 页", Position.CENTER);
        sheet.inlineString(TITLE, 0, CellText.printable(title));
        sheet.range(TITLE, 0, TITLE, last).style().bold().fontSize(16).horizontalAlignment("center").verticalAlignment("center").merge().set();
        sheet.rowHeight(TITLE, 30);
        sheet.inlineString(ABOUT, 0, CellText.printable(about));
        sheet.range(ABOUT, 0, ABOUT, last).style().horizontalAlignment("left").merge().set();
        for (int column = 0; column <= last; column++) {
            sheet.inlineString(HEADING, column, headings[column]);
            sheet.width(column, widths[column]);
        }
        sheet.range(HEADING, 0, HEADING, last).style().bold().fillColor("D9E1F2").horizontalAlignment("center").verticalAlignment("center")
                .borderStyle(BorderStyle.THIN).set();
    }
}
