package cn.tiyan.experiencer.experiencer.web;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.contracts.vocabulary.Recruitment;
import cn.tiyan.experiencer.experiencer.Availability;
import cn.tiyan.experiencer.experiencer.Candidate;
import cn.tiyan.experiencer.experiencer.CitizenIdentity;
import cn.tiyan.experiencer.experiencer.DismissalCause;
import cn.tiyan.experiencer.experiencer.Experiencer;
import cn.tiyan.experiencer.experiencer.ExperiencerAction;
import cn.tiyan.experiencer.experiencer.ExperiencerFilter;
import cn.tiyan.experiencer.experiencer.ExperiencerStatus;
import cn.tiyan.experiencer.experiencer.Experiencers;
import cn.tiyan.experiencer.experiencer.IdentityNumber;
import cn.tiyan.experiencer.experiencer.MobileNumber;
import cn.tiyan.experiencer.experiencer.Objection;
import cn.tiyan.experiencer.experiencer.Tenure;
import cn.tiyan.experiencer.experiencer.Term;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.web.IdempotencyKey;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Prose;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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

/** The roster of experiencers: recommended and appointed by offices; every answer masks who they are. */
@RestController
@RequestMapping("/api/v1/experiencers")
@Tag(name = "政务服务体验员", description = "推荐、审核公示、聘任续聘、暂停辞任解聘、查询与当日可否陪同")
class ExperiencerController {

    /** Printable: no control characters, no halves of characters. */
    private static final String PRINTABLE = "[^\\p{Cc}\\p{Cs}]*";
    private static final String CAMPAIGN = "cmp_[0-9a-z]{26}";
    private static final String ACCOUNT = "[\\x21-\\x7e]{1,64}";

    private final Experiencers experiencers;

    ExperiencerController(Experiencers experiencers) {
        this.experiencers = experiencers;
    }

    record Application(
            @NotBlank(message = "请填写推荐单位编码") @Size(max = 16, message = "单位编码不超过 16 个字符") String unit,
            @NotBlank(message = "请填写姓名") @Size(max = 60, message = "姓名不超过 60 个字") @Pattern(regexp = PRINTABLE, message = "不能含有控制字符") String name,
            @NotBlank(message = "请填写手机号码") @Pattern(regexp = MobileNumber.PATTERN, message = "应为 11 位手机号码") String phone,
            @CitizenIdentity @Nullable String identityNumber,
            @NotNull(message = "请选择体验员类别") ExperiencerCategory category,
            @NotNull(message = "请选择年龄段") AgeBand ageBand,
            @NotBlank(message = "请填写所属领域") @Size(max = 60, message = "所属领域不超过 60 个字") @Pattern(regexp = PRINTABLE, message = "不能含有控制字符") String field,
            @NotNull(message = "请选择征集方式") Recruitment recruitment,
            @Pattern(regexp = ACCOUNT, message = "登录账号应为 1 至 64 个可见 ASCII 字符") @Nullable String account,
            @Pattern(regexp = CAMPAIGN, message = "不是征集标识") @Nullable String campaign) {

        Candidate candidate() {
            return new Candidate(Personal.of(Personal.Kind.NAME, name), MobileNumber.of(phone), identityNumber == null ? null : IdentityNumber.of(identityNumber),
                    category, ageBand, field, recruitment, account, campaign);
        }
    }

    record Appointment(
            @NotNull(message = "请填写任期起始日期") LocalDate termFrom,
            @NotNull(message = "请填写任期截止日期") LocalDate termTo,
            @Pattern(regexp = ACCOUNT, message = "登录账号应为 1 至 64 个可见 ASCII 字符") @Nullable String account) {
    }

    record Rejection(
            @NotBlank(message = "请说明不予聘任的理由") @Size(max = 200, message = "理由不超过 200 个字") @Pattern(regexp = PRINTABLE, message = "不能含有控制字符") String reason) {
    }

    /** @param opinion of the office, 1 to 2000 characters */
    record Approval(@NotNull(message = "请填写审核意见") @Prose String opinion) {
    }

    /**
     * An objection during the public notice.
     *
     * @param from what kind of objector; who it was is not kept
     */
    record NewObjection(@NotNull(message = "请选择异议人类型") Objection.Objector from, @NotNull(message = "请填写异议内容") @Prose String text) {
    }

