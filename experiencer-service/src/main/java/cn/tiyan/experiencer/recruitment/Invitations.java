package cn.tiyan.experiencer.recruitment;

import cn.tiyan.contracts.vocabulary.Recruitment;
import cn.tiyan.experiencer.experiencer.Experiencer;
import cn.tiyan.experiencer.experiencer.Experiencers;
import cn.tiyan.experiencer.experiencer.Traces;
import cn.tiyan.experiencer.recruitment.Applications.Applicant;
import cn.tiyan.experiencer.recruitment.Applications.Applied;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Listing;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Invitations by link. Accepting one writes two documents: the person's record first, whose identifier is derived from the
 * invitation, then the invitation. So whatever happens at once, or is done again after a crash, there is one record.
 */
@Component
public class Invitations implements Traces {

    private static final Listing<Invitation> LISTING = Listing.newestFirst(Invitation.class, Invitation::createdAt, Invitation::id);
    private static final int TRIES = 20;

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final Organisation organisation;
    private final PersonalCipher cipher;
    private final Codes codes;
    private final Experiencers experiencers;
    private final Applications applications;
    private final Campaigns campaigns;
    private final Messenger messenger;
    private final Clock clock;

    Invitations(AggregateStore store, MongoTemplate mongo, Organisation organisation, PersonalCipher cipher, Codes codes, Experiencers experiencers,
            Applications applications, Campaigns campaigns, Messenger messenger, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.organisation = organisation;
        this.cipher = cipher;
        this.codes = codes;
        this.experiencers = experiencers;
        this.applications = applications;
        this.campaigns = campaigns;
        this.messenger = messenger;
        this.clock = clock;
    }

    /**
     * What came of inviting.
     *
     * @param token of the link, shown this once; null if the same request had been made before
     * @param sent whether the person was told; else the office hands the link over
     */
    public record Invited(Invitation invitation, @Nullable String token, boolean sent) {
    }

    /**
     * Invites somebody for a unit of the caller's subtree.
     *
     * @param id derived from the request's key
     * @param days the link works until the end of this many days after today
     * @throws Refusal forbidden; {@code already-recruited}, {@code already-invited}
     * @throws UnknownReference if there is no such unit, or no such open call for it
     */
    public Invited invite(String id, String unitCode, Invitation.Invitee invitee, int days, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        Unit unit = organisation.require("unit", unitCode);
        if (!unit.isWithin(caller.unit())) {
            throw Refusal.forbidden("只能为本单位及下级单位发出邀约");
        }
        String token = codes.token();
        var invitation = new Invitation(id, unit, invitee, cipher, codes.tokenMark(token), days, caller, clock.instant());
        Optional<Invited> before = before(invitation);
        if (before.isPresent()) {
            return before.get();
        }
        if (invitee.campaign() != null && campaigns.find(invitee.campaign()).filter(call -> unit.isWithin(call.unit())).isEmpty()) {
            throw new UnknownReference("campaign", "没有面向该单位的这一征集");
        }
        if (experiencers.stands(invitee.phone())) {
            throw Refusal.rule("already-recruited", "phone", "该手机号码的持有人已申请、被推荐或聘任为体验员");
        }
        if (mongo.exists(Query.query(Criteria.where("phoneIndex").is(invitation.phoneIndex()).and("status").is(InvitationStatus.OPEN)
                .and("unit").is(unit.code())), Invitation.class)) {
            throw Refusal.rule("already-invited", "phone", "本单位已邀约该手机号码的持有人，请重发或撤销原邀约");
        }
        try {
            store.insert(invitation);
        } catch (DuplicateKeyException e) {
            return before(invitation).orElseThrow(() -> e);
        }
        return new Invited(invitation, token, messenger.send(invitee.phone(), text(unit, token)));
    }

    private Optional<Invited> before(Invitation wanted) {
        return store.find(Invitation.class, wanted.id()).map(there -> {
            if (!there.isAbout(wanted)) {
                throw Refusal.rule("idempotency-key-reused", "该 Idempotency-Key 已用于邀约另一人");
            }
            return new Invited(there, null, false);
        });
    }

