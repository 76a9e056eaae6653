package cn.tiyan.walkthrough.demand;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.feedback.FeedbackRecorded;
import cn.tiyan.contracts.feedback.FeedbackWithdrawn;
import cn.tiyan.contracts.feedback.IssueCalledFor;
import cn.tiyan.contracts.report.ExperienceFindingRecorded;
import cn.tiyan.contracts.report.ExperienceReportRecorded;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.contracts.walkthrough.FindingRecorded;
import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.time.China;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Tells what walkers found and citizens said, delivery by delivery, beyond the partitions of the real topics. */
public final class Told {

    private static final int PARTITION = 1000;
    private static final AtomicLong OFFSETS = new AtomicLong(1);

    private final Demand demand;
    private final Map<String, Long> sequences = new HashMap<>();

    public Told(Demand demand) {
        this.demand = demand;
    }

    /** A city of the test's own with a department, below the province. */
    public static String city(MongoTemplate mongo, String code) {
        mongo.save(new Unit(code, "试点市" + code, UnitKind.CITY, "210000", List.of("210000", code), true, 1));
        mongo.save(new Unit(code + "-HRSS", "试点市人社局" + code, UnitKind.DEPARTMENT, code, List.of("210000", code, code + "-HRSS"), true, 1));
        return code;
    }

    public static ServiceItemRef item(String code) {
        return new ServiceItemRef(code, "事项" + code);
    }

    public static FeedbackRecorded said(SourceKind source, String unit, @Nullable String item, String day, @Nullable Integer stars) {
        return new FeedbackRecorded("fbk", source, "test", "key", unit, item == null ? null : item(item), noon(day), stars);
    }

    public static FeedbackWithdrawn withdrawn(boolean withdrawn, @Nullable Boolean malicious) {
        return new FeedbackWithdrawn("fbk", SourceKind.HOTLINE_12345, withdrawn, Instant.now(), null, malicious);
    }

    public static IssueCalledFor calledFor(String unit, String item) {
        return new IssueCalledFor("fbk", SourceKind.HOTLINE_12345, "rule", unit, item(item), IssueKind.PROBLEM, Severity.LOW, "题", "文", Instant.now(), null);
    }

    public static WalkthroughRecorded walk(String unit, String item, WalkthroughRole role, String day, @Nullable String about, @Nullable List<Dimension> looked) {
        return new WalkthroughRecorded("wlk", unit, item(item), role, Channel.COUNTER, noon(day), noon(day), null, 0, about, looked, null);
    }

    public static FindingRecorded finding(String unit, String item, Dimension dimension, Severity severity) {
        return new FindingRecorded("fnd", "wlk", unit, item(item), IssueKind.PROBLEM, dimension, dimension + "-01", severity, "题", "文", Instant.now(), "somebody", unit);
    }

    public static ExperienceReportRecorded tried(String unit, String about, String item, String day) {
        return new ExperienceReportRecorded("rpt", "exp", unit, about, item(item), Channel.APP, noon(day), noon(day), 4, null, 0, 0, 1, 0, 0, 0, false, null);
    }

    public static ExperienceFindingRecorded foundByExperiencer(String unit, String item) {
        return new ExperienceFindingRecorded("fnd", "rpt", "exp", unit, item(item), IssueKind.PROBLEM, Dimension.QUALITY, null, Severity.MEDIUM, "题", "文", Instant.now(),
                null, unit);
    }

    private static Instant noon(String day) {
        return LocalDate.parse(day).atTime(12, 0).atZone(China.ZONE).toInstant();
    }

    /** The next event of this aggregate, at the next offset. */
    public Delivery<?> next(String id, Event event) {
        return at(id, sequences.merge(id, 1L, Long::sum), event, OFFSETS.getAndIncrement());
    }

    static Delivery<?> at(String id, long sequence, Event event, long offset) {
        return at(id, sequence, event, PARTITION, offset);
    }

    static Delivery<?> at(String id, long sequence, Event event, int partition, long offset) {
        String topic = id.startsWith("wlk") ? "walkthrough.events" : id.startsWith("rpt") ? "experience-report.events" : "feedback.events";
        return new Delivery<>(event, id, sequence, Instant.parse("2026-11-01T00:00:00Z"), topic, partition, offset);
    }

    /** Hands a delivery over. */
    @SuppressWarnings("unchecked")
    public void hand(Delivery<?> delivery) {
        switch (delivery.event()) {
            case FeedbackRecorded _ -> demand.recorded((Delivery<FeedbackRecorded>) delivery);
            case FeedbackWithdrawn _ -> demand.withdrawn((Delivery<FeedbackWithdrawn>) delivery);
            case IssueCalledFor _ -> demand.calledFor((Delivery<IssueCalledFor>) delivery);
            case WalkthroughRecorded _ -> demand.walked((Delivery<WalkthroughRecorded>) delivery);
            case FindingRecorded _ -> demand.found((Delivery<FindingRecorded>) delivery);
            case ExperienceReportRecorded _ -> demand.tried((Delivery<ExperienceReportRecorded>) delivery);
            case ExperienceFindingRecorded _ -> demand.foundByExperiencer((Delivery<ExperienceFindingRecorded>) delivery);
            default -> throw new IllegalArgumentException(delivery.event().toString());
        }
    }

    /** Tells these of one new aggregate, and returns its id. */
    public String feedback(Event... events) {
        return all(Ids.next("fbk"), events);
    }

    /** Tells these of one new aggregate, and returns its id. */
    public String walkthrough(Event... events) {
        return all(Ids.next("wlk"), events);
    }

    /** Tells these of one new aggregate, and returns its id. */
    public String report(Event... events) {
        return all(Ids.next("rpt"), events);
    }

    private String all(String id, Event... events) {
        for (Event event : events) {
            hand(next(id, event));
        }
        return id;
    }

    /** Several together, as they are read from Kafka. */
    public void together(List<Delivery<?>> deliveries) {
        demand.together().begin();
        try {
            deliveries.forEach(this::hand);
        } finally {
            demand.together().end();
        }
    }

    /** So many ratings with these stars. */
    public void ratings(int count, String unit, String item, String day, int stars) {
        List<Delivery<?>> deliveries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            deliveries.add(next(Ids.next("fbk"), said(SourceKind.SERVICE_RATING, unit, item, day, stars)));
        }
        together(deliveries);
    }

    /** So many walks, the first of them with a finding. */
    public void walks(int count, int withFinding, String unit, String item, String day) {
        for (int i = 0; i < count; i++) {
            var walk = walk(unit, item, WalkthroughRole.APPLICANT, day, null, null);
            if (i < withFinding) {
                walkthrough(walk, finding(unit, item, Dimension.QUALITY, Severity.HIGH));
            } else {
                walkthrough(walk);
            }
        }
    }
}
