package cn.tiyan.reporting.milestone.web;

import cn.tiyan.contracts.vocabulary.MilestoneKind;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Prose;
import cn.tiyan.reporting.milestone.Asked;
import cn.tiyan.reporting.milestone.Calendars;
import cn.tiyan.reporting.milestone.Milestone;
import cn.tiyan.reporting.milestone.MilestoneAction;
import cn.tiyan.reporting.milestone.MilestoneLine;
import cn.tiyan.reporting.milestone.MilestoneStatus;
import cn.tiyan.reporting.milestone.MilestoneWorkbook;
import cn.tiyan.reporting.milestone.Milestones;
import cn.tiyan.reporting.milestone.Submission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * 进度安排 (notice, section 五): what every unit owes each year, handed in, reviewed by an office above, and who is late. Each answer shows
 * what lies in the part of the tree below the caller's unit. Days are days of China.
 */
@RestController
@RequestMapping("/api/v1/milestones")
@Tag(name = "进度安排", description = "每年的工作计划、名单、组织实施、总结、评估：设定日期、报送、接收与退回、逾期情况")
class MilestoneController {

    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String LIMIT = "应为 1 至 200";
    private static final String YEAR = "应为 2023 至 2100";
    private static final String UNIT = "单位编码不超过 32 个字符";

    private final Milestones milestones;
    private final Calendars calendars;
    private final Organisation organisation;

    MilestoneController(Milestones milestones, Calendars calendars, Organisation organisation) {
        this.milestones = milestones;
        this.calendars = calendars;
        this.organisation = organisation;
    }

    /** A text of some pages, in any script. */
    private static final String PAGES = Prose.WRITING + "*[\\p{L}\\p{N}\\p{P}\\p{S}]" + Prose.WRITING + "*";
    private static final String PAGES_MESSAGE = "请填写 1 至 20000 字的文字，不含控制字符";

    /** @param text what is to be handed in, 1 to 20 000 characters; phone numbers in it are masked */
    record Draft(@NotNull(message = PAGES_MESSAGE) @Size(max = 20_000, message = PAGES_MESSAGE) @Pattern(regexp = PAGES, message = PAGES_MESSAGE) String text) {
    }

    /** @param text likewise; the draft where absent */
    record Submit(@Nullable @Size(max = 20_000, message = PAGES_MESSAGE) @Pattern(regexp = PAGES, message = PAGES_MESSAGE) String text) {
    }

    /** @param reason what is to be put right, or why it need not be handed in */
    record Reason(@NotNull(message = "请说明理由") @Prose String reason) {
    }

    /**
     * What the calendar of a year is to ask for.
     *
     * @param due the last day
     * @param unitKinds of which units; of all where absent
     * @param units of these and those below them; of all where absent
     */
    record Ask(@NotNull(message = "请选择报送任务") MilestoneKind kind, @NotNull(message = "请填写截止日期") LocalDate due, @Nullable Set<@NotNull(message = "必填") UnitKind> unitKinds,
            @Nullable @Size(max = 200, message = "最多 200 个单位") List<@NotNull(message = "必填") @Size(max = 32, message = UNIT) String> units) {

        Asked asked() {
            return new Asked(kind, due.toString(), unitKinds == null ? Set.of() : unitKinds, units == null ? List.of() : units);
        }
    }

    /**
     * Sets the calendar of a year.
     *
     * @param milestones what is not named stays as it is
     * @param note why
     */
    record SetYear(@NotEmpty(message = "请至少填写一项") @Size(max = 5, message = "最多 5 项") List<@NotNull(message = "必填") @Valid Ask> milestones, @Nullable @Prose String note) {
    }

    /** A line of the calendar. */
    record AskedView(MilestoneKind kind, String kindText, LocalDate due, Set<UnitKind> unitKinds, List<String> units) {
    }

    /**
     * The calendar of a year.
     *
     * @param opened whether units have been asked; until then it is what the settings say
     */
    record YearView(int year, boolean opened, List<AskedView> milestones, long version) {

        static YearView of(Calendars.Calendar calendar) {
            return new YearView(calendar.year(), calendar.opened(), calendar.asked().stream()
                    .map(asked -> new AskedView(asked.kind(), asked.kind().chinese(), LocalDate.parse(asked.due()), asked.unitKinds(), asked.units())).toList(), calendar.version());
        }
    }

