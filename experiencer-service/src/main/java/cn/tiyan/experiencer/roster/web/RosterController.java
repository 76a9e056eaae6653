package cn.tiyan.experiencer.roster.web;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.experiencer.roster.RosterAction;
import cn.tiyan.experiencer.roster.RosterCounts;
import cn.tiyan.experiencer.roster.RosterLine;
import cn.tiyan.experiencer.roster.RosterReport;
import cn.tiyan.experiencer.roster.RosterStatus;
import cn.tiyan.experiencer.roster.RosterWorkbook;
import cn.tiyan.experiencer.roster.Rosters;
import cn.tiyan.experiencer.roster.Submission;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Line;
import cn.tiyan.platform.web.Prose;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * 名单 (notice, section 五(一)): by the end of October every unit submits to the one above who serves as an experiencer in it and below,
 * and again when it changed. Days are those of China.
 */
@RestController
@RequestMapping("/api/v1/rosters")
@Tag(name = "体验员名单", description = "预览、上报、接收与退回、汇总、导出")
class RosterController {

    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String LIMIT = "应为 1 至 200";

    private final Rosters rosters;

    RosterController(Rosters rosters) {
        this.rosters = rosters;
    }

    /** @param year of the roster */
    record Begin(@NotNull(message = "请填写年份") Integer year) {
    }

    /** @param date the day as of which it is; today where absent */
    record Submit(@Nullable LocalDate date) {
    }

    /** @param reason what is to be put right */
    record Return(@NotNull(message = "请说明退回的理由") @Prose String reason) {
    }

    /** @param reason why names and phones are needed in clear; goes on record, and those on the roster may read it */
    record ClearExport(@NotNull(message = "请说明导出理由") @Line @Size(min = 4, max = 200, message = "理由应为 4 至 200 字") String reason) {
    }

    /** One submission, and what was said to it. */
    record SubmissionView(int number, String date, Instant at, String by, boolean late, RosterCounts counts, Submission.@Nullable Review review) {

        static SubmissionView of(Submission submission) {
            return new SubmissionView(submission.number(), submission.date(), submission.at(), submission.by(), submission.late(), submission.counts(), submission.review());
        }
    }

    /**
     * A roster.
     *
     * @param due the last day for the first submission
     * @param overdue whether that day has passed and nothing is submitted
     * @param changedSince how many joined and left since the last submission; absent before the first
     * @param actions what this caller may do now
     */
    record RosterView(String id, String unit, String unitName, int year, RosterStatus status, String statusText, LocalDate due, boolean overdue,
            List<SubmissionView> submissions, Rosters.@Nullable Changes changedSince, List<RosterAction> actions, Instant createdAt, Instant changedAt, long version) {
    }

    /** A roster on a list, with its last submission. */
    record RosterListLine(String id, String unit, String unitName, int year, RosterStatus status, String statusText, @Nullable String date,
            @Nullable Instant submittedAt, @Nullable Boolean late, @Nullable Integer people, Instant createdAt, long version) {
    }

    /** Somebody on a roster, masked; without name and phone once erased. */
    record PersonLine(int place, String experiencerId, @Nullable String name, @Nullable String phone, ExperiencerCategory category, AgeBand ageBand, String field,
            String unit, @Nullable String certificate) {

        static PersonLine of(RosterLine line) {
            return new PersonLine(line.place(), line.experiencerId(), masked(line.name()), masked(line.phone()), line.category(), line.ageBand(), line.field(), line.unit(),
                    line.certificate());
        }

        private static @Nullable String masked(@Nullable Personal data) {
            return data == null ? null : data.masked();
        }
    }

    /**
     * Who serves in a unit and below on a day: counts alone.
     *
     * @param date today where absent
     */
    @GetMapping("/preview")
    @Operation(summary = "预览名单：某单位某日在任体验员人数及构成")
    Rosters.Preview preview(@RequestParam @Size(max = 16, message = "单位编码不超过 16 个字符") String unit,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate date, Caller caller) {
        return rosters.preview(unit, date, caller);
    }

    /** The rosters of the units right below one: submitted when, late or not, accepted, head counts, sums. One not submitted is missing, not zero. */
    @GetMapping("/rollup")
    @Operation(summary = "名单汇总：直接下级单位上报情况及合计")
    Rosters.Rollup rollup(@RequestParam @Size(max = 16, message = "单位编码不超过 16 个字符") String unit,
            @RequestParam @Min(value = 2023, message = "应为 2023 至 2100") @Max(value = 2100, message = "应为 2023 至 2100") int year, Caller caller) {
        return rosters.rollup(unit, year, caller);
    }

    /** Begins the roster of the caller's own unit for a year: 201; 200 where it is there. */
    @PostMapping
    @Operation(summary = "建立本单位某年度的名单")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<RosterView> begin(@Valid @RequestBody Begin body, Caller caller) {
        Rosters.Begun begun = rosters.begin(body.year(), caller);
        return IfMatch.begun(begun.fresh(), "/api/v1/rosters/" + begun.roster().id(), answer(begun.roster(), caller));
    }

