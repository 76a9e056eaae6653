package cn.tiyan.experiencer.recruitment.web;

import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.experiencer.experiencer.MobileNumber;
import cn.tiyan.experiencer.recruitment.Invitation;
import cn.tiyan.experiencer.recruitment.InvitationAction;
import cn.tiyan.experiencer.recruitment.InvitationStatus;
import cn.tiyan.experiencer.recruitment.Invitations;
import cn.tiyan.experiencer.recruitment.Invitations.Invited;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.web.IdempotencyKey;
import cn.tiyan.platform.web.IfMatch;
import cn.tiyan.platform.web.Line;
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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Invitations (定向邀约) as offices keep them; who is invited stays masked. */
@RestController
@RequestMapping("/api/v1/recruitment/invitations")
@Tag(name = "体验员定向邀约", description = "邀约、重发、撤销")
class InvitationController {

    private static final String CAMPAIGN = "cmp_[0-9a-z]{26}";
    private static final int DAYS = 14;

    private final Invitations invitations;

    InvitationController(Invitations invitations) {
        this.invitations = invitations;
    }

    /**
     * Whom to invite to be what.
     *
     * @param unit for which unit; the caller's own where absent
     * @param campaign the open call whose seats it counts against
     * @param days the link works until the end of this many days after today; 14 where absent
     */
    record NewInvitation(
            @Nullable @Size(max = 16, message = "单位编码不超过 16 个字符") String unit,
            @NotNull(message = "请填写姓名") @Line @Size(max = 60, message = "姓名不超过 60 个字") String name,
            @NotNull(message = "请填写手机号码") @Pattern(regexp = MobileNumber.PATTERN, message = "应为 11 位手机号码") String phone,
            @NotNull(message = "请选择类别") ExperiencerCategory category,
            @NotNull(message = "请填写所属领域") @Line @Size(max = 60, message = "所属领域不超过 60 个字") String field,
            @Nullable @Pattern(regexp = CAMPAIGN, message = "不是征集标识") String campaign,
            @Nullable @Min(value = 1, message = "有效天数为 1 至 30") @Max(value = 30, message = "有效天数为 1 至 30") Integer days) {
    }

    record Renewal(@Nullable @Min(value = 1, message = "有效天数为 1 至 30") @Max(value = 30, message = "有效天数为 1 至 30") Integer days) {
    }

    record Revocation(@NotNull(message = "请说明撤销的理由") @Prose String reason) {
    }

    /**
     * An invitation as offices see it.
     *
     * @param token of the link: only in the answer that made it, this once
     * @param sent whether the person was told; if not, the office hands the link over. Only beside the token
     */
    record InvitationView(String id, String unit, String name, String phone, ExperiencerCategory category, String field, @Nullable String campaign,
            InvitationStatus status, String statusName, Instant expiresAt, @Nullable String experiencerId, @Nullable String reason,
            List<InvitationAction> actions, @Nullable String token, @Nullable Boolean sent, Instant createdAt, long version) {

        static InvitationView of(Invitation invitation, @Nullable String token, @Nullable Boolean sent, Caller caller) {
            return new InvitationView(invitation.id(), invitation.unit(), invitation.name().masked(), invitation.phone().masked(), invitation.category(),
                    invitation.field(), invitation.campaign(), invitation.status(), invitation.status().chinese(), invitation.expiresAt(),
                    invitation.experiencer(), invitation.reason(), invitation.actions(caller), token, sent, invitation.createdAt(), invitation.version());
        }

        static InvitationView of(Invitation invitation, Caller caller) {
            return of(invitation, null, null, caller);
        }
    }

    /** Invites: 201 with the link's token, shown once; 200 without it for a repeated request. */
    @PostMapping
    @Operation(summary = "定向邀约")
    ResponseEntity<InvitationView> invite(@Valid @RequestBody NewInvitation wanted, IdempotencyKey key, Caller caller) {
        var invitee = new Invitation.Invitee(Personal.of(Personal.Kind.NAME, wanted.name), MobileNumber.of(wanted.phone), wanted.category, wanted.field,
                wanted.campaign);
        Invited invited = invitations.invite(key.id(Invitation.PREFIX, caller), wanted.unit == null ? caller.unit() : wanted.unit, invitee,
                wanted.days == null ? DAYS : wanted.days, caller);
        return IfMatch.begun(invited.token() != null, "/api/v1/recruitment/invitations/" + invited.invitation().id(), answer(invited, caller));
    }

    /** Those of the caller's unit and of all below it, newest first. */
    @GetMapping
    @Operation(summary = "分页查看邀约")
    Page<InvitationView> list(@RequestParam(required = false) @Nullable InvitationStatus status,
            @RequestParam(required = false) @Nullable @Pattern(regexp = CAMPAIGN, message = "不是征集标识") String campaign,
            @RequestParam(defaultValue = "50") @Min(value = 1, message = "每页 1 至 200 条") @Max(value = 200, message = "每页 1 至 200 条") int limit,
            @RequestParam(required = false) @Nullable String after, Caller caller) {
        return invitations.page(status, campaign, limit, after, caller).map(invitation -> InvitationView.of(invitation, caller));
    }

    /** One invitation. */
    @GetMapping("/{id}")
    @Operation(summary = "查看一份邀约")
    ResponseEntity<InvitationView> get(@PathVariable String id, Caller caller) {
        Invitation invitation = invitations.get(id, caller);
        return IfMatch.tagged(invitation, InvitationView.of(invitation, caller));
    }

    /** Takes it back: the link works no more. */
    @PostMapping("/{id}/revocation")
    @Operation(summary = "撤销邀约")
    ResponseEntity<InvitationView> revoke(@PathVariable String id, IfMatch version, @Valid @RequestBody Revocation revocation, Caller caller) {
        Invitation invitation = invitations.revoke(id, revocation.reason, version.version(), caller);
        return IfMatch.tagged(invitation, InvitationView.of(invitation, caller));
    }

    /** A new link, shown once; the old one is worth nothing from now on. */
    @PostMapping("/{id}/renewal")
    @Operation(summary = "重发邀约")
    ResponseEntity<InvitationView> renew(@PathVariable String id, IfMatch version, @Valid @RequestBody(required = false) @Nullable Renewal renewal, Caller caller) {
        return answer(invitations.renew(id, renewal == null || renewal.days == null ? DAYS : renewal.days, version.version(), caller), caller);
    }

    /** With a token in it, an answer is nothing to keep. */
    private static ResponseEntity<InvitationView> answer(Invited invited, Caller caller) {
        boolean fresh = invited.token() != null;
        return ResponseEntity.ok().eTag("\"" + invited.invitation().version() + "\"").header(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue())
                .body(InvitationView.of(invited.invitation(), invited.token(), fresh ? invited.sent() : null, caller));
    }
}
