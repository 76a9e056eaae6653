package cn.tiyan.experiencer.rosterimport;

import cn.tiyan.platform.refusal.Refusal.FieldError;
import cn.tiyan.platform.workbook.CellText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * The workbook that clerks fill in: headings, lists to choose from, an example, and a sheet that explains. All columns are text, so
 * that no number loses a digit. With rows that are not good in it, it says what is wrong with each; what they hold is a text and
 * never a formula.
 */
final class RosterForm {

    private static final String CHOICES = "选项";
    private static final int FLUSH_EVERY = 200;

    private final int mostRows;

    RosterForm(int mostRows) {
        this.mostRows = mostRows;
    }

    /** A row to be mended. */
    record Faulty(Map<Column, String> values, List<FieldError> errors) {
    }

    void writeTemplate(OutputStream out) throws IOException {
        write(out, List.<Faulty>of().iterator(), false);
    }

    void writeFaulty(Iterator<Faulty> rows, OutputStream out) throws IOException {
        write(out, rows, true);
    }

    private void write(OutputStream out, Iterator<Faulty> rows, boolean faults) throws IOException {
        try (var workbook = new Workbook(out, "Tiyan", "1.0")) {
            workbook.setGlobalDefaultFont("宋体", 10);
            Worksheet sheet = workbook.newWorksheet("体验员名单");
            Worksheet hints = workbook.newWorksheet("填写说明");
            Worksheet choices = workbook.newWorksheet(CHOICES);
            choices.setVisibilityState(VisibilityState.HIDDEN);
            explain(hints);
            hints.finish();
            headings(sheet, choices, faults);
            choices.finish();
            if (faults) {
                fill(sheet, rows);
            } else {
                for (Column column : Column.values()) {
                    sheet.inlineString(1, column.ordinal(), column.example());
                }
            }
            sheet.finish();
        }
    }

    private void headings(Worksheet sheet, Worksheet choices, boolean faults) {
        for (Column column : Column.values()) {
            int at = column.ordinal();
            sheet.inlineString(0, at, column.required() ? column.title() + "*" : column.title());
            for (int i = 0; i < column.choices().size(); i++) {
                choices.inlineString(i, at, column.choices().get(i));
            }
            if (!column.choices().isEmpty()) {
                sheet.range(1, at, mostRows, at).validateWithList(choices.range(0, at, column.choices().size() - 1, at));
            }
            sheet.width(at, 18);
            sheet.style(at).format("@").set();
            sheet.style(0, at).bold().fillColor(column.required() ? "FCE4D6" : "D9E1F2").set();
        }
        if (faults) {
            int at = Column.values().length;
            sheet.inlineString(0, at, RosterSheet.FAULTS);
            sheet.width(at, 60);
            sheet.style(0, at).bold().fillColor("D9E1F2").set();
        }
        sheet.freezePane(0, 1);
    }

    private static void fill(Worksheet sheet, Iterator<Faulty> rows) throws IOException {
        for (int at = 1; rows.hasNext(); at++) {
            Faulty row = rows.next();
            for (Column column : Column.values()) {
                String value = row.values().getOrDefault(column, "");
                if (!value.isEmpty() && !value.startsWith(RosterSheet.UNREADABLE)) {
                    sheet.inlineString(at, column.ordinal(), CellText.printable(value));
                }
            }
            sheet.inlineString(at, Column.values().length, CellText.printable(row.errors().stream().map(FieldError::message).collect(Collectors.joining("；"))));
            if (at % FLUSH_EVERY == 0) {
                sheet.flush();
            }
        }
    }

    private static void explain(Worksheet hints) {
        String[] headings = {"列", "是否必填", "填写要求"};
        for (int column = 0; column < headings.length; column++) {
            hints.inlineString(0, column, headings[column]);
            hints.style(0, column).bold().set();
            hints.width(column, column == 2 ? 90 : 18);
        }
        for (Column column : Column.values()) {
            int row = column.ordinal() + 1;
            hints.inlineString(row, 0, column.title());
            hints.inlineString(row, 1, column.required() ? "必填" : "");
            hints.inlineString(row, 2, column.hint());
        }
        int below = Column.values().length + 2;
        hints.inlineString(below, 0, "姓名以“" + RosterSheet.EXAMPLE + "”开头的行是示例，导入时略过。每行一人；列的顺序可以调整，标题不能改动。");
        hints.inlineString(below + 1, 0, "手机号码或身份证号码与文件中其他行、与全省已推荐或已聘任的体验员相同的，不能导入。");
        hints.inlineString(below + 2, 0, "上传后先预览，逐行显示错误；可以在线更正，也可以下载有误的行，改好后另行上传。");
    }
}