    /** Rosters of the caller's unit and those below it, newest first. */
    @GetMapping
    @Operation(summary = "分页查看名单")
    Page<RosterListLine> list(@RequestParam(required = false) @Nullable Integer year, @RequestParam(required = false) @Nullable RosterStatus status,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = LIMIT) @Max(value = 200, message = LIMIT) int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return rosters.page(year, status, limit, after, caller).map(roster -> {
            Submission last = roster.last();
            return new RosterListLine(roster.id(), roster.unit(), rosters.unitName(roster.unit()), roster.year(), roster.status(), roster.status().chinese(),
                    last == null ? null : last.date(), last == null ? null : last.at(), last == null ? null : last.late(), last == null ? null : last.counts().people(),
                    roster.createdAt(), roster.version());
        });
    }

    /** One roster, its version as ETag, and what has changed since it was submitted. */
    @GetMapping("/{id}")
    @Operation(summary = "查看一份名单及上报后的变化")
    ResponseEntity<RosterView> get(@PathVariable String id, Caller caller) {
        return answer(rosters.get(id, caller), caller);
    }

    /** Who did what, when and why, oldest first. */
    @GetMapping("/{id}/history")
    @Operation(summary = "查看名单的办理历史")
    List<HistoryEntry> history(@PathVariable String id, Caller caller) {
        return rosters.get(id, caller).history();
    }

    /**
     * Who is on a submission, in order, masked; as it was then.
     *
     * @param submission its number; the last where absent
     */
    @GetMapping("/{id}/people")
    @Operation(summary = "分页查看名单上的人员")
    Page<PersonLine> people(@PathVariable String id, @RequestParam(required = false) @Nullable Integer submission,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = LIMIT) @Max(value = 200, message = LIMIT) int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return rosters.lines(id, submission, limit, after, caller).map(PersonLine::of);
    }

    /** 上报, by the unit itself; again when it changed. What is submitted stays as it is. */
    @PostMapping("/{id}/submission")
    @Operation(summary = "上报名单", description = "每年 10 月 31 日前上报；有变化时再次上报")
    ResponseEntity<RosterView> submit(@PathVariable String id, IfMatch version, @Valid @RequestBody Submit body, Caller caller) {
        return answer(rosters.submit(id, body.date(), version.version(), caller), caller);
    }

    /** 接收, by an office above. */
    @PostMapping("/{id}/acceptance")
    @Operation(summary = "接收名单")
    ResponseEntity<RosterView> accept(@PathVariable String id, IfMatch version, Caller caller) {
        return answer(rosters.accept(id, version.version(), caller), caller);
    }

    /** 退回, by an office above. */
    @PostMapping("/{id}/return")
    @Operation(summary = "退回名单")
    ResponseEntity<RosterView> sendBack(@PathVariable String id, IfMatch version, @Valid @RequestBody Return body, Caller caller) {
        return answer(rosters.sendBack(id, body.reason(), version.version(), caller), caller);
    }

    /** A submission as a workbook (xlsx), names and phones masked. */
    @GetMapping("/{id}/export")
    @Operation(summary = "导出名单（xlsx），姓名、手机号码遮盖")
    void export(@PathVariable String id, @RequestParam(required = false) @Nullable Integer submission, Caller caller, HttpServletResponse response) throws IOException {
        write(rosters.export(id, submission, caller), response);
    }

    /** The same with names and phones in clear, for an office clerk with a reason; on record before a byte leaves. */
    @PostMapping("/{id}/clear-export")
    @Operation(summary = "导出含姓名、手机号码的名单（xlsx）", description = "须说明理由；导出人、时间和理由记入历史，名单上的人可以查看")
    void exportInClear(@PathVariable String id, @RequestParam(required = false) @Nullable Integer submission, @Valid @RequestBody ClearExport body, Caller caller,
            HttpServletResponse response) throws IOException {
        write(rosters.exportInClear(id, submission, body.reason(), caller), response);
    }

    private static void write(RosterWorkbook workbook, HttpServletResponse response) throws IOException {
        response.setContentType(WORKBOOK);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(workbook.fileName(), StandardCharsets.UTF_8).build().toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        workbook.to(response.getOutputStream());
    }

    private ResponseEntity<RosterView> answer(RosterReport roster, Caller caller) {
        return IfMatch.tagged(roster, new RosterView(roster.id(), roster.unit(), rosters.unitName(roster.unit()), roster.year(), roster.status(), roster.status().chinese(),
                rosters.due(roster.year()), rosters.overdue(roster), roster.submissions().stream().map(SubmissionView::of).toList(), rosters.changes(roster).orElse(null),
                roster.actions(caller), roster.createdAt(), roster.changedAt(), roster.version()));
    }
}
