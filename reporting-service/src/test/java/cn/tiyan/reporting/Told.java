package cn.tiyan.reporting;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.feedback.FeedbackRecorded;
import cn.tiyan.contracts.issue.IssueRated;
import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.RatingOrigin;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.testkit.contract.KafkaTopics;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What other services have told, many events at once. */
public final class Told {

    private final EventPublisher publisher;
    private final KafkaTopics kafka;
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<CompletableFuture<?>> sending = new ArrayList<>();

    public Told(EventPublisher publisher, KafkaTopics kafka) {
        this.publisher = publisher;
        this.kafka = kafka;
    }

    public void tell(String aggregate, Instant time, Event event) {
        sending.add(publisher.send(aggregate, sequences.merge(aggregate, 1L, Long::sum), Ids.next("evt"), Events.typeOf(event.getClass()), time, EventJson.write(event), null));
    }

    /** An issue of that day; its identifier. */
    public String issue(String unit, LocalDate day, @Nullable String item) {
        return issue(unit, day, item, SourceKind.WALKTHROUGH, IssueKind.PROBLEM);
    }

    public String issue(String unit, LocalDate day, @Nullable String item, SourceKind source, IssueKind kind) {
        String issue = Ids.next("iss");
        tell(issue, noon(day), new IssueRegistered(issue, unit, new SourceRef(source, "src"), kind, Severity.LOW, item == null ? null : new ServiceItemRef(item, "事项"), null,
                "材料重复提交", noon(day)));
        return issue;
    }

    public void rated(String issue, LocalDate day, int satisfaction) {
        tell(issue, noon(day), new IssueRated(issue, RatingOrigin.RAISER, true, satisfaction, true));
    }

    public void feedback(String unit, LocalDate day, String item, int satisfaction) {
        String feedback = Ids.next("fbk");
        tell(feedback, noon(day), new FeedbackRecorded(feedback, SourceKind.SERVICE_RATING, "rating", feedback, unit, new ServiceItemRef(item, "事项"), noon(day), satisfaction));
    }

    public String walkthrough(String unit, LocalDate day, String item, WalkthroughRole role, Dimension... looked) {
        String walkthrough = Ids.next("wlk");
        tell(walkthrough, noon(day), new WalkthroughRecorded(walkthrough, unit, new ServiceItemRef(item, "事项"), role, Channel.COUNTER, noon(day), noon(day), null, 0, null,
                List.of(looked), null));
        return walkthrough;
    }

    /** Waits until all of it is folded. */
    public void settle() {
        sending.forEach(CompletableFuture::join);
        sending.clear();
        Map.of("issues", "issue.events", "feedback", "feedback.events", "optimizations", "issue.events", "optimized-issues", "issue.events", "items", "service-item.events",
                        "listings", "service-item.events", "walkthroughs", "walkthrough.events")
                .forEach((name, topic) -> kafka.awaitHandled("reporting-service." + name, topic));
    }

    public static Instant noon(LocalDate day) {
        return day.atTime(4, 0).toInstant(ZoneOffset.UTC);
    }
}
