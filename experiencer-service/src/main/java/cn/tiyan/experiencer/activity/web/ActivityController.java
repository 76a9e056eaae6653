package cn.tiyan.experiencer.activity.web;

import cn.tiyan.contracts.vocabulary.ActivityKind;
import cn.tiyan.contracts.vocabulary.ActivityTheme;
import cn.tiyan.contracts.vocabulary.ActivityWay;
import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.experiencer.activity.Activities;
import cn.tiyan.experiencer.activity.Activities.Asked;
import cn.tiyan.experiencer.activity.Activities.Preview;
import cn.tiyan.experiencer.activity.Activity;
import cn.tiyan.experiencer.activity.ActivityStatus;
import cn.tiyan.experiencer.activity.Answer;
import cn.tiyan.experiencer.activity.Invitee;
import cn.tiyan.experiencer.activity.Minutes;
import cn.tiyan.experiencer.activity.Participations;
import cn.tiyan.experiencer.activity.Plan;
import cn.tiyan.experiencer.experiencer.Selection;
import cn.tiyan.experiencer.sheet.Sheet;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IdempotencyKey;
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
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
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
 * Activities for those who organise them (notice, section 三(二)2). A change says in If-Match which version it is meant for, and is
 * refused with 400, 403, 404, 409, 422 (a rule, by name) or 428. An unannounced inspection is 404 to those it is about, and on none
 * of their lists, until it has taken place.
 */
@RestController
@RequestMapping("/api/v1/activities")
@Tag(name = "体验活动", description = "计划、邀请、签到、开展情况；明察暗访在开展之前对被访单位不可见")
class ActivityController {

    private static final String REQUIRED = "必填";
    private static final String PAGE = "应为 1 至 200";

    private final Activities activities;
    private final Participations participations;
    private final Clock clock;

    ActivityController(Activities activities, Participations participations, Clock clock) {
        this.activities = activities;
        this.participations = participations;
        this.clock = clock;
    }

    /**
     * 计划; see {@link Plan}.
     *
     * @param signUpUntil where absent, until it begins
     * @param capacity where absent, as many as like
     * @param announced where absent, yes
     */
    record Wanted(
            @NotNull(message = REQUIRED) @Line String title,
            @NotNull(message = REQUIRED) ActivityTheme theme,
            @NotNull(message = REQUIRED) ActivityKind kind,
            @NotNull(message = REQUIRED) ActivityWay way,
            @NotNull(message = REQUIRED) @Min(value = 1, message = "应为 1 至 99") @Max(value = 99, message = "应为 1 至 99") Integer batch,
            @NotNull(message = REQUIRED) @Line String place,
            @NotNull(message = REQUIRED) Instant startsAt,
            @NotNull(message = REQUIRED) Instant endsAt,
            @Nullable Instant signUpUntil,
            @Nullable @Min(value = 1, message = "应为 1 至 20000") @Max(value = 20_000, message = "应为 1 至 20000") Integer capacity,
            @Nullable @Size(max = 20, message = "最多 20 个单位") List<@NotNull(message = REQUIRED)
                    @Pattern(regexp = "[0-9A-Z-]{1,24}", message = "应为单位编码，例如 210100-HRSS") String> inspected,
            @Nullable Boolean announced,
            @Nullable @Prose String note) {

        Plan plan() {
            return new Plan(title, theme, kind, way, batch, place, startsAt, endsAt, signUpUntil == null ? startsAt : signUpUntil, capacity,
                    inspected == null ? List.of() : inspected.stream().distinct().toList(), announced == null || announced, note);
        }
    }

    /**
     * 邀请条件; what is absent lets all pass.
     *
     * @param unit whose experiencers, with those of all units below; where absent, the organising unit's
     * @param notAskedForDays only those not asked to anything within so many days
     * @param most at most so many, whoever was asked longest ago first
     */
    record Criteria(
            @Nullable @Pattern(regexp = "[0-9A-Z-]{1,24}", message = "应为单位编码，例如 210100-HRSS") String unit,
            @Nullable @Size(max = 20, message = "最多 20 个类别") List<@NotNull(message = REQUIRED) ExperiencerCategory> categories,
            @Nullable @Size(max = 10, message = "最多 10 个年龄段") List<@NotNull(message = REQUIRED) AgeBand> ageBands,
            @Nullable @Size(max = 20, message = "最多 20 个领域") List<@NotNull(message = REQUIRED) @Line String> fields,
            @Nullable @Min(value = 1, message = "应为 1 至 3650") @Max(value = 3650, message = "应为 1 至 3650") Integer notAskedForDays,
            @NotNull(message = REQUIRED) @Min(value = 1, message = "至少 1 人") @Max(value = 20_000, message = "最多 20000 人") Integer most) {

        Selection selection(Activity activity) {
            return new Selection(unit == null ? activity.unit() : unit, orAll(categories), orAll(ageBands), orAll(fields), notAskedForDays, List.of());
        }

        private static <T> List<T> orAll(@Nullable List<T> some) {
            return some == null ? List.of() : some.stream().distinct().toList();
        }
    }