    /**
     * A milestone of a unit.
     *
     * @param late whether it first came after the last day, or has not come and that day has passed
     * @param overdue whether there is something to hand in and the last day has passed
     * @param draft what is written and not submitted; after a return, what was returned
     * @param submissions oldest first
     * @param rosterId the roster that fulfils it, where it is one
     * @param actions what this caller may do now
     */
    record MilestoneView(String id, String unit, String unitName, int year, MilestoneKind kind, String kindText, MilestoneStatus status, String statusText, LocalDate due,
            boolean late, boolean overdue, @Nullable String draft, List<Submission> submissions, @Nullable String rosterId, List<MilestoneAction> actions,
            Instant createdAt, Instant changedAt, long version) {

        static MilestoneView of(Milestone milestone, Caller caller) {
            return new MilestoneView(milestone.id(), milestone.unit(), milestone.unitName(), milestone.year(), milestone.kind(), milestone.kind().chinese(), milestone.status(),
                    milestone.status().chinese(), milestone.due(), milestone.late(), milestone.overdue(), milestone.draft(), milestone.submissions(), milestone.rosterId(),
                    milestone.actions(caller), milestone.createdAt(), milestone.changedAt(), milestone.version());
        }
    }

    /** A milestone on a list. */
    record LineView(String id, String unit, String unitName, int year, MilestoneKind kind, String kindText, MilestoneStatus status, String statusText, LocalDate due,
            boolean late, boolean overdue, @Nullable Instant submittedAt, long version) {

        static LineView of(MilestoneLine line) {
            return new LineView(line.id(), line.unit(), line.unitName(), line.year(), line.kind(), line.kind().chinese(), line.status(), line.status().chinese(), line.day(),
                    line.late(), Boolean.TRUE.equals(line.overdue()), line.submittedAt(), line.version());
        }
    }

    /** The calendar of a year, its version as ETag; "0" while only the settings say it. */
    @GetMapping("/years/{year}")
    @Operation(summary = "查看某年的进度安排")
    ResponseEntity<YearView> year(@PathVariable @Min(value = 2023, message = YEAR) @Max(value = 2100, message = YEAR) int year, Caller caller) {
        return tagged(calendars.of(year));
    }

