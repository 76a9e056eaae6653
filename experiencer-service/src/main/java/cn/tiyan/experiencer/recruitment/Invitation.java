package cn.tiyan.experiencer.recruitment;

import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.time.China;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * 定向邀约: an office invites one person, who accepts or declines by a one-time link without an account.
 * {@link InvitationLifecycle} says what may follow what. Of the link's token the mark alone is kept.
 */
@Document("recruitment_invitation")
@CompoundIndex(name = "list", def = "{'within': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "list-by-status", def = "{'within': 1, 'status': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "list-by-campaign", def = "{'campaign': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "open", def = "{'phoneIndex': 1, 'status': 1}")
@CompoundIndex(name = "token", def = "{'tokenMark': 1}", unique = true)
public class Invitation extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "inv";
    private static final Actor INVITED = Actor.service("invited");

    private Personal name;
    private Personal phone;
    private String phoneIndex;
    private ExperiencerCategory category;
    private String field;
    private @Nullable String campaign;
    private String tokenMark;
    private Instant expiresAt;
    private InvitationStatus status;
    private @Nullable String experiencer;
    private @Nullable String reason;

    /**
     * Whom an office invites to be what.
     *
     * @param campaign the open call whose seats it counts against; null for none
     */
    public record Invitee(Personal name, Personal phone, ExperiencerCategory category, String field, @Nullable String campaign) {
    }

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Invitation() {
    }

    /** @param days the link works until the end of this many days after today */
    Invitation(String id, Unit unit, Invitee invitee, PersonalCipher cipher, String tokenMark, int days, Caller by, Instant at) {
        super(id, unit.code(), unit.within(), at);
        this.name = invitee.name();
        this.phone = invitee.phone();
        this.phoneIndex = cipher.index(invitee.phone());
        this.category = invitee.category();
        this.field = Masking.text(invitee.field());
        this.campaign = invitee.campaign();
        this.tokenMark = tokenMark;
        this.status = InvitationStatus.OPEN;
        this.expiresAt = until(days, at);
        wakeAt(expiresAt);
        noted(by, "invite", null, at);
    }

    private static Instant until(int days, Instant at) {
        return China.begins(China.day(at).plusDays(days + 1L));
    }

    /** @throws Refusal {@code link-used}, {@code link-revoked}, {@code link-expired} */
    void requireOpen(Instant now) {
        switch (status) {
            case ACCEPTED, DECLINED -> throw Refusal.rule("link-used", "该邀约链接已使用");
            case REVOKED -> throw Refusal.rule("link-revoked", "该邀约已撤销，请联系邀约单位");
            case OPEN, EXPIRED -> {
                if (status == InvitationStatus.EXPIRED || !now.isBefore(expiresAt)) {
                    throw Refusal.rule("link-expired", "该邀约链接已过期，请联系邀约单位重发");
                }
            }
        }
    }

    /** 接受: their record is there. */
    void accept(String experiencer, Instant at) {
        requireOpen(at);
        this.experiencer = experiencer;
        become(InvitationLifecycle.TABLE.require(status, InvitationAction.ACCEPT), experiencer, INVITED, at);
    }

    /** 谢绝. */
    void decline(@Nullable String reason, Instant at) {
        requireOpen(at);
        this.reason = Masking.textIfAny(reason);
        become(InvitationLifecycle.TABLE.require(status, InvitationAction.DECLINE), this.reason, INVITED, at);
    }

    /** 撤销. */
    void revoke(String reason, Caller by, Instant at) {
        this.reason = Masking.text(reason);
        become(InvitationLifecycle.TABLE.permit(status, InvitationAction.REVOKE, by), this.reason, by, at);
    }

    /** 重发: from now on only the new link works. */
    void renew(String tokenMark, int days, Caller by, Instant at) {
        Line<InvitationStatus, InvitationAction> step = InvitationLifecycle.TABLE.permit(status, InvitationAction.RENEW, by);
        this.tokenMark = tokenMark;
        this.expiresAt = until(days, at);
        this.reason = null;
        become(step, null, by, at);
        wakeAt(expiresAt);
    }

    /** 过期, if it is time. */
    void clockStrikes(Actor by, Instant at) {
        Line<InvitationStatus, InvitationAction> step = InvitationLifecycle.TABLE.find(status, InvitationAction.EXPIRE).orElse(null);
        if (step == null) {
            wakeAt(null);
        } else if (at.isBefore(expiresAt)) {
            wakeAt(expiresAt);
        } else {
            become(step, null, by, at);
        }
    }

    private void become(Line<InvitationStatus, InvitationAction> step, @Nullable String note, Actor by, Instant at) {
        status = step.to();
        wakeAt(null);
        noted(by, step.action().verb(), note, at);
    }

    /** Whether a repeated request means this invitation. */
    boolean isAbout(Invitation other) {
        return phoneIndex.equals(other.phoneIndex) && unit().equals(other.unit()) && category == other.category && field.equals(other.field)
                && Objects.equals(campaign, other.campaign);
    }

    public Personal name() {
        return name;
    }

    public Personal phone() {
        return phone;
    }

    String phoneIndex() {
        return phoneIndex;
    }

    public ExperiencerCategory category() {
        return category;
    }

    /** Field of work. */
    public String field() {
        return field;
    }

    /** The open call whose seats it counts against, if any. */
    public @Nullable String campaign() {
        return campaign;
    }

    /** From then on the link does not work. */
    public Instant expiresAt() {
        return expiresAt.truncatedTo(ChronoUnit.MILLIS);
    }

    public InvitationStatus status() {
        return status;
    }

    /** The record it led to; null unless accepted. */
    public @Nullable String experiencer() {
        return experiencer;
    }

    /** Why it was declined or revoked. */
    public @Nullable String reason() {
        return reason;
    }

    /** What this caller may do now. */
    public List<InvitationAction> actions(Caller by) {
        return InvitationLifecycle.TABLE.from(status).stream().filter(action -> by.is(action.roles().toArray(Role[]::new))).toList();
    }
}
