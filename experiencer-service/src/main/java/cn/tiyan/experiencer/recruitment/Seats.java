package cn.tiyan.experiencer.recruitment;

import cn.tiyan.experiencer.experiencer.Candidate;
import cn.tiyan.experiencer.experiencer.Experiencer;
import cn.tiyan.experiencer.experiencer.ExperiencerStatus;
import cn.tiyan.experiencer.experiencer.Headcounts;
import cn.tiyan.experiencer.experiencer.Headcounts.Head;
import cn.tiyan.experiencer.experiencer.OpenCalls;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.time.China;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The seats of open calls. Approving somebody writes two documents: the call keeps a seat first, guarded by its version, and the
 * person's record follows. So of two approvals for the last seat one is refused, whatever happens at once. A seat whose approval
 * never came is free again after a minute.
 */
@Component
class Seats implements OpenCalls {

    private static final Actor ITSELF = Actor.service("experiencer-service");
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);
    private static final int TRIES = 20;

    private final AggregateStore store;
    private final Headcounts headcounts;

    Seats(AggregateStore store, Headcounts headcounts) {
        this.store = store;
        this.headcounts = headcounts;
    }

    @Override
    public void admit(String campaign, Candidate candidate, Unit unit, Instant at) {
        Campaign call = store.find(Campaign.class, campaign).filter(found -> unit.isWithin(found.unit()))
                .orElseThrow(() -> new UnknownReference("campaign", "没有面向该单位的这一征集"));
        call.requireOpen(China.day(at));
        call.requireSeat(new Head(candidate.category(), candidate.ageBand(), candidate.field(), unit.code(), ExperiencerStatus.APPLIED, 1),
                headcounts.ofCampaign(campaign), List.of());
    }

    @Override
    public void seat(String campaign, Experiencer experiencer, Instant at) {
        try {
            keep(campaign, experiencer, at);
        } catch (Refusal full) {
            // Whoever was approved between two of our questions was counted twice; asked again, once.
            keep(campaign, experiencer, at);
        }
    }

    private void keep(String campaign, Experiencer experiencer, Instant at) {
        AggregateStore.whileStale(TRIES, () -> {
            Campaign call = store.find(Campaign.class, campaign).orElseThrow();
            // In this order: who is approved meanwhile is counted twice rather than not at all.
            List<Campaign.Kept> others = underWay(call, at);
            List<Head> heads = headcounts.ofCampaign(campaign);
            call.keep(experiencer.id(), new Head(experiencer.category(), experiencer.ageBand(), experiencer.field(), experiencer.unit(),
                    ExperiencerStatus.ON_NOTICE, 1), others, heads, ITSELF, at);
            return store.save(call);
        });
    }

    /** Whoever is approved by now is counted by their own record. */
    private List<Campaign.Kept> underWay(Campaign call, Instant at) {
        List<Campaign.Kept> young = call.kept().stream().filter(seat -> seat.at().isAfter(at.minus(UNDER_WAY))).toList();
        Map<String, Experiencer> people = store.findAll(Experiencer.class, young.stream().map(Campaign.Kept::experiencer).toList()).stream()
                .collect(Collectors.toMap(Experiencer::id, Function.identity()));
        return young.stream().filter(seat -> {
            Experiencer person = people.get(seat.experiencer());
            return person != null && person.status() == ExperiencerStatus.APPLIED;
        }).toList();
    }
}
