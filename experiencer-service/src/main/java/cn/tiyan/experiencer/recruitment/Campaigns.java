package cn.tiyan.experiencer.recruitment;

import cn.tiyan.experiencer.experiencer.Headcounts;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Listing;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.time.China;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;

/** Open calls: drafted, published, extended and closed by offices, read by everybody while published. Each command is one write. */
@Component
public class Campaigns {

    private static final Listing<Campaign> LISTING = Listing.newestFirst(Campaign.class, Campaign::createdAt, Campaign::id);

    private final AggregateStore store;
    private final Organisation organisation;
    private final Headcounts headcounts;
    private final Clock clock;

    Campaigns(AggregateStore store, Organisation organisation, Headcounts headcounts, Clock clock) {
        this.store = store;
        this.organisation = organisation;
        this.headcounts = headcounts;
        this.clock = clock;
    }

    /**
     * What came of drafting.
     *
     * @param fresh false if the same request had been made before
     */
    public record Drafted(Campaign campaign, boolean fresh) {
    }

    /**
     * A draft for a unit of the caller's subtree.
     *
     * @param id derived from the request's key
     * @throws Refusal forbidden; or a rule of the {@link Content}
     * @throws UnknownReference if there is no such unit, or a quota names one that is not below it
     */
    public Drafted draft(String id, String unitCode, Content content, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        Unit unit = organisation.require("unit", unitCode);
        if (!unit.isWithin(caller.unit())) {
            throw Refusal.forbidden("只能为本单位及下级单位发起征集");
        }
        requireUnits(content, unit.code());
        Campaign campaign = new Campaign(id, unit, content, caller, clock.instant());
        try {
            return new Drafted(store.insert(campaign), true);
        } catch (DuplicateKeyException e) {
            Campaign there = store.find(Campaign.class, id).orElseThrow(() -> e);
            if (!there.beganWith(content)) {
                throw Refusal.rule("idempotency-key-reused", "该 Idempotency-Key 已用于另一份内容不同的征集");
            }
            return new Drafted(there, false);
        }
    }

    private void requireUnits(Content content, String below) {
        for (int i = 0; i < content.quotas().size(); i++) {
            Quota quota = content.quotas().get(i);
            String field = "quotas[" + i + "].key";
            if (quota.dimension() == Quota.Dimension.UNIT && !organisation.require(field, quota.key()).isWithin(below)) {
                throw new UnknownReference(field, "征集单位的范围内没有编码为 " + quota.key() + " 的单位");
            }
        }
    }

    /** 修改. */
    public Campaign edit(String id, Content content, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        return store.change(Campaign.class, id, caller, expected, campaign -> {
            requireUnits(content, campaign.unit());
            campaign.edit(content, caller, clock.instant());
        });
    }

    /** 发布. */
    public Campaign publish(String id, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        return store.change(Campaign.class, id, caller, expected, campaign -> campaign.publish(caller, today(), clock.instant()));
    }

    /** 延长征集期. */
    public Campaign extend(String id, LocalDate to, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        return store.change(Campaign.class, id, caller, expected, campaign -> campaign.extend(to, caller, today(), clock.instant()));
    }

    /** 提前截止. */
    public Campaign close(String id, String reason, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        return store.change(Campaign.class, id, caller, expected, campaign -> campaign.close(reason, caller, clock.instant()));
    }

    /** @throws Refusal not found within what the caller may see */
    public Campaign get(String id, Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.LEADER);
        return store.get(Campaign.class, id, caller);
    }

    /** Those the caller may see, newest first. */
    public Page<Campaign> page(@Nullable CampaignStatus status, int limit, @Nullable String after, Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.LEADER);
        Criteria criteria = caller.sees();
        if (status != null) {
            criteria.and("status").is(status);
        }
        return store.page(Campaign.class, LISTING.by(status == null ? "list" : "list-by-status"), criteria, limit, after);
    }

    /** Published and not over, newest first: for everybody. */
    public Page<Campaign> published(int limit, @Nullable String after) {
        return store.page(Campaign.class, LISTING.by("published"), Criteria.where("status").is(CampaignStatus.PUBLISHED)
                .and("content.to").gte(today().toString()), limit, after);
    }

    /** @throws Refusal not found, also for a draft: the public may not know of it */
    public Campaign publicly(String id) {
        return store.find(Campaign.class, id).filter(campaign -> campaign.status() != CampaignStatus.DRAFT)
                .orElseThrow(() -> Refusal.notFound("未找到该征集"));
    }

    /** Whether an official may name this call for somebody of a unit. */
    Optional<Campaign> find(String id) {
        return store.find(Campaign.class, id);
    }

    /** All who answered it, by kind and by how far they have come. */
    public List<Headcounts.Head> heads(String id, Caller caller) {
        return headcounts.ofCampaign(get(id, caller).id());
    }

    /** The unit's name, as it is now. */
    public String unitName(String code) {
        return organisation.find(code).map(Unit::name).orElse(code);
    }

    /** The day it is in China. */
    public LocalDate today() {
        return China.day(clock.instant());
    }

    /** The moment it is. */
    Instant now() {
        return clock.instant();
    }
}
