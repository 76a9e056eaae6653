package cn.tiyan.reporting.opendata.web;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.reporting.figure.Figures;
import cn.tiyan.reporting.figure.Period;
import cn.tiyan.reporting.opendata.MetricsFeed;
import cn.tiyan.reporting.opendata.OpenIssues;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** What may be given away; for OFFICE_CLERK and LEADER of the province or a city. */
@RestController
@RequestMapping("/api/v1/open-data")
@Tag(name = "开放数据")
class OpenDataController {

    private static final String CSV = "csv";
    private static final String JSON = "json";
    private static final String OPEN_METRICS = "openmetrics";

    private final OpenIssues issues;
    private final MetricsFeed feed;
    private final Figures figures;
    private final JsonMapper json;

    OpenDataController(OpenIssues issues, MetricsFeed feed, Figures figures, JsonMapper json) {
        this.issues = issues;
        this.feed = feed;
        this.figures = figures;
        this.json = json;
    }

    /**
     * @param column as it stands in the file
     * @param meaning 含义
     */
    record Column(String column, String meaning) {
    }

    /**
     * @param dataset stable name
     * @param name 中文名称
     * @param description 说明
     * @param path where it is
     * @param formats in which it is
     * @param columns what is in it; empty for metrics, which describe themselves
     */
    record Dataset(String dataset, String name, String description, String path, List<String> formats, List<Column> columns) {
    }

    /** What there is. */
    @GetMapping
    @Operation(summary = "开放数据目录")
    List<Dataset> datasets(Caller caller) {
        publisher(caller);
        return List.of(
                new Dataset("issues", "问题（已匿名）", "按季度发布已结束季度的问题记录。地区、月份、来源、类别、维度、事项都相同的记录不少于 k 条（默认 "
                        + issues.policy().k() + "，最小 " + issues.policy().leastK() + "）才原样列出；不足的依次略去事项、略去维度、月份改为季度，仍不足的不列出，只计数。"
                        + "* 表示略去，空白表示未知。不含单位名称、当事人、描述和编号。", "/api/v1/open-data/issues", List.of(CSV, JSON), COLUMNS),
                new Dataset("metrics", "统计指标", "本单位及下一级各地区的全部指标，供其他系统采集。", "/api/v1/open-data/metrics", List.of(OPEN_METRICS, JSON), List.of()));
    }

    private static final List<Column> COLUMNS = List.of(new Column("region", "市的行政区划代码；不属于任何市的为省"), new Column("regionName", "地区名称"),
            new Column("time", "问题发生的月份（2026-07）或季度（2026-Q3）"), new Column("source", "来源"), new Column("kind", "类别"), new Column("dimension", "五个维度之一"),
            new Column("item", "政务服务事项编码"), new Column("closed", "是否已销号"), new Column("overdue", "是否曾超期"), new Column("reopened", "是否曾重办"));

    /**
     * Anonymised issues, streamed: as CSV (UTF-8, RFC 4180, with a header), or as JSON {@code {records: […], summary: {…}}}.
     * 422 {@code open-data-k-too-small}, {@code open-data-not-over}, {@code open-data-of-regions}.
     *
     * @param unit a province or city; by default the caller's own
     * @param period a year or a quarter; of a year that runs, the quarters that are over
     * @param k so many records at least look alike
     * @param format csv or json
     */
    @GetMapping("/issues")
    @Operation(summary = "问题（已匿名）")
    void issues(Caller caller, @RequestParam @Nullable String unit, @RequestParam String period, @RequestParam @Min(2) @Max(1000) @Nullable Integer k,
            @RequestParam(defaultValue = CSV) String format, HttpServletResponse response) throws IOException {
        publisher(caller);
        oneOf(format, CSV, JSON);
        OpenIssues.Request request = issues.request(caller, unit, period, k);
        response.setContentType(format.equals(CSV) ? "text/csv;charset=UTF-8" : "application/json");
        response.setHeader("Content-Disposition", "attachment; filename=\"issues-" + request.unit().code() + "-" + period + "." + format + "\"");
        // Closed only where all went well: what breaks off is not to look like a whole file.
        var out = new BufferedOutputStream(response.getOutputStream(), 32_768);
        try {
            if (format.equals(CSV)) {
                writeCsv(request, out);
            } else {
                writeJson(request, out);
            }
            out.flush();
        } catch (UncheckedIOException e) {
            // Whoever asked has gone.
            throw e.getCause();
        }
    }

    /** How many records are published, with how much detail, and how many are not. */
    @GetMapping("/issues/summary")
    @Operation(summary = "问题（已匿名）：发布与未发布的条数")
    OpenIssues.Summary summary(Caller caller, @RequestParam @Nullable String unit, @RequestParam String period,
            @RequestParam @Min(2) @Max(1000) @Nullable Integer k) {
        publisher(caller);
        return issues.publish(issues.request(caller, unit, period, k), _ -> { });
    }

    private void writeCsv(OpenIssues.Request request, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write(String.join(",", COLUMNS.stream().map(Column::column).toList()) + "\r\n");
        issues.publish(request, entry -> {
            try {
                writer.write(String.join(",", cell(entry.region()), cell(entry.regionName()), cell(entry.time()), cell(entry.source()), cell(entry.kind()),
                        cell(entry.dimension()), cell(entry.item()), String.valueOf(entry.closed()), String.valueOf(entry.overdue()), String.valueOf(entry.reopened())) + "\r\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.flush();
    }

    /** What a spreadsheet would take for a formula is made a text. */
    private static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private void writeJson(OpenIssues.Request request, OutputStream out) {
        JsonGenerator generator = json.createGenerator(out);
        generator.writeStartObject();
        generator.writeName("records");
        generator.writeStartArray();
        OpenIssues.Summary summary = issues.publish(request, generator::writePOJO);
        generator.writeEndArray();
        generator.writePOJOProperty("summary", summary);
        generator.writeEndObject();
        generator.close();
    }

    /**
     * All figures of a unit and of each region below it, as OpenMetrics text or JSON, for systems that collect metrics.
     *
     * @param unit a province or city; by default the caller's own
     * @param period a year, quarter, month, week or day; by default this year
     * @param format openmetrics or json
     */
    @GetMapping("/metrics")
    @Operation(summary = "统计指标（供其他系统采集）")
    void metrics(Caller caller, @RequestParam @Nullable String unit, @RequestParam @Nullable String period, @RequestParam(defaultValue = OPEN_METRICS) String format,
            HttpServletResponse response) throws IOException {
        publisher(caller);
        oneOf(format, OPEN_METRICS, JSON);
        String named = figures.orThisYear(period);
        List<MetricsFeed.Metric> metrics = feed.metrics(caller, issues.region(caller, unit), named, Period.of(named, null, null, figures.today()));
        boolean text = format.equals(OPEN_METRICS);
        response.setContentType(text ? "application/openmetrics-text;version=1.0.0;charset=utf-8" : "application/json");
        response.getOutputStream().write(text ? OpenMetricsText.of(metrics).getBytes(StandardCharsets.UTF_8) : json.writeValueAsBytes(metrics));
    }

    private static void oneOf(String format, String one, String other) {
        if (!format.equals(one) && !format.equals(other)) {
            throw Refusal.malformed("format", "format 应为 " + one + " 或 " + other);
        }
    }

    private static void publisher(Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.LEADER);
    }
}
