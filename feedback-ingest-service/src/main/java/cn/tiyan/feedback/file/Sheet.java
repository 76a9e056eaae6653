package cn.tiyan.feedback.file;

import cn.tiyan.feedback.intake.PushField;
import cn.tiyan.feedback.profile.Target;
import cn.tiyan.platform.workbook.CellText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * The workbook that clerks fill in: headings, what each column wants, lists to choose from; all columns are text, so that no
 * number loses its zeros. With rows at fault in it, it says what is wrong with each; what they hold is a text and never a formula.
 *
 * @param name of the sheet
 */
record Sheet(String name, Columns columns, int mostRows) {

    private static final String CHOICES = "选项";

    void write(List<FileRow> faulty, OutputStream out) throws IOException {
        List<String> others = faulty.stream().map(FileRow::values).map(Map::keySet).flatMap(Collection::stream).distinct()
                .filter(title -> columns.titled(title).isEmpty()).toList();
        try (var workbook = new Workbook(out, "Tiyan", "1.0")) {
            workbook.setGlobalDefaultFont("宋体", 10);
            Worksheet sheet = workbook.newWorksheet(name);
            Worksheet hints = workbook.newWorksheet("填写说明");
            Worksheet choices = workbook.newWorksheet(CHOICES);
            choices.setVisibilityState(VisibilityState.HIDDEN);
            List<String> titles = headings(sheet, choices, others, !faulty.isEmpty());
            explain(hints);
            for (int at = 0; at < faulty.size(); at++) {
                FileRow row = faulty.get(at);
                for (int column = 0; column < titles.size(); column++) {
                    String text = titles.get(column).equals(Columns.FAULTS) ? row.faults() : row.values().getOrDefault(titles.get(column), "");
                    if (!text.isEmpty()) {
                        sheet.value(at + 1, column, CellText.printable(text));
                    }
                }
            }
            sheet.finish();
            hints.finish();
            choices.finish();
        }
    }

    private List<String> headings(Worksheet sheet, Worksheet choices, List<String> others, boolean faults) {
        List<String> titles = new ArrayList<>();
        for (PushField field : columns.fields()) {
            int column = titles.size();
            titles.add(field.title());
            sheet.value(0, column, Columns.heading(field));
            sheet.comment(0, column, hint(field));
            List<String> list = choices(field);
            for (int i = 0; i < list.size(); i++) {
                choices.value(i, column, list.get(i));
            }
            if (!list.isEmpty()) {
                sheet.range(1, column, mostRows, column).validateWithList(choices.range(0, column, list.size() - 1, column));
            }
        }
        titles.addAll(others);
        if (faults) {
            titles.add(Columns.FAULTS);
        }
        for (int column = 0; column < titles.size(); column++) {
            if (column >= columns.fields().size()) {
                sheet.value(0, column, CellText.printable(titles.get(column)));
            }
            sheet.width(column, titles.get(column).equals(Columns.FAULTS) ? 60 : 18);
            sheet.style(column).format("@").set();
            sheet.style(0, column).bold().fillColor(column < columns.fields().size() && columns.fields().get(column).required() ? "FCE4D6" : "D9E1F2").set();
        }
        sheet.freezePane(0, 1);
        return titles;
    }

    private void explain(Worksheet hints) {
        String[] headings = {"列", "是否必填", "填写要求"};
        for (int column = 0; column < headings.length; column++) {
            hints.value(0, column, headings[column]);
            hints.style(0, column).bold().set();
            hints.width(column, column == 2 ? 80 : 20);
        }
        for (int at = 0; at < columns.fields().size(); at++) {
            PushField field = columns.fields().get(at);
            hints.value(at + 1, 0, field.title());
            hints.value(at + 1, 1, field.required() ? "必填" : "");
            hints.value(at + 1, 2, hint(field));
        }
        hints.value(columns.fields().size() + 2, 0, "编号相同的行视为同一件事：内容有改动时请同时改“更新时间”，时间最新的为准；原样重复上传不会重复登记。");
    }

    private static String hint(PushField field) {
        String wants = switch (field.target()) {
            case TIME -> "时间，例如 2026-11-23 09:05";
            case FLAG -> "填“是”或“否”";
            case INTEGER -> "整数";
            case NUMBER -> "数字";
            case LIST -> "可填多项，用“、”分隔";
            case TEXT -> field.choices().isEmpty() ? "文本" : "从以下选择：" + String.join("、", field.choices().values());
        };
        return (field.required() ? "必填。" : "选填。") + wants + "。" + field.description();
    }

    private static List<String> choices(PushField field) {
        return field.target() == Target.FLAG ? List.of("是", "否") : List.copyOf(field.choices().values());
    }
}