    /** @param upheld whether it stands against the appointment */
    record ObjectionDecision(@NotNull(message = "请说明异议是否成立") Boolean upheld, @NotNull(message = "请说明理由") @Prose String reason) {
    }

    /** @param reason why, 1 to 2000 characters */
    record Reason(@NotNull(message = "请说明理由") @Prose String reason) {
    }

    /** @param reason why, if the person says */
    record Withdrawal(@Nullable @Prose String reason) {
    }

    record Dismissal(@NotNull(message = "请选择解聘原因") DismissalCause cause, @NotNull(message = "请说明理由") @Prose String reason) {
    }

    /** Another term, after the last one. */
    record Renewal(@NotNull(message = "请填写任期起始日期") LocalDate termFrom, @NotNull(message = "请填写任期截止日期") LocalDate termTo) {
    }

    /**
     * An experiencer as shown: who it is stays masked.
     *
     * @param tenures the days in which the person really is one
     * @param terms all terms that were granted
     * @param actions what the caller may do now
     */
    record ExperiencerView(String id, String unit, String name, String phone, @Nullable String identityNumber, ExperiencerCategory category,
            AgeBand ageBand, String field, Recruitment recruitment, @Nullable String campaign, @Nullable String account, ExperiencerStatus status,
            String statusName, @Nullable String opinion, @Nullable LocalDate noticeFrom, @Nullable LocalDate noticeTo, List<Objection> objections,
            @Nullable String rejection, @Nullable DismissalCause dismissalCause, @Nullable String reason, @Nullable String certificate,
            @Nullable LocalDate termFrom, @Nullable LocalDate termTo, List<Tenure> terms, List<Tenure> tenures, List<ExperiencerAction> actions,
            Instant createdAt, Instant changedAt, long version) {

        static ExperiencerView of(Experiencer experiencer, Caller caller) {
            Personal identity = experiencer.identity();
            Term term = experiencer.term();
            // Why somebody was dismissed or turned down is no walker's business.
            boolean told = caller.is(Role.OFFICE_CLERK, Role.LEADER) || caller.account().equals(experiencer.owner());
            return new ExperiencerView(experiencer.id(), experiencer.unit(), experiencer.name().masked(), experiencer.phone().masked(),
                    identity == null ? null : identity.masked(), experiencer.category(), experiencer.ageBand(), experiencer.field(),
                    experiencer.recruitment(), experiencer.campaign(), experiencer.owner(), experiencer.status(), experiencer.status().chinese(),
                    told ? experiencer.opinion() : null, experiencer.noticeFrom(), experiencer.noticeTo(),
                    caller.is(Role.OFFICE_CLERK) ? experiencer.objections() : List.of(),
                    told ? experiencer.rejection() : null, told ? experiencer.dismissalCause() : null, told ? experiencer.reason() : null,
                    experiencer.certificate(),
                    term == null ? null : term.from(), term == null ? null : term.to(), experiencer.terms(), experiencer.tenures(),
                    experiencer.actions(caller), experiencer.createdAt(), experiencer.changedAt(), experiencer.version());
        }
    }

    /** Puts somebody forward: 201; 200 for a repeated request; 422 for somebody with a standing record anywhere in the province. */
    @PostMapping
    @Operation(summary = "推荐体验员")
    ResponseEntity<ExperiencerView> recommend(@Valid @RequestBody Application application, IdempotencyKey key, Caller caller) {
        var result = experiencers.recommend(key.id("exp", caller), application.unit, application.candidate(), caller);
        Experiencer experiencer = result.experiencer();
        return IfMatch.begun(result.added(), "/api/v1/experiencers/" + experiencer.id(), IfMatch.tagged(experiencer, ExperiencerView.of(experiencer, caller)));
    }

    /** Appoints for at most three years, with a certificate; whoever recommended may also appoint, but not themselves. */
    @PostMapping("/{id}/appointment")
    @Operation(summary = "聘任体验员")
    ResponseEntity<ExperiencerView> appoint(@PathVariable String id, IfMatch version, @Valid @RequestBody Appointment appointment, Caller caller) {
        Experiencer experiencer = experiencers.appoint(id, new Term(appointment.termFrom, appointment.termTo), appointment.account, version.version(), caller);
        return tagged(experiencer, caller);
    }

