package cn.tiyan.walkthrough.demand;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.feedback.FeedbackRecorded;
import cn.tiyan.contracts.feedback.FeedbackWithdrawn;
import cn.tiyan.contracts.feedback.IssueCalledFor;
import cn.tiyan.contracts.report.ExperienceFindingRecorded;
import cn.tiyan.contracts.report.ExperienceReportRecorded;
import cn.tiyan.contracts.serviceitem.ServiceItemChanged;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.walkthrough.FindingRecorded;
import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.messaging.Subscription;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.time.China;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What each event means for what is known of a service item. */
@Component
public class Demand {

    private static final int BAD_BELOW = 3;
    private static final String NO_DAY = "";

    private final Ledger ledger;
    private final Organisation organisation;

    Demand(Ledger ledger, Organisation organisation) {
        this.ledger = ledger;
        this.organisation = organisation;
    }

    /** Events handed over between its begin and its end are taken in together. */
    public Subscription.Together together() {
        return ledger;
    }

    /** A feedback record, in its newest state: where it counted before, it counts no longer. */
    public void recorded(Delivery<FeedbackRecorded> delivery) {
        FeedbackRecorded feedback = delivery.event();
        ServiceItemRef item = feedback.serviceItem();
        Map<Tally, Integer> counts = new EnumMap<>(Tally.class);
        counts.put(Tally.FEEDBACK, 1);
        switch (feedback.source()) {
            case HOTLINE_12345 -> counts.put(Tally.HOTLINE, 1);
            case CANNOT_GET_DONE -> counts.put(Tally.NOT_DONE, 1);
            default -> { /* counted as feedback */ }
        }
        Integer stars = feedback.satisfaction();
        if (stars != null) {
            counts.put(Tally.RATINGS, 1);
            counts.put(Tally.STARS, stars);
            if (stars < BAD_BELOW) {
                counts.put(Tally.BAD_RATINGS, 1);
            }
        }
        List<String> within = within("unit", feedback.unit());
        String code = item == null ? null : item.code();
        String name = item == null ? null : item.name();
        ledger.take(delivery, Side.CITIZENS, before -> before.at(code, name, day(feedback.occurredAt()), List.of(new Part(within, counts))), within);
    }

    /** A rule says that it needs rectifying: the citizen was not content. */
    public void calledFor(Delivery<IssueCalledFor> delivery) {
        ledger.take(delivery, Side.CITIZENS, Counted::callsForIssue, null);
    }

    /** 撤诉, or found to be malicious: it no longer speaks for or against the item; or it does after all. */
    public void withdrawn(Delivery<FeedbackWithdrawn> delivery) {
        boolean now = delivery.event().withdrawn() || Boolean.TRUE.equals(delivery.event().malicious());
        ledger.take(delivery, Side.CITIZENS, before -> before.withdrawn(now), null);
    }

    /** 走流程, on the day it began: counted for the walker's unit and for the one that was walked. Only the walker's line may see the record. */
    public void walked(Delivery<WalkthroughRecorded> delivery) {
        WalkthroughRecorded walk = delivery.event();
        Map<Tally, Integer> counts = new EnumMap<>(Tally.class);
        counts.put(Tally.SESSIONS, 1);
        counts.put(Tally.of(walk.role()), 1);
        List<Dimension> dimensions = walk.dimensions();
        if (dimensions != null) {
            dimensions.forEach(dimension -> counts.put(Tally.looked(dimension), 1));
        }
        List<String> home = within("unit", walk.unit());
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(home, counts));
        String about = walk.aboutUnit();
        if (about != null && !about.equals(walk.unit())) {
            parts.add(new Part(within("aboutUnit", about), counts));
        }
        ledger.take(delivery, Side.WALKERS,
                before -> before.at(walk.serviceItem().code(), walk.serviceItem().name(), day(walk.startedAt()), joined(parts, before.parts())), home);
    }

    /** What was heard of its findings stays. */
    private static List<Part> joined(List<Part> walk, List<Part> known) {
        List<Part> joined = new ArrayList<>(walk);
        known.stream().filter(part -> !Counted.isWhole(part.counts())).forEach(joined::add);
        return joined;
    }

    /** An experiencer tried it out, on the day they began: counted for their unit and for the one the report is about. */
    public void tried(Delivery<ExperienceReportRecorded> delivery) {
        ExperienceReportRecorded report = delivery.event();
        Map<Tally, Integer> counts = Map.of(Tally.TRIED, 1);
        List<String> home = within("unit", report.unit());
        List<Part> parts = new ArrayList<>(List.of(new Part(home, counts)));
        if (!report.about().equals(report.unit())) {
            parts.add(new Part(within("about", report.about()), counts));
        }
        ledger.take(delivery, Side.WALKERS,
                before -> before.at(report.serviceItem().code(), report.serviceItem().name(), day(report.startedAt()), joined(parts, before.parts())), home);
    }

    /** A problem or a demand a walker found, counted for the unit it is about. */
    public void found(Delivery<FindingRecorded> delivery) {
        FindingRecorded finding = delivery.event();
        found(delivery, finding.unit(), finding.dimension(), finding.severity());
    }

    /** The same, found by an experiencer. */
    public void foundByExperiencer(Delivery<ExperienceFindingRecorded> delivery) {
        ExperienceFindingRecorded finding = delivery.event();
        found(delivery, finding.unit(), finding.dimension(), finding.severity());
    }

    private void found(Delivery<?> delivery, String unit, Dimension dimension, Severity severity) {
        Map<Tally, Integer> counts = new EnumMap<>(Tally.class);
        counts.put(Tally.FINDINGS, 1);
        counts.put(Tally.found(dimension), 1);
        counts.put(Tally.SEVERITY, Tally.weight(severity));
        var part = new Part(within("unit", unit), counts);
        ledger.take(delivery, Side.WALKERS, before -> before.with(part), null);
    }

    /** An item of the catalogue as it now is, so that those nobody has ever walked or spoken of are not forgotten; several units may provide one. */
    public void listed(Delivery<ServiceItemChanged> delivery) {
        ServiceItemChanged item = delivery.event();
        List<Part> parts = item.active() ? List.of(new Part(within("unit", item.unit()), Map.of(Tally.LISTED, 1))) : List.of();
        ledger.take(delivery, Side.CATALOGUE, before -> before.at(item.code(), item.name(), NO_DAY, parts), null);
    }

    private static String day(Instant when) {
        return China.day(when).toString();
    }

    /** The unit may be dissolved by now: what happened there is counted there all the same. */
    private List<String> within(String field, String unit) {
        return organisation.find(unit).map(Unit::within)
                .orElseThrow(() -> new UnknownReference(field, "没有编码为 " + unit + " 的单位"));
    }
}
