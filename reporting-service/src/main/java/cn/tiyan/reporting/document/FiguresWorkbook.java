package cn.tiyan.reporting.document;

import cn.tiyan.platform.time.China;
import cn.tiyan.platform.workbook.CellText;
import cn.tiyan.reporting.document.Reading.Measure;
import cn.tiyan.reporting.document.Reading.Measures;
import cn.tiyan.reporting.document.Reading.Term;
import java.io.IOException;
import java.io.OutputStream;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xddf.usermodel.chart.AxisCrossBetween;
import org.apache.poi.xddf.usermodel.chart.AxisCrosses;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.BarDirection;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.LegendPosition;
import org.apache.poi.xddf.usermodel.chart.XDDFBarChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFCategoryAxis;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xddf.usermodel.chart.XDDFValueAxis;
import org.apache.poi.xssf.usermodel.DefaultIndexedColorMap;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/**
 * The figures as a workbook that can be handed in as it is: overview, by unit, by source, over time, and what each figure means. A rate takes three
 * columns: numerator, denominator, share. Its charts are native: they follow when a cell is changed.
 */
final class FiguresWorkbook {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("y年M月d日 HH:mm", Locale.CHINA).withZone(China.ZONE);
    private static final int HEADING = 2;
    private static final int CHART_COLUMNS = 12;
    private static final int CHART_ROWS = 22;
    private static final String FOUND = "FOUND";
    private static final String CLOSED = "CLOSED";

    private final Reading reading;
    private final XSSFWorkbook workbook;
    private final CellStyle title;
    private final CellStyle plain;
    private final CellStyle head;
    private final CellStyle text;
    private final CellStyle number;
    private final CellStyle days;
    private final CellStyle share;
    private final CellStyle smallShare;

    private FiguresWorkbook(Reading reading, XSSFWorkbook workbook) {
        this.reading = reading;
        this.workbook = workbook;
        title = style(16, true, null, false, "General", HorizontalAlignment.CENTER);
        plain = style(10, false, null, false, "General", HorizontalAlignment.LEFT);
        head = style(10, true, "D9E1F2", true, "General", HorizontalAlignment.CENTER);
        text = style(10, false, null, true, "@", HorizontalAlignment.LEFT);
        number = style(10, false, null, true, "0", HorizontalAlignment.RIGHT);
        days = style(10, false, null, true, "0.0", HorizontalAlignment.RIGHT);
        share = style(10, false, null, true, "0.0%", HorizontalAlignment.RIGHT);
        smallShare = style(10, false, "F2F2F2", true, "0.0%\"*\"", HorizontalAlignment.RIGHT);
    }

    /** Writes it; the stream stays open. */
    static void write(Reading reading, Progress progress, OutputStream to) throws IOException {
        try (var workbook = new XSSFWorkbook()) {
            var figures = new FiguresWorkbook(reading, workbook);
            progress.reached(40, "编制总览");
            figures.overview();
            progress.reached(55, "编制分单位数据");
            figures.parts("分单位", "单位", reading.byUnit());
            progress.reached(70, "编制分来源数据");
            figures.parts("分来源", "来源", reading.bySource());
            figures.parts("分时段", "时段", reading.trend());
            figures.took();
            figures.terms();
            progress.reached(85, "写入文件");
            workbook.getProperties().getCoreProperties().setTitle(reading.unitName() + "指标数据");
            workbook.write(to);
        }
    }

    private CellStyle style(int size, boolean bold, @Nullable String fill, boolean framed, String format, HorizontalAlignment alignment) {
        Font font = workbook.createFont();
        font.setFontName("宋体");
        font.setFontHeightInPoints((short) size);
        font.setBold(bold);
        var style = workbook.createCellStyle();
        style.setFont(font);
        style.setAlignment(alignment);
        style.setVerticalAlignment(VerticalAlignment.CENTER);
        style.setWrapText(framed);
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        if (fill != null) {
            style.setFillForegroundColor(new XSSFColor(HexFormat.of().parseHex(fill), new DefaultIndexedColorMap()));
            style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        }
        if (framed) {
            style.setBorderTop(BorderStyle.THIN);
            style.setBorderBottom(BorderStyle.THIN);
            style.setBorderLeft(BorderStyle.THIN);
            style.setBorderRight(BorderStyle.THIN);
        }
        return style;
    }