    /** Turns down, with a reason. */
    @PostMapping("/{id}/rejection")
    @Operation(summary = "不予聘任")
    ResponseEntity<ExperiencerView> reject(@PathVariable String id, IfMatch version, @Valid @RequestBody Rejection rejection, Caller caller) {
        Experiencer experiencer = experiencers.reject(id, rejection.reason, version.version(), caller);
        return tagged(experiencer, caller);
    }

    /** Approves; the public notice begins, where there is one. */
    @PostMapping("/{id}/approval")
    @Operation(summary = "审核通过，开始公示")
    ResponseEntity<ExperiencerView> approve(@PathVariable String id, IfMatch version, @Valid @RequestBody Approval approval, Caller caller) {
        return tagged(experiencers.approve(id, approval.opinion, version.version(), caller), caller);
    }

    /** Records an objection: 422 {@code notice-over} once the notice is over. */
    @PostMapping("/{id}/objections")
    @Operation(summary = "登记公示期间的异议")
    ResponseEntity<ExperiencerView> object(@PathVariable String id, IfMatch version, @Valid @RequestBody NewObjection objection, Caller caller) {
        return tagged(experiencers.object(id, objection.from, objection.text, version.version(), caller), caller);
    }

    /** Decides on an objection, once. */
    @PostMapping("/{id}/objections/{number}/decision")
    @Operation(summary = "处理异议")
    ResponseEntity<ExperiencerView> decide(@PathVariable String id, @PathVariable int number, IfMatch version,
            @Valid @RequestBody ObjectionDecision decision, Caller caller) {
        return tagged(experiencers.decide(id, number, decision.upheld, decision.reason, version.version(), caller), caller);
    }

    /** Takes the application back, by the person or by the office that was told. */
    @PostMapping("/{id}/withdrawal")
    @Operation(summary = "撤回申请")
    ResponseEntity<ExperiencerView> withdraw(@PathVariable String id, IfMatch version,
            @Valid @RequestBody(required = false) @Nullable Withdrawal withdrawal, Caller caller) {
        return tagged(experiencers.withdraw(id, withdrawal == null ? null : withdrawal.reason, version.version(), caller), caller);
    }

    /** From today on, until resumed. */
    @PostMapping("/{id}/suspension")
    @Operation(summary = "暂停体验员")
    ResponseEntity<ExperiencerView> suspend(@PathVariable String id, IfMatch version, @Valid @RequestBody Reason reason, Caller caller) {
        return tagged(experiencers.suspend(id, reason.reason, version.version(), caller), caller);
    }

    /** From today on, for what is left of the term. */
    @PostMapping("/{id}/resumption")
    @Operation(summary = "恢复体验员")
    ResponseEntity<ExperiencerView> resume(@PathVariable String id, IfMatch version, @Valid @RequestBody Reason reason, Caller caller) {
        return tagged(experiencers.resume(id, reason.reason, version.version(), caller), caller);
    }

    /** Another term under the same certificate, from 90 days before the end of the last one. */
    @PostMapping("/{id}/renewal")
    @Operation(summary = "续聘体验员")
    ResponseEntity<ExperiencerView> renew(@PathVariable String id, IfMatch version, @Valid @RequestBody Renewal renewal, Caller caller) {
        return tagged(experiencers.renew(id, new Term(renewal.termFrom, renewal.termTo), version.version(), caller), caller);
    }

    /** By the person, or entered by the office; from today on. */
    @PostMapping("/{id}/resignation")
    @Operation(summary = "体验员辞任")
    ResponseEntity<ExperiencerView> resign(@PathVariable String id, IfMatch version, @Valid @RequestBody Reason reason, Caller caller) {
        return tagged(experiencers.resign(id, reason.reason, version.version(), caller), caller);
    }

    /** For a cause, from today on. */
    @PostMapping("/{id}/dismissal")
    @Operation(summary = "解聘体验员")
    ResponseEntity<ExperiencerView> dismiss(@PathVariable String id, IfMatch version, @Valid @RequestBody Dismissal dismissal, Caller caller) {
        return tagged(experiencers.dismiss(id, dismissal.cause, dismissal.reason, version.version(), caller), caller);
    }

