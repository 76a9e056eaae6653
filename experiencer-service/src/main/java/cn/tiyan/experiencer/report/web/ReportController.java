package cn.tiyan.experiencer.report.web;

import cn.tiyan.experiencer.report.EntryKind;
import cn.tiyan.experiencer.report.ExperienceReport;
import cn.tiyan.experiencer.report.Outcomes;
import cn.tiyan.experiencer.report.ReportFilter;
import cn.tiyan.experiencer.report.Reports;
import cn.tiyan.experiencer.report.Reports.Recorded;
import cn.tiyan.experiencer.report.SuggestionStatus;
import cn.tiyan.experiencer.report.web.ReportView.SuggestionView;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IdempotencyKey;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Prose;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import static cn.tiyan.experiencer.report.web.RecordReport.REQUIRED;

/**
 * Experience reports over HTTP: handed in by experiencers, read and answered by offices. A change says in If-Match which version
 * it is meant for.
 */
@RestController
@RequestMapping("/api/v1/experience-reports")
@Tag(name = "体验报告", description = "体验员报告所见，跟踪到底，答复建议")
class ReportController {

    private final Reports reports;
    private final Outcomes outcomes;

    ReportController(Reports reports, Outcomes outcomes) {
        this.reports = reports;
        this.outcomes = outcomes;
    }

    /** A report that a clerk writes down. */
    record Dictation(@NotNull(message = REQUIRED) @Pattern(regexp = "exp_[0-9a-z]{26}", message = "不是体验员编号") String experiencerId,
            @NotNull(message = REQUIRED) @Valid RecordReport report) {
    }

    /**
     * A second look.
     *
     * @param held false if the problem is there again
     */
    record SecondLook(@NotNull(message = REQUIRED) Boolean held, @Nullable @Prose String text) {
    }

    /** @param words why, what is looked into, or what was done */
    record Words(@NotNull(message = REQUIRED) @Prose String words) {
    }

    /**
     * What is promised.
     *
     * @param change what will change
     * @param until by when
     */
    record Promise(@NotNull(message = REQUIRED) @Prose String change, @NotNull(message = REQUIRED) LocalDate until) {
    }

    /** A suggestion on an office's list. */
    record SuggestionLine(String reportId, long version, String suggestionId, String unit, String experiencerId, String about, String serviceItem,
            String title, String text, Instant raisedAt, SuggestionView suggestion) {
    }

    /** 提交体验报告: 201 with its address and ETag; 200 where the same request had been made before. */
    @PostMapping
    @Operation(summary = "提交体验报告")
    ResponseEntity<ReportView> record(@Valid @RequestBody RecordReport body, IdempotencyKey key, Caller caller) {
        return created(reports.record(key.id(ExperienceReport.PREFIX, caller), body.draft(), caller));
    }

    /** 代为记录, for an experiencer without an account; marked as such. 201; 200 where the same request had been made before. */
    @PostMapping("/dictations")
    @Operation(summary = "代为记录没有登录账号的体验员的报告")
    ResponseEntity<ReportView> dictate(@Valid @RequestBody Dictation body, IdempotencyKey key, Caller caller) {
        return created(reports.dictated(key.id(ExperienceReport.PREFIX, caller), body.experiencerId, body.report.draft(), caller));
    }

    /**
     * What the caller may see, by when the item was tried, newest first.
     *
     * @param unit reports of experiencers of this unit and those below it
     * @param about reports about this unit
     * @param item code of the service item
     * @param from first day on which it was tried
     * @param to last day
     * @param rating 1 to 5
     * @param kind with at least one entry of this kind
     */
    @GetMapping
    @Operation(summary = "分页查看体验报告")
    Page<ReportLine> list(@RequestParam(required = false) @Nullable @Size(max = 24, message = "最多 24 字") String unit,
            @RequestParam(required = false) @Nullable @Size(max = 24, message = "最多 24 字") String about,
            @RequestParam(required = false) @Nullable @Size(max = 64, message = "最多 64 字") String item,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable @Min(value = 1, message = "应为 1 至 5") @Max(value = 5, message = "应为 1 至 5") Integer rating,
            @RequestParam(required = false) @Nullable EntryKind kind,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return reports.page(new ReportFilter(unit, about, item, from, to, rating, kind), limit, after, caller).map(ReportLine::of);
    }

    /** One report with what became of each entry; its version as ETag. */
    @GetMapping("/{id}")
    @Operation(summary = "查看一份体验报告及办理进展")
    ResponseEntity<ReportView> report(@PathVariable String id, Caller caller) {
        return answer(reports.get(id, caller));
    }

