package cn.tiyan.experiencer.recruitment.web;

import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.experiencer.experiencer.CitizenIdentity;
import cn.tiyan.experiencer.experiencer.Experiencer;
import cn.tiyan.experiencer.experiencer.ExperiencerStatus;
import cn.tiyan.experiencer.experiencer.Experiencers;
import cn.tiyan.experiencer.experiencer.IdentityNumber;
import cn.tiyan.experiencer.experiencer.MobileNumber;
import cn.tiyan.experiencer.experiencer.Term;
import cn.tiyan.experiencer.recruitment.Applications;
import cn.tiyan.experiencer.recruitment.Applications.Applied;
import cn.tiyan.experiencer.recruitment.Campaign;
import cn.tiyan.experiencer.recruitment.Campaigns;
import cn.tiyan.experiencer.recruitment.Content;
import cn.tiyan.experiencer.recruitment.Invitation;
import cn.tiyan.experiencer.recruitment.Invitations;
import cn.tiyan.experiencer.recruitment.Quota;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.web.IdempotencyKey;
import cn.tiyan.platform.web.Line;
import cn.tiyan.platform.web.Prose;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
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
import org.springframework.http.CacheControl;
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
 * What the public does without an account: reading open calls and public notices, applying, finding an application again by number
 * and code, answering an invitation by its link. No token; requests are limited by address ({@link OpenPaths}), 429 beyond that.
 */
@RestController
@RequestMapping("/api/v1/recruitment")
@Tag(name = "公众报名", description = "无需登录：公开征集、报名、凭查询码查询撤回、回应邀约、公示")
@SecurityRequirements
class PublicController {

    /** A key that somebody could guess would let them ask for another's answer. */
    private static final int KEY_LENGTH = 16;

    private final Campaigns campaigns;
    private final Applications applications;
    private final Invitations invitations;
    private final Experiencers experiencers;

    PublicController(Campaigns campaigns, Applications applications, Invitations invitations, Experiencers experiencers) {
        this.campaigns = campaigns;
        this.applications = applications;
        this.invitations = invitations;
        this.experiencers = experiencers;
    }

    /**
     * An open call as everybody sees it.
     *
     * @param open whether people may apply today
     */
    record OpenCall(String id, String unit, String unitName, String title, String text, String sought, LocalDate from, LocalDate to,
            @Nullable Integer seats, List<Quota> quotas, boolean open) {
    }

    /** The privacy notice in force; whoever applies names its version. */
    record PrivacyNotice(String version, String text) {
    }

    /**
     * An application to an open call.
     *
     * @param identityNumber of the identity card; it tells the age
     * @param unit one of the units the call is for; its own where absent
     * @param consent to the privacy notice
     * @param privacyNotice version of that notice
     */
    record Application(
            @NotNull(message = "请填写姓名") @Line @Size(max = 60, message = "姓名不超过 60 个字") String name,
            @NotNull(message = "请填写手机号码") @Pattern(regexp = MobileNumber.PATTERN, message = "应为 11 位手机号码") String phone,
            @NotNull(message = "请填写身份证号码") @CitizenIdentity String identityNumber,
            @NotNull(message = "请选择类别") ExperiencerCategory category,
            @NotNull(message = "请填写所属领域") @Line @Size(max = 60, message = "所属领域不超过 60 个字") String field,
            @Nullable @Size(max = 16, message = "单位编码不超过 16 个字符") String unit,
            @NotNull(message = "请阅读并同意个人信息处理告知") @AssertTrue(message = "请阅读并同意个人信息处理告知") Boolean consent,
            @NotNull(message = "请填写所同意的告知版本") @Size(max = 20, message = "不超过 20 个字符") String privacyNotice) {
    }

    /**
     * What an applicant is told once.
     *
     * @param number of the application
     * @param code by which it is found again; kept nowhere, shown to nobody else
     */
    record Receipt(String number, String code) {
    }

    /** @param code as it was shown; spaces, dashes and small letters do not matter */
    record Query(
            @NotNull(message = "请填写申请编号") @Pattern(regexp = "SQ\\d{14}", message = "应为 SQ 和 14 位数字") String number,
            @NotNull(message = "请填写查询码") @Size(max = 40, message = "不超过 40 个字符") String code) {
    }

