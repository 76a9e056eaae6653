package cn.tiyan.issue.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** One source, one issue, however often and in whatever order its events arrive. */
@PlatformTest
class IntakeIT {

    @Autowired
    private EventPublisher publisher;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private MongoTemplate mongo;

    @Test
    void registersOneIssueHoweverOftenASourceSpeaks() {
        String finding = Ids.next("fnd");
        String feedback = Ids.next("fbk");
        for (int sequence = 1; sequence <= 5; sequence++) {
            publish(finding, sequence, FindingsInboxIT.aFinding(finding, "210100-HRSS"));
            publish(feedback, sequence, FeedbackInboxIT.aCall(feedback, SourceKind.HOTLINE_12345));
        }
        publish(finding, 1, FindingsInboxIT.aFinding(finding, "210100-HRSS"));
        kafka.awaitHandled("issue-service.findings", "walkthrough.events");
        kafka.awaitHandled("issue-service.feedback", "feedback.events");
        for (String source : List.of(finding, feedback)) {
            assertThat(issues(source)).singleElement().satisfies(issue -> {
                assertThat(issue.getLong("version")).isEqualTo(1);
                assertThat(issue.getList("history", Document.class)).hasSize(1);
            });
        }
        assertThat(issues(finding).getFirst().getString("owner")).isEqualTo("shenyang.ganbu");
        assertThat(issues(feedback).getFirst()).doesNotContainKey("owner").containsEntry("sourceKind", "HOTLINE_12345");
        assertThat(kafka.await("issue.events", issues(finding).getFirst().getString("_id"), 1)).hasSize(1);
    }

    @Test
    void tellsSourcesOfTheSameIdApart() {
        String id = Ids.next("fbk");
        publish(id, 1, FeedbackInboxIT.aCall(id, SourceKind.HOTLINE_12345));
        publish(id, 2, FeedbackInboxIT.aCall(id, SourceKind.SERVICE_RATING));
        KafkaTopics.await("two issues", () -> issues(id).size() == 2);
    }

    @Test
    void keepsWhatTheSenderSaysOfDifficulty() {
        String hard = Ids.next("fbk");
        publish(hard, 1, FeedbackInboxIT.aCall(hard, SourceKind.CANNOT_GET_DONE, Difficulty.HARD));
        KafkaTopics.await("the issue", () -> issues(hard).size() == 1);
        assertThat(issues(hard).getFirst()).containsEntry("difficulty", "HARD");
    }

    @Test
    void showsItToTheWalkersUnitWhereverItIsAbout() {
        String finding = Ids.next("fnd");
        publish(finding, 1, FindingsInboxIT.aFinding(finding, "210200-HRSS", "210100-HRSS"));
        KafkaTopics.await("the issue", () -> issues(finding).size() == 1);
        assertThat(issues(finding).getFirst().getList("within", String.class))
                .containsExactly("210000", "210200", "210200-HRSS", "210100", "210100-HRSS");
    }

    @Test
    void waitsForAUnitItDoesNotKnowYet() {
        String finding = Ids.next("fnd");
        String unit = "2199" + String.format("%02d", System.nanoTime() % 100) + "-NEW";
        publish(finding, 1, FindingsInboxIT.aFinding(finding, unit));
        mongo.save(new Unit(unit, "新设的局", UnitKind.DEPARTMENT, "210000", List.of("210000", unit), true, 1));
        KafkaTopics.await("the issue", () -> issues(finding).size() == 1);
    }

    private List<Document> issues(String source) {
        return mongo.getCollection("issue").find(new Document("sourceId", source)).into(new java.util.ArrayList<>());
    }

    private void publish(String key, long sequence, Event event) {
        publisher.send(key, sequence, Ids.next("evt"), Events.typeOf(event.getClass()), Instant.now(), EventJson.write(event), null).join();
    }
}
