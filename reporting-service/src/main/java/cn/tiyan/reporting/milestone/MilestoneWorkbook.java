package cn.tiyan.reporting.milestone;

import cn.tiyan.platform.time.China;
import cn.tiyan.platform.workbook.CellText;
import cn.tiyan.platform.workbook.ListForm;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Who has submitted and who is late, as a workbook that can be handed in as it is: A4 across, its headings on every printed page. Lines
 * are written as they come and held no longer. Every text is a text, whatever it begins with.
 */
public final class MilestoneWorkbook {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.CHINA).withZone(China.ZONE);
    private static final String[] HEADINGS = {"序号", "单位编码", "单位", "报送任务", "截止日期", "状态", "是否逾期", "最近报送时间"};
    private static final int[] WIDTHS = {6, 16, 36, 18, 14, 12, 12, 22};
    private static final int FLUSH_EVERY = 100;

    private final String unit;
    private final Milestones.Filter filter;
    private final Instant at;
    private final Stream<MilestoneLine> lines;

    MilestoneWorkbook(String unit, Milestones.Filter filter, Instant at, Stream<MilestoneLine> lines) {
        this.unit = unit;
        this.filter = filter;
        this.at = at;
        this.lines = lines;
    }

    /** Such as 沈阳市2026年报送逾期情况20261221.xlsx. */
    public String fileName() {
        return title() + DateTimeFormatter.BASIC_ISO_DATE.format(China.day(at)) + ".xlsx";
    }

    private String title() {
        return unit + filter.year() + "年" + (filter.kind() == null ? "" : filter.kind().chinese()) + (filter.overdue() ? "报送逾期情况" : "报送情况");
    }

    /** Writes it, some lines at a time. */
    public void to(OutputStream out) throws IOException {
        try (lines; var workbook = new Workbook(out, "Tiyan", "1.0")) {
            workbook.setGlobalDefaultFont("宋体", 10);
            Worksheet sheet = workbook.newWorksheet("报送情况");
            ListForm.layOut(sheet, title(), "截至" + MINUTE.format(at), HEADINGS, WIDTHS);
            int row = ListForm.HEADING;
            for (Iterator<MilestoneLine> each = lines.iterator(); each.hasNext();) {
                line(sheet, ++row, each.next());
                if (row % FLUSH_EVERY == 0) {
                    sheet.flush();
                }
            }
            sheet.finish();
        }
    }

    private static void line(Worksheet sheet, int row, MilestoneLine line) {
        sheet.value(row, 0, row - ListForm.HEADING);
        String[] texts = {line.unit(), line.unitName(), line.kind().chinese(), line.due(), line.status().chinese(), line.late() ? "逾期" : "",
            line.submittedAt() == null ? "" : MINUTE.format(line.submittedAt())};
        for (int at = 0; at < texts.length; at++) {
            sheet.inlineString(row, at + 1, CellText.printable(texts[at]));
        }
        sheet.range(row, 0, row, HEADINGS.length - 1).style().wrapText(true).verticalAlignment("top").borderStyle(BorderStyle.THIN).set();
    }
}