    /** @param reason why, if the person says */
    record Withdrawal(
            @NotNull(message = "请填写申请编号") @Pattern(regexp = "SQ\\d{14}", message = "应为 SQ 和 14 位数字") String number,
            @NotNull(message = "请填写查询码") @Size(max = 40, message = "不超过 40 个字符") String code,
            @Nullable @Prose String reason) {
    }

    /** Where an application stands. */
    record ApplicationView(String number, String unitName, ExperiencerStatus status, String statusName, @Nullable String reason, @Nullable LocalDate noticeFrom,
            @Nullable LocalDate noticeTo, @Nullable String certificate, @Nullable LocalDate termFrom, @Nullable LocalDate termTo, Instant appliedAt) {
    }

    /** @param token of the link */
    record Link(@NotNull(message = "请使用邀约链接") @Size(max = 64, message = "不是邀约链接") String token) {
    }

    /** Who invites to what, until when; of the invited person nothing. */
    record InvitationPage(String unitName, ExperiencerCategory category, String categoryName, String field, @Nullable String campaign, Instant expiresAt) {
    }

    /** @param identityNumber of the identity card; it tells the age */
    record Acceptance(
            @NotNull(message = "请使用邀约链接") @Size(max = 64, message = "不是邀约链接") String token,
            @NotNull(message = "请填写身份证号码") @CitizenIdentity String identityNumber,
            @NotNull(message = "请阅读并同意个人信息处理告知") @AssertTrue(message = "请阅读并同意个人信息处理告知") Boolean consent,
            @NotNull(message = "请填写所同意的告知版本") @Size(max = 20, message = "不超过 20 个字符") String privacyNotice) {
    }

    /** @param reason why, if the person says */
    record Declining(@NotNull(message = "请使用邀约链接") @Size(max = 64, message = "不是邀约链接") String token, @Nullable @Prose String reason) {
    }

    /** Whose appointment is announced, and until when anybody may object. */
    record Notice(String name, ExperiencerCategory category, String categoryName, String field, String unit, String unitName, LocalDate noticeFrom,
            LocalDate noticeTo) {
    }

    /** Open calls that are published and not over, newest first. */
    @GetMapping("/open")
    @Operation(summary = "查看正在进行的公开征集")
    Page<OpenCall> open(@RequestParam(defaultValue = "20") @Min(value = 1, message = "每页 1 至 50 条") @Max(value = 50, message = "每页 1 至 50 条") int limit,
            @RequestParam(required = false) @Nullable String after) {
        return campaigns.published(limit, after).map(this::view);
    }

    /** One open call, also after it has closed. */
    @GetMapping("/open/{id}")
    @Operation(summary = "查看一项公开征集")
    OpenCall open(@PathVariable String id) {
        return view(campaigns.publicly(id));
    }

    /** The privacy notice in force. */
    @GetMapping("/privacy-notice")
    @Operation(summary = "查看个人信息处理告知")
    PrivacyNotice privacyNotice() {
        var policy = applications.policy();
        return new PrivacyNotice(policy.privacyVersion(), policy.privacyNotice());
    }

    /**
     * Applies. 201 with number and code, shown once; the same again for the same request with the same Idempotency-Key, 16 to 128
     * characters. 422 {@code campaign-not-begun}, {@code campaign-over}, {@code under-age}, {@code quota-full}, {@code already-recruited},
     * {@code privacy-notice-outdated}.
     */
    @PostMapping("/open/{id}/applications")
    @Operation(summary = "报名")
    @ApiResponse(responseCode = "201")
    @ApiResponse(responseCode = "200", description = "同样的请求先前已提交过")
    ResponseEntity<Receipt> apply(@PathVariable String id, @Valid @RequestBody Application application, IdempotencyKey key) {
        if (key.key() != null && key.key().length() < KEY_LENGTH) {
            throw Refusal.malformed(IdempotencyKey.HEADER, "应为 " + KEY_LENGTH + " 至 128 个可见 ASCII 字符");
        }
        return receipt(applications.apply(id, new Applications.Applicant(Personal.of(Personal.Kind.NAME, application.name),
                MobileNumber.of(application.phone), IdentityNumber.of(application.identityNumber), application.category, application.field, application.unit),
                application.privacyNotice, key.key()));
    }

