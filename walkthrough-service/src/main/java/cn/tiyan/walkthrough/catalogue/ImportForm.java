package cn.tiyan.walkthrough.catalogue;

import java.io.IOException;
import java.io.OutputStream;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * The workbook that clerks fill in: headings, lists to choose from, an example, and a sheet that explains. All columns are text, so
 * that no code loses a digit.
 */
final class ImportForm {

    private static final int WIDTH = 18;
    private static final int WIDE = 90;

    private ImportForm() {
    }

    static void write(OutputStream out, int mostRows) throws IOException {
        try (var workbook = new Workbook(out, "Tiyan", "1.0")) {
            workbook.setGlobalDefaultFont("宋体", 10);
            Worksheet sheet = workbook.newWorksheet("事项目录");
            Worksheet hints = workbook.newWorksheet("填写说明");
            Worksheet choices = workbook.newWorksheet("选项");
            choices.setVisibilityState(VisibilityState.HIDDEN);
            explain(hints);
            hints.finish();
            for (ImportColumn column : ImportColumn.values()) {
                int at = column.ordinal();
                sheet.inlineString(0, at, column.required() ? column.title() + "*" : column.title());
                sheet.inlineString(1, at, column.example());
                for (int i = 0; i < column.choices().size(); i++) {
                    choices.inlineString(i, at, column.choices().get(i));
                }
                if (!column.choices().isEmpty() && !column.several()) {
                    sheet.range(1, at, mostRows, at).validateWithList(choices.range(0, at, column.choices().size() - 1, at));
                }
                sheet.width(at, WIDTH);
                sheet.style(at).format("@").set();
                sheet.style(0, at).bold().fillColor(column.required() ? "FCE4D6" : "D9E1F2").set();
            }
            sheet.freezePane(0, 1);
            choices.finish();
            sheet.finish();
        }
    }

    private static void explain(Worksheet hints) {
        String[] headings = {"列", "是否必填", "填写要求"};
        for (int column = 0; column < headings.length; column++) {
            hints.inlineString(0, column, headings[column]);
            hints.style(0, column).bold().set();
            hints.width(column, column == 2 ? WIDE : WIDTH);
        }
        for (ImportColumn column : ImportColumn.values()) {
            int row = column.ordinal() + 1;
            hints.inlineString(row, 0, column.title());
            hints.inlineString(row, 1, column.required() ? "必填" : "");
            hints.inlineString(row, 2, column.choices().isEmpty() ? column.hint() : column.hint() + "：" + String.join("、", column.choices()));
        }
        int below = ImportColumn.values().length + 2;
        hints.inlineString(below, 0, "事项名称以“" + ImportTable.EXAMPLE + "”开头的行是示例，导入时略过。每行一个事项；列的顺序可以调整，标题不能改动。也可以上传同样列标题的 CSV。");
        hints.inlineString(below + 1, 0, "上传后先预览：逐行显示新增、变更、无变化或错误。内容没有变化的事项不产生新版本。");
        hints.inlineString(below + 2, 0, "声明为完整目录的，目录中没有出现的在用事项会逐一列出；只有确认时另行选择，才予以取消。");
    }
}
