package cn.tiyan.experiencer.publicity.web;

import cn.tiyan.experiencer.publicity.Piece;
import cn.tiyan.experiencer.publicity.Publicity;
import cn.tiyan.platform.workbook.CellText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Publicity records as a workbook that can be handed in. Lines are written as they come and held no longer. Every text is a text,
 * whatever it begins with: none becomes a formula.
 */
final class PublicitySheet {

    private static final List<String> HEADINGS = List.of("序号", "单位", "体验员编号", "媒体类型", "媒体名称", "标题", "刊播日期", "链接", "传播量", "统计方", "状态", "撤回理由");
    private static final List<Integer> WIDTHS = List.of(6, 24, 32, 10, 20, 40, 12, 40, 10, 16, 8, 24);
    private static final int FLUSH_EVERY = 100;
    private static final int MOST = Worksheet.MAX_ROWS - 3;

    private PublicitySheet() {
    }

    static void write(String title, Iterator<Publicity> records, UnaryOperator<String> unitName, OutputStream out) throws IOException {
        try (var workbook = new Workbook(out, "Tiyan", "1.0")) {
            workbook.setGlobalDefaultFont("宋体", 10);
            Worksheet sheet = workbook.newWorksheet("宣传记录");
            sheet.pageOrientation("landscape");
            sheet.paperSize(PaperSize.A4_PAPER);
            sheet.repeatRows(0, 1);
            sheet.freezePane(0, 2);
            sheet.inlineString(0, 0, title);
            sheet.range(0, 0, 0, HEADINGS.size() - 1).style().bold().fontSize(16).horizontalAlignment("center").merge().set();
            for (int at = 0; at < HEADINGS.size(); at++) {
                sheet.inlineString(1, at, HEADINGS.get(at));
                sheet.width(at, WIDTHS.get(at));
            }
            sheet.range(1, 0, 1, HEADINGS.size() - 1).style().bold().fillColor("D9E1F2").borderStyle(BorderStyle.THIN).set();
            int lines = 0;
            while (records.hasNext() && lines < MOST) {
                line(sheet, ++lines, records.next(), unitName);
                if (lines % FLUSH_EVERY == 0) {
                    sheet.flush();
                }
            }
            sheet.inlineString(lines + 2, 0, "共 " + lines + " 条" + (records.hasNext() ? "（已达一张工作表的上限，其余未列出，请缩小范围另行导出）" : ""));
            sheet.finish();
        }
    }

    private static void line(Worksheet sheet, int number, Publicity publicity, UnaryOperator<String> unitName) {
        int row = number + 1;
        Piece piece = publicity.piece();
        sheet.value(row, 0, number);
        text(sheet, row, 1, unitName.apply(publicity.unit()));
        text(sheet, row, 2, publicity.experiencerId());
        text(sheet, row, 3, piece.medium().chinese());
        text(sheet, row, 4, piece.outlet());
        text(sheet, row, 5, piece.title());
        sheet.value(row, 6, piece.day());
        sheet.style(row, 6).format("yyyy-mm-dd").set();
        text(sheet, row, 7, piece.link());
        if (piece.reach() != null) {
            sheet.value(row, 8, piece.reach());
        }
        text(sheet, row, 9, piece.countedBy());
        text(sheet, row, 10, publicity.status().chinese());
        text(sheet, row, 11, publicity.withdrawal());
    }

    private static void text(Worksheet sheet, int row, int column, @Nullable String text) {
        if (text != null) {
            sheet.inlineString(row, column, CellText.printable(text));
        }
    }
}
