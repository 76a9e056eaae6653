package cn.tiyan.experiencer.roster;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.workbook.CellText;
import cn.tiyan.platform.workbook.ListForm;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A submitted roster as a workbook that can be handed in as it is: title, unit and day, numbered lines, counts below; A4 across, its
 * headings on every printed page. Lines are written as they come and held no longer. Every text is a text, whatever it begins with.
 */
public final class RosterWorkbook {

    private static final String[] HEADINGS = {"序号", "姓名", "手机号码", "类别", "年龄段", "所属领域", "所属单位", "证书编号"};
    private static final int[] WIDTHS = {6, 14, 16, 18, 14, 24, 28, 22};
    private static final int FLUSH_EVERY = 100;
    private static final String ERASED = "（已删除）";

    private final String unit;
    private final String by;
    private final int year;
    private final Submission submission;
    private final Iterator<RosterLine> lines;
    private final Function<String, String> unitNames;
    private final boolean clear;

    RosterWorkbook(String unit, String by, int year, Submission submission, Iterator<RosterLine> lines, Function<String, String> unitNames, boolean clear) {
        this.unit = unit;
        this.by = by;
        this.year = year;
        this.submission = submission;
        this.lines = lines;
        this.unitNames = unitNames;
        this.clear = clear;
    }

    /** Such as 沈阳市政务服务体验员名单20261028.xlsx. */
    public String fileName() {
        return unit + "政务服务体验员名单" + submission.date().replace("-", "") + ".xlsx";
    }

    /** Writes it, some lines at a time. */
    public void to(OutputStream out) throws IOException {
        try (var workbook = new Workbook(out, "Tiyan", "1.0")) {
            workbook.setGlobalDefaultFont("宋体", 10);
            Worksheet sheet = workbook.newWorksheet("体验员名单");
            ListForm.layOut(sheet, unit + year + " 年政务服务体验员名单", "填报单位：" + unit + "　　截至日期：" + submission.date()
                    + "　　第 " + submission.number() + " 次上报　　共 " + submission.counts().people() + " 人", HEADINGS, WIDTHS);
            int row = ListForm.HEADING;
            while (lines.hasNext()) {
                line(sheet, ++row, lines.next());
                if (row % FLUSH_EVERY == 0) {
                    sheet.flush();
                }
            }
            below(sheet, row + 1);
            sheet.finish();
        }
    }

    private void line(Worksheet sheet, int row, RosterLine line) {
        sheet.value(row, 0, line.place());
        String[] texts = {shown(line.name()), shown(line.phone()), line.category().chinese(), line.ageBand().chinese(), line.field(), unitNames.apply(line.unit()),
            line.certificate() == null ? "" : line.certificate()};
        for (int at = 0; at < texts.length; at++) {
            sheet.inlineString(row, at + 1, CellText.printable(texts[at]));
        }
        sheet.range(row, 0, row, HEADINGS.length - 1).style().wrapText(true).verticalAlignment("top").borderStyle(BorderStyle.THIN).set();
    }

    private String shown(@Nullable Personal data) {
        return data == null ? ERASED : clear ? data.reveal() : data.masked();
    }

    private void below(Worksheet sheet, int row) {
        RosterCounts counts = submission.counts();
        List<String> said = List.of("按类别：" + Arrays.stream(ExperiencerCategory.values()).map(each -> each.chinese() + " " + counted(counts.byCategory(), each) + " 人").collect(Collectors.joining("，")),
                "按年龄段：" + Arrays.stream(AgeBand.values()).map(each -> each.chinese() + " " + counted(counts.byAgeBand(), each) + " 人").collect(Collectors.joining("，")),
                "导出单位：" + by + (clear ? "　　含个人信息，请妥善保管" : "　　姓名、手机号码已遮盖"));
        for (int at = 0; at < said.size(); at++) {
            sheet.inlineString(row + at, 0, CellText.printable(said.get(at)));
            sheet.range(row + at, 0, row + at, HEADINGS.length - 1).style().horizontalAlignment("left").wrapText(true).merge().set();
        }
    }

    private static <K> int counted(Map<K, Integer> counts, K key) {
        return counts.getOrDefault(key, 0);
    }
}