    /** Where an application stands, with reasons. 404 for a wrong number as for a wrong code. */
    @PostMapping("/applications/status")
    @Operation(summary = "凭申请编号和查询码查询")
    ResponseEntity<ApplicationView> status(@Valid @RequestBody Query query) {
        return view(applications.find(query.number, query.code));
    }

    /** Takes an application back, until the appointment. */
    @PostMapping("/applications/withdrawal")
    @Operation(summary = "凭申请编号和查询码撤回申请")
    ResponseEntity<ApplicationView> withdraw(@Valid @RequestBody Withdrawal withdrawal) {
        return view(applications.withdraw(withdrawal.number, withdrawal.code, withdrawal.reason));
    }

    /** Who invites to what. 404 for a link nobody issued, 422 {@code link-used}, {@code link-revoked}, {@code link-expired}. */
    @PostMapping("/invitations/open")
    @Operation(summary = "打开邀约链接")
    ResponseEntity<InvitationPage> open(@Valid @RequestBody Link link) {
        Invitation invitation = invitations.open(link.token);
        String campaign = invitation.campaign() == null ? null : campaigns.publicly(invitation.campaign()).content().title();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new InvitationPage(campaigns.unitName(invitation.unit()), invitation.category(),
                invitation.category().chinese(), invitation.field(), campaign, invitation.expiresAt()));
    }

    /** Accepts: 201 with number and code, as for an application; then the link is used. */
    @PostMapping("/invitations/accept")
    @Operation(summary = "接受邀约")
    @ApiResponse(responseCode = "201")
    @ApiResponse(responseCode = "200", description = "同样的请求先前已提交过")
    ResponseEntity<Receipt> accept(@Valid @RequestBody Acceptance acceptance) {
        return receipt(invitations.accept(acceptance.token, IdentityNumber.of(acceptance.identityNumber), acceptance.privacyNotice));
    }

    /** Declines; then the link is used. */
    @PostMapping("/invitations/decline")
    @Operation(summary = "谢绝邀约")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> decline(@Valid @RequestBody Declining declining) {
        invitations.decline(declining.token, declining.reason);
        return ResponseEntity.noContent().build();
    }

    /**
     * The public notice (公示): who is about to be appointed, newest first; objections go to the office of the unit.
     *
     * @param unit this unit and all below it; all where absent
     */
    @GetMapping("/notices")
    @Operation(summary = "查看拟聘任体验员公示")
    Page<Notice> notices(@RequestParam(required = false) @Nullable @Size(max = 16, message = "单位编码不超过 16 个字符") String unit,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "每页 1 至 200 条") @Max(value = 200, message = "每页 1 至 200 条") int limit,
            @RequestParam(required = false) @Nullable String after) {
        return experiencers.onNotice(unit, limit, after).map(one -> new Notice(one.name().masked(), one.category(), one.category().chinese(), one.field(),
                one.unit(), campaigns.unitName(one.unit()), Objects.requireNonNull(one.noticeFrom()), Objects.requireNonNull(one.noticeTo())));
    }

    private OpenCall view(Campaign campaign) {
        Content content = campaign.content();
        return new OpenCall(campaign.id(), campaign.unit(), campaigns.unitName(campaign.unit()), content.title(), content.text(), content.sought(),
                LocalDate.parse(content.from()), LocalDate.parse(content.to()), content.seats(), content.quotas(), campaign.isOpen(campaigns.today()));
    }

    private ResponseEntity<ApplicationView> view(Experiencer one) {
        Term term = one.term();
        String reason = one.rejection() == null ? one.reason() : one.rejection();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new ApplicationView(Objects.requireNonNull(one.receipt()).number(),
                campaigns.unitName(one.unit()), one.status(), one.status().chinese(), reason, one.noticeFrom(), one.noticeTo(), one.certificate(),
                term == null ? null : term.from(), term == null ? null : term.to(), one.createdAt()));
    }

    private static ResponseEntity<Receipt> receipt(Applied applied) {
        return ResponseEntity.status(applied.added() ? HttpStatus.CREATED : HttpStatus.OK).cacheControl(CacheControl.noStore())
                .body(new Receipt(applied.number(), applied.code()));
    }
}