    /** Who did what, when and why, oldest first. */
    @GetMapping("/{id}/history")
    @Operation(summary = "查看体验报告的办理历史")
    List<HistoryEntry> history(@PathVariable String id, Caller caller) {
        return reports.get(id, caller).history();
    }

    /**
     * “我说的事怎么样了”: what became of everything the caller reported, in words.
     *
     * @param limit of reports, 1 to 200; each entry is an item
     */
    @GetMapping("/mine/outcomes")
    @Operation(summary = "我说的事怎么样了")
    OutcomesView outcomes(
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        var overview = outcomes.mine(limit, after, caller);
        return new OutcomesView(OutcomesView.Counts.of(overview.tally()), overview.outcomes().stream().map(OutcomesView.Item::of).toList(), overview.next());
    }

    /** 回头看, by whoever reported it: once each time they are asked. */
    @PostMapping("/{id}/findings/{findingId}/look-back")
    @Operation(summary = "回答回头看：问题是否复发")
    ResponseEntity<ReportView> lookBack(@PathVariable String id, @PathVariable String findingId, IfMatch version, @Valid @RequestBody SecondLook body, Caller caller) {
        return answer(reports.lookBack(id, findingId, body.held, body.text, version.version(), caller));
    }

    /**
     * Suggestions an office must do something about, the longest waiting first.
     *
     * @param promised whether those are wanted that were adopted and are still to be done, instead of those that wait for an answer
     * @param unit of experiencers of this unit and those below it
     * @param limit of reports, 1 to 200; each suggestion is an item
     */
    @GetMapping("/suggestions")
    @Operation(summary = "待答复、待落实的建议清单")
    Page<SuggestionLine> suggestions(@RequestParam(defaultValue = "false") boolean promised,
            @RequestParam(required = false) @Nullable @Size(max = 24, message = "最多 24 字") String unit,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "应为 1 至 200") @Max(value = 200, message = "应为 1 至 200") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        Page<ExperienceReport> page = reports.suggestions(promised, unit, limit, after, caller);
        return new Page<>(page.items().stream().flatMap(report -> report.entries().stream()
                .filter(entry -> entry.suggestion() != null
                        && (promised ? entry.suggestion().status() == SuggestionStatus.ADOPTED : entry.suggestion().status().open()))
                .map(entry -> new SuggestionLine(report.id(), report.version(), entry.id(), report.unit(), report.experiencerId(), report.about(),
                        report.serviceItem().name(), entry.title(), entry.text(), report.createdAt(),
                        SuggestionView.of(Objects.requireNonNull(entry.suggestion()))))).toList(), page.next());
    }

    /** 列入研究. */
    @PostMapping("/{id}/suggestions/{suggestionId}/study")
    @Operation(summary = "建议列入研究")
    ResponseEntity<ReportView> study(@PathVariable String id, @PathVariable String suggestionId, IfMatch version, @Valid @RequestBody Words body, Caller caller) {
        return answer(reports.study(id, suggestionId, body.words, version.version(), caller));
    }

    /** 采纳, with what will change and by when. */
    @PostMapping("/{id}/suggestions/{suggestionId}/adoption")
    @Operation(summary = "采纳建议")
    ResponseEntity<ReportView> adopt(@PathVariable String id, @PathVariable String suggestionId, IfMatch version, @Valid @RequestBody Promise body, Caller caller) {
        return answer(reports.adopt(id, suggestionId, body.change, body.until, version.version(), caller));
    }

    /** 不采纳, with a reason the experiencer sees. */
    @PostMapping("/{id}/suggestions/{suggestionId}/refusal")
    @Operation(summary = "不采纳建议")
    ResponseEntity<ReportView> decline(@PathVariable String id, @PathVariable String suggestionId, IfMatch version, @Valid @RequestBody Words body, Caller caller) {
        return answer(reports.decline(id, suggestionId, body.words, version.version(), caller));
    }

    /** 落实: what was promised is done. */
    @PostMapping("/{id}/suggestions/{suggestionId}/completion")
    @Operation(summary = "已采纳的建议落实完成")
    ResponseEntity<ReportView> complete(@PathVariable String id, @PathVariable String suggestionId, IfMatch version, @Valid @RequestBody Words body, Caller caller) {
        return answer(reports.complete(id, suggestionId, body.words, version.version(), caller));
    }

    private static ResponseEntity<ReportView> created(Recorded recorded) {
        return IfMatch.begun(recorded.fresh(), "/api/v1/experience-reports/" + recorded.report().id(), answer(recorded.report()));
    }

    private static ResponseEntity<ReportView> answer(ExperienceReport report) {
        return IfMatch.tagged(report, ReportView.of(report));
    }
}
