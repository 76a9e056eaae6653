package cn.tiyan.feedback.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.feedback.FeedbackCalledBack;
import cn.tiyan.contracts.feedback.FeedbackUrged;
import cn.tiyan.contracts.feedback.FeedbackWithdrawn;
import cn.tiyan.contracts.feedback.IssueCalledFor;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.feedback.Pushes;
import cn.tiyan.feedback.SigningSender;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What happens to an order after it called for an issue is told, whichever arrives first. */
@PlatformTest
class LaterCourseIT {

    @Autowired
    private Http http;
    @Autowired
    private KafkaTopics kafka;

    private static String aNumber() {
        return "T" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    @Test
    void tellsThatAnOrderWasPressedForWithdrawnAndAskedBackAbout() {
        String number = aNumber();
        push(Pushes.anOrder(number));
        push(Pushes.anOrder(aNumber()).with("handlingMode", "CONSULTATION").with("urgedOrderNumber", number).with("title", "催办，电话13912345678"));
        await(number, 3);
        push(Pushes.anOrder(number).version(2).with("withdrawn", true).with("calledBackAt", "2026-11-24T10:00:00+08:00").with("callBackSolved", true)
                .with("finalSatisfaction", 5));
        await(number, 6);
        assertThat(told(number, FeedbackUrged.class)).singleElement().satisfies(urged -> {
            assertThat(urged.times()).isEqualTo(1);
            assertThat(urged.reason()).startsWith("催办").doesNotContain("13912345678");
        });
        assertThat(told(number, FeedbackWithdrawn.class)).singleElement().satisfies(withdrawn -> assertThat(withdrawn.withdrawn()).isTrue());
        assertThat(told(number, FeedbackCalledBack.class)).singleElement().satisfies(asked -> {
            assertThat(asked.finalSatisfaction()).isEqualTo(5);
            assertThat(asked.at()).isEqualTo("2026-11-24T02:00:00Z");
            assertThat(asked.staffEntered()).isFalse();
        });
    }

    @Test
    void tellsThatAnOrderIsHardWhereItsSenderSaysSo() {
        String hard = aNumber();
        String other = aNumber();
        push(Pushes.anOrder(hard).with("hardOrder", true));
        push(Pushes.anOrder(other));
        await(hard, 2);
        await(other, 2);
        assertThat(told(hard, IssueCalledFor.class)).singleElement().satisfies(call -> assertThat(call.difficulty()).isEqualTo(Difficulty.HARD));
        assertThat(told(other, IssueCalledFor.class)).singleElement().satisfies(call -> assertThat(call.difficulty()).isNull());
    }

    @Test
    void tellsThatAnOrderIsPressedForByOnesThatWereHereBeforeIt() {
        String number = aNumber();
        for (int i = 0; i < 3; i++) {
            push(Pushes.anOrder(aNumber()).with("urgedOrderNumber", number));
        }
        kafka.awaitHandled("feedback-ingest-service.arrivals", "feedback.arrivals");
        push(Pushes.anOrder(number));
        KafkaTopics.await("three that press for it", () -> told(number, FeedbackUrged.class).stream().anyMatch(urged -> urged.times() == 3));
    }

    private void push(Pushes order) {
        assertThat(SigningSender.hotline(http).order(order).status()).isEqualTo(202);
    }

    private static String id(String number) {
        return Feedback.idOf("hotline-shenyang", PushKind.HOTLINE_ORDER, number);
    }

    private void await(String number, int events) {
        kafka.await("feedback.events", id(number), events);
    }

    private <E extends Event> List<E> told(String number, Class<E> type) {
        return kafka.read("feedback.events", message -> id(number).equals(message.key())
                        && Events.typeOf(type).equals(new String(message.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8)))
                .stream().map(message -> EventJson.read(message.value(), type)).toList();
    }
}