    /** @param accepts false for 婉拒 */
    record Reply(@NotNull(message = REQUIRED) Boolean accepts) {
    }

    /** @param code eight digits */
    record Code(@NotNull(message = REQUIRED) @Pattern(regexp = "[0-9]{8}", message = "应为 8 位数字") String code) {
    }

    /**
     * Who came, and what they did.
     *
     * @param deed one line
     */
    record Came(@NotNull(message = REQUIRED) Boolean came, @Nullable @Line String deed) {
    }

    /**
     * 开展情况.
     *
     * @param minutes required of a 座谈会
     */
    record Held(@NotNull(message = REQUIRED) @Prose String text, @Nullable @Valid Notes minutes) {
    }

    /** 座谈会纪要; see {@link Minutes}. */
    record Notes(
            @NotNull(message = REQUIRED) @Size(min = 1, max = 100, message = "应为 1 至 100 条") List<@NotNull(message = REQUIRED) @Line String> raised,
            @Nullable @Size(max = 100, message = "最多 100 条") List<@NotNull(message = REQUIRED) @Line String> agreed) {

        Minutes minutes() {
            return new Minutes(raised, agreed == null ? List.of() : agreed);
        }
    }

    /** @param reason shown to all who were invited */
    record Cancellation(@NotNull(message = REQUIRED) @Line String reason) {
    }

    /** 计划. 201 with its address and ETag; 200 where the same request had been made before. */
    @PostMapping
    @Operation(summary = "计划一项体验活动")
    ResponseEntity<ActivityView> plan(@Valid @RequestBody Wanted body, IdempotencyKey key, Caller caller) {
        Asked<Activity> asked = activities.plan(key.id(Activity.PREFIX, caller), body.plan(), caller);
        return IfMatch.begun(asked.fresh(), "/api/v1/activities/" + asked.record().id(), answer(asked.record(), caller));
    }

