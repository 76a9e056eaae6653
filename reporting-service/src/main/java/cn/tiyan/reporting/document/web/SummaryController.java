package cn.tiyan.reporting.document.web;

import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Line;
import cn.tiyan.platform.web.Prose;
import cn.tiyan.reporting.document.SummaryHead;
import cn.tiyan.reporting.document.SummaryReport;
import cn.tiyan.reporting.document.SummaryReports;
import cn.tiyan.reporting.document.SummaryTemplate;
import cn.tiyan.reporting.document.SummaryTemplate.Section;
import cn.tiyan.reporting.figure.Figures;
import cn.tiyan.reporting.figure.Period;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What units write for their work-summary reports (notice, section 五(二)), section by section. Written by OFFICE_CLERK and DEPARTMENT_CLERK of
 * the unit itself; read by these and LEADER of all units above it. A change says in If-Match which version it is meant for.
 */
@RestController
@RequestMapping("/api/v1/documents/summaries")
@Tag(name = "工作总结报告", description = "起草、分章节撰写；生成文档见“文档生成”")
class SummaryController {

    private static final String REQUIRED = "必填";
    private static final String PATH = "/api/v1/documents/summaries/";

    private final SummaryReports reports;
    private final Figures figures;

    SummaryController(SummaryReports reports, Figures figures) {
        this.reports = reports;
        this.figures = figures;
    }

    /**
     * 起草.
     *
     * @param from first day; by default the first of the year of {@code to}
     * @param to last day; by default today
     */
    record Begin(@Nullable LocalDate from, @Nullable LocalDate to) {
    }

    /**
     * A section's text. A paragraph that begins with （一） or 1. is set as a heading of that level, up to its first full stop.
     *
     * @param paragraphs at most 100, each of at most 2000 characters; none takes the text away
     */
    record Text(@NotNull(message = REQUIRED) @Size(max = 100, message = "最多 100 段") List<@NotNull(message = REQUIRED) @Prose String> paragraphs) {
    }

    /**
     * What stands around the text, whole; what is absent is said by the template or the platform.
     *
     * @param title 标题
     * @param number 发文字号
     * @param recipient 主送机关, without the colon
     * @param issuer 发文机关署名
     * @param date 成文日期
     * @param attachments further 附件, in their order
     */
    record Head(
            @Nullable @Line String title,
            @Nullable @Line String number,
            @Nullable @Line String recipient,
            @Nullable @Line String issuer,
            @Nullable LocalDate date,
            @Nullable @Size(max = 20, message = "最多 20 个附件") List<@NotNull(message = REQUIRED) @Line String> attachments) {

        SummaryHead said() {
            return new SummaryHead(title, number, recipient, issuer, date == null ? null : date.toString(), Objects.requireNonNullElse(attachments, List.of()));
        }
    }

    /**
     * A section as it stands.
     *
     * @param ask what the unit is to write; absent where it need not
     * @param paragraphs what it wrote
     * @param missing whether that is still to be written
     */
    record SectionView(String key, String heading, @Nullable String ask, List<String> paragraphs, boolean missing) {
    }

    /**
     * A summary report.
     *
     * @param from first day
     * @param to last day
     * @param head what stands around the text, where the unit says something else than the template
     * @param sections in their order
     * @param complete whether nothing is missing: then it can be made
     * @param writable whether this caller may write it
     */
    record SummaryView(String id, long version, String unit, String from, String to, SummaryHead head, List<SectionView> sections, boolean complete, boolean writable,
            Instant createdAt, Instant changedAt) {
    }

    /** A summary report on a list. */
    record SummaryLine(String id, long version, String unit, String from, String to, int missing, Instant createdAt, Instant changedAt) {
    }

    /** 起草 for the caller's unit: 201 with its address, or 200 where there is one for these days. */
    @PostMapping
    @Operation(summary = "起草工作总结报告", description = "一个单位、一个统计期只有一份；已有的返回 200")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<SummaryView> begin(@Valid @RequestBody Begin body, Caller caller) {
        SummaryReports.Begun begun = reports.begin(Period.of(null, body.from(), body.to(), figures.today()), caller);
        return IfMatch.begun(begun.fresh(), PATH + begun.report().id(), answer(begun.report(), caller));
    }

    /**
     * Those of the caller's unit and all below it, newest first.
     *
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping
    @Operation(summary = "分页查看工作总结报告")
    Page<SummaryLine> list(
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after,
            Caller caller) {
        SummaryTemplate template = reports.template();
        return reports.list(limit, after, caller).map(report -> new SummaryLine(report.id(), report.version(), report.unit(), report.from(), report.to(),
                report.missing(template).size(), report.createdAt(), report.changedAt()));
    }

    /** What a report consists of: headings, what units are asked for, texts with the places of figures. */
    @GetMapping("/template")
    @Operation(summary = "查看工作总结报告模板")
    SummaryTemplate template() {
        return reports.template();
    }

    /** One report, its version as ETag. */
    @GetMapping("/{id}")
    @Operation(summary = "查看一份工作总结报告")
    ResponseEntity<SummaryView> get(@PathVariable String id, Caller caller) {
        return answer(reports.get(id, caller), caller);
    }

    /** Who wrote what and when, oldest first. */
    @GetMapping("/{id}/history")
    @Operation(summary = "查看工作总结报告的撰写历史")
    List<HistoryEntry> history(@PathVariable String id, Caller caller) {
        return reports.get(id, caller).history();
    }

    /** Writes a section, whole. 404 where the template has none of this key; 422 {@code not-the-unit-itself}. */
    @PutMapping("/{id}/sections/{section}")
    @Operation(summary = "撰写一个章节")
    ResponseEntity<SummaryView> write(@PathVariable String id, @PathVariable String section, IfMatch version, Caller caller, @Valid @RequestBody Text body) {
        return answer(reports.write(id, section, body.paragraphs(), version.version(), caller), caller);
    }

    /** Says what stands around the text, whole. 422 {@code not-the-unit-itself}. */
    @PutMapping("/{id}/head")
    @Operation(summary = "填写标题、文号、主送机关、署名、日期和附件")
    ResponseEntity<SummaryView> head(@PathVariable String id, IfMatch version, Caller caller, @Valid @RequestBody Head body) {
        return answer(reports.head(id, body.said(), version.version(), caller), caller);
    }

    private ResponseEntity<SummaryView> answer(SummaryReport report, Caller caller) {
        SummaryTemplate template = reports.template();
        List<Section> missing = report.missing(template);
        List<SectionView> sections = template.sections().stream().map(section -> new SectionView(section.key(), section.heading(), section.ask(),
                report.texts().getOrDefault(section.key(), List.of()), missing.contains(section))).toList();
        return IfMatch.tagged(report, new SummaryView(report.id(), report.version(), report.unit(), report.from(), report.to(), report.head(), sections,
                missing.isEmpty(), report.writableBy(caller), report.createdAt(), report.changedAt()));
    }
}