    /** Who did what, when and why, oldest first; for the office. */
    @GetMapping("/{id}/history")
    @Operation(summary = "查看体验员的办理历史")
    List<HistoryEntry> history(@PathVariable String id, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        return experiencers.get(id, caller).history();
    }

    /**
     * One page of those the caller may see, newest first; an experiencer sees the own record alone. All filters hold together.
     *
     * @param field field of work, exactly: see {@code /fields}
     * @param unit this unit and all below it
     * @param servingOn a day on which they really are experiencers
     * @param noticeTo last day of the public notice
     * @param name the whole name; for offices only, as are phone and identityNumber
     * @param limit 1 to 200
     * @param after {@code next} of the page before
     */
    @GetMapping
    @Operation(summary = "查询体验员名单")
    Page<ExperiencerView> list(@RequestParam(required = false) @Nullable ExperiencerStatus status,
            @RequestParam(required = false) @Nullable ExperiencerCategory category,
            @RequestParam(required = false) @Nullable AgeBand ageBand,
            @RequestParam(required = false) @Nullable @Size(max = 60, message = "所属领域不超过 60 个字") String field,
            @RequestParam(required = false) @Nullable @Size(max = 16, message = "单位编码不超过 16 个字符") String unit,
            @RequestParam(required = false) @Nullable Recruitment recruitment,
            @RequestParam(required = false) @Nullable @Pattern(regexp = CAMPAIGN, message = "不是征集标识") String campaign,
            @RequestParam(required = false) @Nullable @Size(max = 40, message = "证书编号不超过 40 个字符") String certificate,
            @RequestParam(required = false) @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate servingOn,
            @RequestParam(required = false) @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate noticeTo,
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 60, message = "姓名为 1 至 60 个字") String name,
            @RequestParam(required = false) @Nullable @Pattern(regexp = MobileNumber.PATTERN, message = "应为 11 位手机号码") String phone,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[0-9]{17}[0-9Xx]", message = "应为 18 位身份证号码") String identityNumber,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "每页 1 至 200 条") @Max(value = 200, message = "每页 1 至 200 条") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        var filter = new ExperiencerFilter(status, category, ageBand, field, unit, recruitment, campaign, certificate, servingOn, noticeTo,
                name == null ? null : Personal.of(Personal.Kind.NAME, name), phone == null ? null : MobileNumber.of(phone),
                identityNumber == null ? null : IdentityNumber.of(identityNumber));
        return experiencers.page(filter, limit, after, caller).map(experiencer -> ExperiencerView.of(experiencer, caller));
    }

    /**
     * Fields of work that are in use, the most frequent first, at most 100.
     *
     * @param q part of the name
     */
    @GetMapping("/fields")
    @Operation(summary = "查询已使用的所属领域")
    List<Experiencers.Usage> fields(@RequestParam(required = false) @Nullable @Size(max = 60, message = "不超过 60 个字") String q, Caller caller) {
        return experiencers.fields(q, caller);
    }

    /**
     * Who stands on a unit's roster, by category, age band and field of work, gaps among them (notice, section 三(二)1).
     *
     * @param unit this unit and all below it; the caller's own where absent
     */
    @GetMapping("/balance")
    @Operation(summary = "查看队伍结构：类别、年龄段、领域")
    RosterBalance balance(@RequestParam(required = false) @Nullable @Size(max = 16, message = "单位编码不超过 16 个字符") String unit, Caller caller) {
        return RosterBalance.of(unit == null ? caller.unit() : unit, experiencers.standing(unit, caller));
    }

    /** One experiencer. */
    @GetMapping("/{id}")
    @Operation(summary = "查看一名体验员")
    ResponseEntity<ExperiencerView> experiencer(@PathVariable String id, Caller caller) {
        Experiencer experiencer = experiencers.get(id, caller);
        return tagged(experiencer, caller);
    }

    /** Whether an experiencer can come along on a day: appointed for it, and not yet taken along twice. */
    @GetMapping("/{id}/availability")
    @Operation(summary = "查询体验员某日可否陪同走流程")
    Availability availability(@PathVariable String id, @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate date, Caller caller) {
        return experiencers.availability(id, date, caller);
    }

    private static ResponseEntity<ExperiencerView> tagged(Experiencer experiencer, Caller caller) {
        return IfMatch.tagged(experiencer, ExperiencerView.of(experiencer, caller));
    }
}
