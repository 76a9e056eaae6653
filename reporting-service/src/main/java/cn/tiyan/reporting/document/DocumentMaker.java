package cn.tiyan.reporting.document;

import cn.tiyan.platform.paper.Docx;
import cn.tiyan.platform.paper.Paper;
import cn.tiyan.platform.paper.Pdf;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.time.China;
import cn.tiyan.reporting.figure.Period;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Makes documents: reads the figures as whoever asked for it may see them, and writes. */
@Component
class DocumentMaker {

    private final FigureReading figures;
    private final SummaryReports reports;
    private final Clock clock;

    DocumentMaker(FigureReading figures, SummaryReports reports, Clock clock) {
        this.figures = figures;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * Writes a document.
     *
     * @param caller who asked for it
     * @return the name of its file
     * @throws Progress.Abandoned if nobody wants it any more
     */
    String make(DocumentOrder order, Caller caller, Progress progress, OutputStream to) throws IOException {
        var period = new Period(LocalDate.parse(order.from()), LocalDate.parse(order.to()));
        progress.reached(5, "汇总数据");
        Reading reading = figures.read(caller, order.about(), period);
        progress.reached(25, "数据已汇总");
        if (order.kind() == DocumentKind.FIGURES_XLSX) {
            FiguresWorkbook.write(reading, progress, to);
        } else {
            SummaryReport report = reports.get(Objects.requireNonNull(order.summaryId()), caller);
            LocalDate today = China.day(clock.instant());
            Paper paper = new SummaryPaper(reports.template(), report, reading, today).compose(progress);
            progress.reached(75, "排版并写入文件");
            if (order.kind() == DocumentKind.SUMMARY_DOCX) {
                Docx.write(paper, to);
            } else {
                Pdf.write(paper, to);
            }
        }
        String what = order.kind().summary() ? "工作总结报告" : "指标数据";
        return (reading.unitName() + what + "（" + ChineseDay.of(period) + (order.preview() ? "，预览" : "") + "）." + order.kind().extension()).replaceAll("[\\\\/:*?\"<>|]", "_");
    }
}