    private XSSFSheet sheet(String name, List<String> headings, int[] widths) {
        XSSFSheet sheet = workbook.createSheet(name);
        int last = headings.size() - 1;
        put(sheet, 0, 0, reading.unitName() + "“走流程”“体验员”工作指标（" + name + "）", title);
        sheet.getRow(0).setHeightInPoints(30);
        put(sheet, 1, 0, "统计期：" + ChineseDay.of(reading.period()) + "　　数据截至：" + (reading.asOf() == null ? "尚无数据" : MINUTE.format(reading.asOf()))
                + "　　标 * 的样本较小，仅供参考，不作排名", plain);
        sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, last));
        sheet.addMergedRegion(new CellRangeAddress(1, 1, 0, last));
        for (int column = 0; column <= last; column++) {
            put(sheet, HEADING, column, headings.get(column), head);
            sheet.setColumnWidth(column, widths[Math.min(column, widths.length - 1)] * 256);
        }
        sheet.createFreezePane(1, HEADING + 1);
        sheet.setRepeatingRows(new CellRangeAddress(0, HEADING, 0, last));
        sheet.getPrintSetup().setPaperSize(PrintSetup.A4_PAPERSIZE);
        sheet.getPrintSetup().setLandscape(true);
        sheet.setFitToPage(true);
        sheet.getPrintSetup().setFitWidth((short) 1);
        sheet.getPrintSetup().setFitHeight((short) 0);
        sheet.getFooter().setCenter("第 &P 页，共 &N 页");
        return sheet;
    }

    private void overview() {
        XSSFSheet sheet = sheet("总览", List.of("指标", "数值", "分母", "比率", "95%置信区间下限", "95%置信区间上限", "样本", "上期", "上年同期", "含义"),
                new int[] {18, 10, 10, 10, 12, 12, 10, 20, 20, 60});
        int at = HEADING;
        for (Term term : reading.terms()) {
            Measure measure = reading.whole().of(term.figure());
            at++;
            put(sheet, at, 0, term.name(), text);
            put(sheet, at, 1, (double) measure.value(), number);
            put(sheet, at, 2, measure.of() == null ? null : measure.of().doubleValue(), number);
            put(sheet, at, 3, measure.rate(), measure.smallSample() ? smallShare : share);
            put(sheet, at, 4, measure.low(), share);
            put(sheet, at, 5, measure.high(), share);
            put(sheet, at, 6, measure.smallSample() ? "较小" : "", text);
            put(sheet, at, 7, reading.before().of(term.figure()).cell(), text);
            put(sheet, at, 8, reading.yearBefore().of(term.figure()).cell(), text);
            put(sheet, at, 9, term.definition(), text);
        }
    }

    private void parts(String name, String of, List<Measures> parts) {
        List<String> headings = new ArrayList<>(List.of(of));
        for (Term term : reading.terms()) {
            headings.add(term.name());
            if (term.rate()) {
                headings.set(headings.size() - 1, term.name() + "：分子");
                headings.add(term.name() + "：分母");
                headings.add(term.name());
            }
        }
        XSSFSheet sheet = sheet(name, headings, new int[] {26, 10});
        sheet.getRow(HEADING).setHeightInPoints(42);
        int at = HEADING;
        for (Measures part : parts) {
            row(sheet, ++at, part.label(), part);
        }
        row(sheet, at + 1, "合计", reading.whole());
        if (!parts.isEmpty()) {
            chart(sheet, "发现问题和已销号（件）", HEADING + 1, at, at + 3, column(FOUND), column(CLOSED));
        }
    }

    private void row(XSSFSheet sheet, int at, String label, Measures measures) {
        put(sheet, at, 0, label, text);
        int column = 0;
        for (Term term : reading.terms()) {
            Measure measure = measures.of(term.figure());
            put(sheet, at, ++column, (double) measure.value(), number);
            if (term.rate()) {
                put(sheet, at, ++column, measure.of() == null ? null : measure.of().doubleValue(), number);
                put(sheet, at, ++column, measure.rate(), measure.smallSample() ? smallShare : share);
            }
        }
    }

    /** Of a number: rates are further to the right. */
    private int column(String figure) {
        int column = 1;
        for (Term term : reading.terms()) {
            if (term.figure().equals(figure)) {
                return column;
            }
            column += term.rate() ? 3 : 1;
        }
        throw new IllegalArgumentException("No figure " + figure);
    }

    private void chart(XSSFSheet sheet, String caption, int first, int last, int below, int... columns) {
        var drawing = sheet.createDrawingPatriarch();
        XSSFClientAnchor anchor = drawing.createAnchor(0, 0, 0, 0, 0, below, CHART_COLUMNS, below + CHART_ROWS);
        XSSFChart chart = drawing.createChart(anchor);
        chart.setTitleText(caption);
        chart.setTitleOverlay(false);
        chart.getOrAddLegend().setPosition(LegendPosition.BOTTOM);
        XDDFCategoryAxis names = chart.createCategoryAxis(AxisPosition.BOTTOM);
        XDDFValueAxis values = chart.createValueAxis(AxisPosition.LEFT);
        values.setCrosses(AxisCrosses.AUTO_ZERO);
        values.setCrossBetween(AxisCrossBetween.BETWEEN);
        var bars = (XDDFBarChartData) chart.createData(ChartTypes.BAR, names, values);
        bars.setBarDirection(BarDirection.COL);
        bars.setVaryColors(false);
        var categories = XDDFDataSourcesFactory.fromStringCellRange(sheet, new CellRangeAddress(first, last, 0, 0));
        for (int column : columns) {
            var numbers = XDDFDataSourcesFactory.fromNumericCellRange(sheet, new CellRangeAddress(first, last, column, column));
            bars.addSeries(categories, numbers).setTitle(sheet.getRow(HEADING).getCell(column).getStringCellValue(),
                    new CellReference(sheet.getSheetName(), HEADING, column, true, true));
        }
        chart.plot(bars);
    }

    private void took() {
        XSSFSheet sheet = sheet("办理用时", List.of("环节", "件数", "中位数（天）", "九成不超过（天）"), new int[] {30, 12, 16, 16});
        int at = HEADING;
        for (Reading.Duration each : reading.took()) {
            at++;
            put(sheet, at, 0, each.name(), text);
            put(sheet, at, 1, (double) each.of(), number);
            put(sheet, at, 2, each.median(), days);
            put(sheet, at, 3, each.p90(), days);
        }
    }

    private void terms() {
        XSSFSheet sheet = sheet("指标说明", List.of("指标", "含义", "类型", "通知依据", "标识"), new int[] {18, 80, 10, 14, 28});
        int at = HEADING;
        for (Term term : reading.terms()) {
            at++;
            put(sheet, at, 0, term.name(), text);
            put(sheet, at, 1, term.definition(), text);
            put(sheet, at, 2, term.rate() ? "比率" : "数量", text);
            put(sheet, at, 3, term.section(), text);
            put(sheet, at, 4, term.figure(), text);
        }
    }

    private static Cell cell(XSSFSheet sheet, int row, int column, CellStyle style) {
        Row line = sheet.getRow(row) == null ? sheet.createRow(row) : sheet.getRow(row);
        Cell cell = line.createCell(column);
        cell.setCellStyle(style);
        return cell;
    }

    private static void put(XSSFSheet sheet, int row, int column, String said, CellStyle style) {
        cell(sheet, row, column, style).setCellValue(CellText.printable(said));
    }

    /** What there is no number for stays empty: a zero would be one. */
    private static void put(XSSFSheet sheet, int row, int column, @Nullable Double value, CellStyle style) {
        Cell cell = cell(sheet, row, column, style);
        if (value != null) {
            cell.setCellValue(value);
        }
    }
}