    /**
     * The activities the caller's unit may see, the latest first.
     *
     * @param from those that begin on this day of China or later
     * @param to those that begin on this day or before
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping
    @Operation(summary = "分页查看体验活动")
    Page<ActivityLine> list(
            @RequestParam(required = false) @Nullable ActivityTheme theme, @RequestParam(required = false) @Nullable ActivityKind kind,
            @RequestParam(required = false) @Nullable ActivityStatus status,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = PAGE) @Max(value = 200, message = PAGE) int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return activities.list(new Activities.Filter(theme, kind, status, from, to), caller, limit, after).map(ActivityLine::of);
    }

    /** The same list, whole, as a workbook (xlsx), written as it is read. One that breaks off cannot be opened. */
    @GetMapping("/export")
    @Operation(summary = "导出体验活动台账（xlsx）")
    void export(
            @RequestParam(required = false) @Nullable ActivityTheme theme, @RequestParam(required = false) @Nullable ActivityKind kind,
            @RequestParam(required = false) @Nullable ActivityStatus status,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            Caller caller, HttpServletResponse response) throws IOException {
        try (Stream<Activity> all = activities.all(new Activities.Filter(theme, kind, status, from, to), caller)) {
            Sheet sheet = Ledger.sheet(clock.instant());
            response.setContentType(Sheet.TYPE);
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().filename(sheet.fileName(), StandardCharsets.UTF_8).build().toString());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
            sheet.write(all.map(Ledger::line).iterator(), response.getOutputStream());
        }
    }

    /** One activity, its version as ETag, and what the caller may do with it now. */
    @GetMapping("/{id}")
    @Operation(summary = "查看一项体验活动")
    ResponseEntity<ActivityView> get(@PathVariable String id, Caller caller) {
        return answer(activities.get(id, caller), caller);
    }

    /** Who did what, when and why, oldest first. */
    @GetMapping("/{id}/history")
    @Operation(summary = "查看体验活动的办理历史")
    List<HistoryEntry> history(@PathVariable String id, Caller caller) {
        return activities.get(id, caller).history();
    }

    /** 修改计划, whole, while nobody is invited. */
    @PostMapping("/{id}/plan")
    @Operation(summary = "修改活动计划")
    ResponseEntity<ActivityView> revise(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Wanted body) {
        return answer(activities.revise(id, body.plan(), caller, version.version()), caller);
    }

    /** Counts whom these criteria would invite; invites nobody. */
    @PostMapping("/{id}/invitations/preview")
    @Operation(summary = "试算邀请人数，不发出邀请")
    Preview preview(@PathVariable String id, Caller caller, @Valid @RequestBody Criteria body) {
        return activities.preview(id, body.selection(activities.get(id, caller)), body.most(), caller);
    }

    /**
     * 邀请: one round. 202 as soon as it is on record; the invitations then go out by themselves, each once. 200 where the same request
     * had been made before.
     */
    @PostMapping("/{id}/invitations")
    @Operation(summary = "按条件邀请体验员")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<ProgressView> invite(@PathVariable String id, Caller caller, IfMatch version, IdempotencyKey key, @Valid @RequestBody Criteria body) {
        Asked<Activity> asked = activities.invite(id, key.id("rnd", caller), body.selection(activities.get(id, caller)), body.most(), caller, version.version());
        return ResponseEntity.status(asked.fresh() ? 202 : 200).eTag("\"" + asked.record().version() + "\"").body(ProgressView.of(activities.progress(id, caller)));
    }

    /** How far inviting has come, round by round. */
    @GetMapping("/{id}/invitations")
    @Operation(summary = "查看邀请进度")
    ResponseEntity<ProgressView> progress(@PathVariable String id, Caller caller) {
        var progress = activities.progress(id, caller);
        return IfMatch.tagged(progress.activity(), ProgressView.of(progress));
    }

    /**
     * Those invited, newest invitation first; for the organisers alone.
     *
     * @param answer those who answered so
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping("/{id}/participants")
    @Operation(summary = "分页查看受邀体验员")
    Page<InviteeView> participants(@PathVariable String id, @RequestParam(required = false) @Nullable Answer answer,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = PAGE) @Max(value = 200, message = PAGE) int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return participations.page(id, answer, caller, limit, after).map(InviteeView::of);
    }

    /** 代为答复: what one who is invited answered otherwise, such as on the phone; If-Match with the participant's version. */
    @PostMapping("/{id}/participants/{participant}/answer")
    @Operation(summary = "代体验员答复邀请")
    ResponseEntity<InviteeView> answerFor(@PathVariable String id, @PathVariable String participant, Caller caller, IfMatch version,
            @Valid @RequestBody Reply body) {
        return answer(participations.answerFor(id, participant, body.accepts(), caller, version.version()));
    }

    /** 记录到场情况: who came without checking in, who did not, and what they did; If-Match with the participant's version. */
    @PostMapping("/{id}/participants/{participant}/attendance")
    @Operation(summary = "记录体验员到场情况")
    ResponseEntity<InviteeView> attend(@PathVariable String id, @PathVariable String participant, Caller caller, IfMatch version,
            @Valid @RequestBody Came body) {
        return answer(participations.attend(id, participant, body.came(), body.deed(), caller, version.version()));
    }

    /** 签到 by the code that the experiencer shows; it can be used once. 429 after too many wrong ones. */
    @PostMapping("/{id}/check-ins")
    @Operation(summary = "凭签到码签到")
    ResponseEntity<InviteeView> checkIn(@PathVariable String id, Caller caller, @Valid @RequestBody Code body) {
        return answer(participations.checkIn(id, body.code(), caller));
    }

    /** 记录开展情况: it took place. Units it inspected unannounced may see it from now on. */
    @PostMapping("/{id}/record")
    @Operation(summary = "记录活动开展情况")
    ResponseEntity<ActivityView> hold(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Held body) {
        return answer(activities.hold(id, body.text(), body.minutes() == null ? null : body.minutes().minutes(), caller, version.version()), caller);
    }

    /** 取消. */
    @PostMapping("/{id}/cancellation")
    @Operation(summary = "取消活动")
    ResponseEntity<ActivityView> cancel(@PathVariable String id, Caller caller, IfMatch version, @Valid @RequestBody Cancellation body) {
        return answer(activities.cancel(id, body.reason(), caller, version.version()), caller);
    }

    private ResponseEntity<ActivityView> answer(Activity activity, Caller caller) {
        return IfMatch.tagged(activity, ActivityView.of(activity, activity.isOrganisedBy(caller) ? participations.tally(activity) : null, caller));
    }

    private static ResponseEntity<InviteeView> answer(Invitee invitee) {
        return IfMatch.tagged(invitee.participation(), InviteeView.of(invitee));
    }
}