    /** Sets days and whom they are for, by the province's office; all units are asked accordingly before this answers. */
    @PutMapping("/years/{year}")
    @Operation(summary = "设定某年的进度安排（省级营商办）", description = "未列出的任务保持不变；所辖单位的报送任务随之新增、改期或移出")
    ResponseEntity<YearView> set(@PathVariable @Min(value = 2023, message = YEAR) @Max(value = 2100, message = YEAR) int year, IfMatch version,
            @Valid @RequestBody SetYear body, Caller caller) {
        var named = EnumSet.noneOf(MilestoneKind.class);
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < body.milestones().size(); i++) {
            Ask each = body.milestones().get(i);
            if (!named.add(each.kind())) {
                throw Refusal.malformed("milestones[" + i + "].kind", "同一任务只能列出一次");
            }
            for (int j = 0; each.units() != null && j < each.units().size(); j++) {
                organisation.require("milestones[" + i + "].units[" + j + "]", each.units().get(j));
            }
            asked.add(each.asked());
        }
        return tagged(calendars.set(year, asked, body.note(), version.version(), caller));
    }

    private static ResponseEntity<YearView> tagged(Calendars.Calendar calendar) {
        return ResponseEntity.ok().eTag("\"" + calendar.version() + "\"").body(YearView.of(calendar));
    }

    /**
     * What the units of the caller's part of the tree owe in a year, by unit.
     *
     * @param unit of this unit and those below it; the caller's own where absent
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping
    @Operation(summary = "分页查看报送任务")
    Page<LineView> list(@RequestParam @Min(value = 2023, message = YEAR) @Max(value = 2100, message = YEAR) int year,
            @RequestParam(required = false) @Nullable MilestoneKind kind, @RequestParam(required = false) @Nullable MilestoneStatus status,
            @RequestParam(required = false) @Nullable @Size(max = 32, message = UNIT) String unit,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = LIMIT) @Max(value = 200, message = LIMIT) int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return milestones.page(new Milestones.Filter(year, kind, status, unit, false), limit, after, caller).map(LineView::of);
    }

    /** Who is late: something is to be handed in and the last day has passed. By unit, and so city by city. */
    @GetMapping("/late")
    @Operation(summary = "分页查看逾期未报的单位")
    Page<LineView> late(@RequestParam @Min(value = 2023, message = YEAR) @Max(value = 2100, message = YEAR) int year,
            @RequestParam(required = false) @Nullable MilestoneKind kind, @RequestParam(required = false) @Nullable @Size(max = 32, message = UNIT) String unit,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = LIMIT) @Max(value = 200, message = LIMIT) int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return milestones.page(new Milestones.Filter(year, kind, null, unit, true), limit, after, caller).map(LineView::of);
    }

    /** How many have come how far, by the units one level below: for the province, by city. */
    @GetMapping("/by-unit")
    @Operation(summary = "按直接下级单位汇总报送情况", description = "省级按市汇总；各部分之和等于合计")
    Milestones.Progress progress(@RequestParam @Min(value = 2023, message = YEAR) @Max(value = 2100, message = YEAR) int year, @RequestParam MilestoneKind kind,
            @RequestParam(required = false) @Nullable @Size(max = 32, message = UNIT) String unit, Caller caller) {
        return milestones.progress(year, kind, unit, caller);
    }

    /** What the caller's own unit owes in a year. */
    @GetMapping("/mine")
    @Operation(summary = "查看本单位某年的报送任务")
    List<MilestoneView> mine(@RequestParam @Min(value = 2023, message = YEAR) @Max(value = 2100, message = YEAR) int year, Caller caller) {
        return milestones.own(year, caller).stream().map(milestone -> MilestoneView.of(milestone, caller)).toList();
    }

    /**
     * The same lists as a workbook (xlsx).
     *
     * @param overdue only those that are late
     */
    @GetMapping("/export")
    @Operation(summary = "导出报送情况或逾期情况（xlsx）")
    void export(@RequestParam @Min(value = 2023, message = YEAR) @Max(value = 2100, message = YEAR) int year, @RequestParam(required = false) @Nullable MilestoneKind kind,
            @RequestParam(required = false) @Nullable MilestoneStatus status, @RequestParam(required = false) @Nullable @Size(max = 32, message = UNIT) String unit,
            @RequestParam(defaultValue = "false") boolean overdue, Caller caller, HttpServletResponse response) throws IOException {
        MilestoneWorkbook workbook = milestones.export(new Milestones.Filter(year, kind, status, unit, overdue), caller);
        response.setContentType(WORKBOOK);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(workbook.fileName(), StandardCharsets.UTF_8).build().toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        workbook.to(response.getOutputStream());
    }

    /** One of them, its version as ETag, and what the caller may do with it now. */
    @GetMapping("/{id}")
    @Operation(summary = "查看一项报送任务")
    ResponseEntity<MilestoneView> get(@PathVariable String id, Caller caller) {
        return answer(milestones.get(id, caller), caller);
    }

    /** Who did what, when and why, oldest first. */
    @GetMapping("/{id}/history")
    @Operation(summary = "查看报送任务的办理历史")
    List<HistoryEntry> history(@PathVariable String id, Caller caller) {
        return milestones.get(id, caller).history();
    }

    /** 起草, by the unit itself. */
    @PutMapping("/{id}/draft")
    @Operation(summary = "保存草稿")
    ResponseEntity<MilestoneView> write(@PathVariable String id, IfMatch version, @Valid @RequestBody Draft body, Caller caller) {
        return answer(milestones.write(id, body.text(), version.version(), caller), caller);
    }

    /** 报送, by the unit itself; marked late after the last day. What is submitted stays as it is. */
    @PostMapping("/{id}/submission")
    @Operation(summary = "报送", description = "未填写内容的，报送草稿；逾期报送的予以标记")
    ResponseEntity<MilestoneView> submit(@PathVariable String id, IfMatch version, @Valid @RequestBody Submit body, Caller caller) {
        return answer(milestones.submit(id, body.text(), version.version(), caller), caller);
    }

    /** 接收, by an office above. */
    @PostMapping("/{id}/acceptance")
    @Operation(summary = "接收")
    ResponseEntity<MilestoneView> accept(@PathVariable String id, IfMatch version, Caller caller) {
        return answer(milestones.accept(id, version.version(), caller), caller);
    }

    /** 退回, by an office above. */
    @PostMapping("/{id}/return")
    @Operation(summary = "退回")
    ResponseEntity<MilestoneView> sendBack(@PathVariable String id, IfMatch version, @Valid @RequestBody Reason body, Caller caller) {
        return answer(milestones.sendBack(id, body.reason(), version.version(), caller), caller);
    }

    /** 免报, by an office above. */
    @PostMapping("/{id}/waiver")
    @Operation(summary = "免报")
    ResponseEntity<MilestoneView> waive(@PathVariable String id, IfMatch version, @Valid @RequestBody Reason body, Caller caller) {
        return answer(milestones.waive(id, body.reason(), version.version(), caller), caller);
    }

    /** 恢复报送, by an office above. */
    @PostMapping("/{id}/requirement")
    @Operation(summary = "恢复报送")
    ResponseEntity<MilestoneView> requireAgain(@PathVariable String id, IfMatch version, Caller caller) {
        return answer(milestones.requireAgain(id, version.version(), caller), caller);
    }

    private static ResponseEntity<MilestoneView> answer(Milestone milestone, Caller caller) {
        return IfMatch.tagged(milestone, MilestoneView.of(milestone, caller));
    }
}