    /** 重发: a new link, for so many days from today; the old one is worth nothing from now on. */
    public Invited renew(String id, int days, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        String token = codes.token();
        Invitation renewed = store.change(Invitation.class, id, caller, expected,
                invitation -> invitation.renew(codes.tokenMark(token), days, caller, clock.instant()));
        Unit unit = organisation.require("unit", renewed.unit());
        return new Invited(renewed, token, messenger.send(renewed.phone(), text(unit, token)));
    }

    private static String text(Unit unit, String token) {
        return unit.name() + "邀请您担任政务服务体验员，请凭此一次性口令回应：" + token;
    }

    /** 撤销. */
    public Invitation revoke(String id, String reason, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        return store.change(Invitation.class, id, caller, expected, invitation -> invitation.revoke(reason, caller, clock.instant()));
    }

    /** @throws Refusal not found within what the caller may see */
    public Invitation get(String id, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        return store.get(Invitation.class, id, caller);
    }

    /** Those the caller may see, newest first. */
    public Page<Invitation> page(@Nullable InvitationStatus status, @Nullable String campaign, int limit, @Nullable String after, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        Criteria criteria = caller.sees();
        if (status != null) {
            criteria.and("status").is(status);
        }
        if (campaign != null) {
            criteria.and("campaign").is(campaign);
        }
        String index = campaign != null ? "list-by-campaign" : status != null ? "list-by-status" : "list";
        return store.page(Invitation.class, LISTING.by(index), criteria, limit, after);
    }

    /**
     * What a link leads to.
     *
     * @throws Refusal not found; {@code link-used}, {@code link-revoked}, {@code link-expired}
     */
    public Invitation open(String token) {
        Invitation invitation = byToken(token);
        invitation.requireOpen(clock.instant());
        return invitation;
    }

    /**
     * 接受邀约: the person's record comes to be.
     *
     * @param identity number of the identity card: it tells the age
     * @throws Refusal as for {@link #open} and for an application
     */
    public Applied accept(String token, Personal identity, String privacyNotice) {
        Invitation invitation = open(token);
        applications.requireCurrent(privacyNotice);
        Unit unit = organisation.require("unit", invitation.unit());
        var applicant = new Applicant(invitation.name(), invitation.phone(), identity, invitation.category(), invitation.field(), unit.code());
        String id = Ids.derived("exp", invitation.id());
        Applied applied;
        try {
            applied = applications.apply(id, invitation.id(), unit, applicant, Recruitment.TARGETED_INVITATION, invitation.campaign(), privacyNotice);
        } catch (Refusal refusal) {
            // The link was used at the same moment with another identity number.
            throw refusal.name().equals("idempotency-key-reused") ? Refusal.rule("link-used", "该邀约链接已使用") : refusal;
        }
        settle(invitation.id(), id, applied.added());
        return applied;
    }

    /** The record is there; the invitation says so, too, unless the office was quicker to revoke it. */
    private void settle(String invitation, String experiencer, boolean added) {
        AggregateStore.whileStale(TRIES, () -> {
            Invitation current = store.find(Invitation.class, invitation).orElseThrow();
            Instant now = clock.instant();
            if (current.status() == InvitationStatus.ACCEPTED) {
                if (!added) {
                    current.requireOpen(now);
                }
                return current;
            }
            try {
                current.accept(experiencer, now);
            } catch (Refusal closed) {
                if (added) {
                    experiencers.withdraw(experiencer, closed.getMessage());
                }
                throw closed;
            }
            return store.save(current);
        });
    }

    /** 谢绝邀约. */
    public Invitation decline(String token, @Nullable String reason) {
        return AggregateStore.whileStale(TRIES, () -> {
            Invitation invitation = byToken(token);
            invitation.decline(reason, clock.instant());
            return store.save(invitation);
        });
    }

    private Invitation byToken(String token) {
        Invitation found = mongo.findOne(Query.query(Criteria.where("tokenMark").is(codes.tokenMark(token))), Invitation.class);
        if (found == null) {
            throw Refusal.notFound("没有这个邀约链接");
        }
        return found;
    }

    @Override
    public void forget(Experiencer person) {
        if (person.phone() != null) {
            mongo.remove(Query.query(Criteria.where("phoneIndex").is(cipher.index(person.phone()))), Invitation.class);
        }
    }
}
