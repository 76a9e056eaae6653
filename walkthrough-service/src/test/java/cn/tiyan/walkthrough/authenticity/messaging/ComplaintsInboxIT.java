package cn.tiyan.walkthrough.authenticity.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.feedback.FeedbackWithdrawn;
import cn.tiyan.contracts.feedback.IssueCalledFor;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.testkit.contract.InboxContract;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.walkthrough.authenticity.CalledForComplaints;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ComplaintsInboxIT extends InboxContract {

    @Autowired
    private CalledForComplaints complaints;
    @Autowired
    private EventPublisher publisher;
    @Autowired
    private KafkaTopics topics;

    @Override
    protected Event anEventAbout(String feedback) {
        return new IssueCalledFor(feedback, SourceKind.HOTLINE_12345, "rule", "210100-HRSS", new ServiceItemRef("item." + feedback, "事项"), IssueKind.PROBLEM,
                Severity.MEDIUM, "标题", "内容", Instant.now().minusSeconds(3600), null);
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("fbk");
    }

    @Override
    protected @Nullable Object effectOf(String feedback) {
        long count = count(feedback, "210100-HRSS");
        return count == 0 ? null : count;
    }

    @Override
    protected String subscription() {
        return "complaints";
    }

    @Test
    void countsWhatIsNotWithdrawnInTheSubtreeOfAUnit() {
        String feedback = aNewAggregateId();
        send(feedback, 1, anEventAbout(feedback));
        KafkaTopics.await("a complaint", () -> count(feedback, "210100") == 1);
        assertThat(count(feedback, "210000")).isEqualTo(1);
        assertThat(count(feedback, "210200")).isZero();
        send(feedback, 3, new FeedbackWithdrawn(feedback, SourceKind.HOTLINE_12345, true, Instant.now(), "不实", true));
        KafkaTopics.await("its withdrawal", () -> count(feedback, "210100") == 0);
        send(feedback, 2, new FeedbackWithdrawn(feedback, SourceKind.HOTLINE_12345, false, Instant.now(), null, null));
        send(feedback, 1, anEventAbout(feedback));
        topics.awaitHandled("walkthrough-service.complaints", "feedback.events");
        assertThat(count(feedback, "210100")).as("older news, and the same again").isZero();
        send(feedback, 4, new FeedbackWithdrawn(feedback, SourceKind.HOTLINE_12345, false, Instant.now(), null, null));
        KafkaTopics.await("that it is to be dealt with after all", () -> count(feedback, "210100") == 1);
    }

    private long count(String feedback, String unit) {
        return complaints.count("item." + feedback, unit, Instant.now().minusSeconds(86_400), Instant.now());
    }

    private void send(String feedback, long sequence, Event event) {
        publisher.send(feedback, sequence, Ids.next("evt"), Events.typeOf(event.getClass()), Instant.now(), EventJson.write(event), null).join();
    }
}
