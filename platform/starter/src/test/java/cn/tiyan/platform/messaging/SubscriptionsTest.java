package cn.tiyan.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.issue.IssueAccepted;
import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.platform.followup.FollowedIssues;
import cn.tiyan.platform.followup.Turn;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.BatchListenerFailedException;

class SubscriptionsTest {

    private final List<String> handled = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private final List<Set<String>> asked = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final Set<String> bad = new HashSet<>();

    private final Subscription each = Subscription.named("each").on(IssueAccepted.class, delivery -> handle(delivery.aggregateId()));
    private final Subscription ours = Subscription.named("ours")
            .on(IssueAccepted.class, delivery -> handle(delivery.aggregateId()))
            .on(IssueClosed.class, delivery -> handle(delivery.aggregateId() + " closed"))
            .onlyKnown(ids -> {
                asked.add(ids);
                Set<String> found = new HashSet<>(ids);
                found.retainAll(known);
                return found;
            }, IssueAccepted.class);
    private final Subscription together = Subscription.named("together").on(IssueAccepted.class, delivery -> handle(delivery.aggregateId()))
            .together(new Subscription.Together() {
                @Override
                public void begin() {
                    handled.clear();
                }

                @Override
                public void end() {
                    if (handled.contains("unwritable")) {
                        throw new IllegalStateException("unwritable");
                    }
                    written.addAll(handled);
                }
            });

    private void handle(String id) {
        if (bad.contains(id)) {
            throw new IllegalStateException(id);
        }
        handled.add(id);
    }

    private static ConsumerRecord<String, byte[]> accepted(String id) {
        return message(id, "issue.accepted.v1");
    }

    private static ConsumerRecord<String, byte[]> closed(String id) {
        return message(id, "issue.closed.v1");
    }

    private static ConsumerRecord<String, byte[]> message(String id, String type) {
        return message(id, type, "{\"issueId\":\"%s\",\"handlingUnit\":\"210100\"}".formatted(id));
    }

    private static ConsumerRecord<String, byte[]> registered(String id, SourceKind source) {
        return message(id, "issue.registered.v1", """
                {"issueId":"%s","unit":"210100","source":{"kind":"%s","id":"src_%s"},"kind":"PROBLEM","severity":"LOW","title":"排队","occurredAt":"2026-11-24T04:00:00Z"}"""
                .formatted(id, source, id));
    }

    private static ConsumerRecord<String, byte[]> message(String id, String type, String data) {
        var event = CloudEventBuilder.v1().withId("evt").withSource(URI.create("urn:test")).withType(type).withSubject(id)
                .withTime(Instant.EPOCH.atOffset(ZoneOffset.UTC)).withExtension("sequence", "1")
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8)).build();
        var sent = KafkaMessageFactory.<String>createWriter("issue.events", id).writeBinary(event);
        return new ConsumerRecord<>("issue.events", 0, 0, 0, TimestampType.CREATE_TIME, 0, 0, id, sent.value(), sent.headers(), java.util.Optional.empty());
    }

    @Test
    void handsOverInOrder() {
        Subscriptions.deliver(each, List.of(accepted("a"), accepted("b"), accepted("a")));
        assertThat(handled).containsExactly("a", "b", "a");
    }

    @Test
    void namesTheOneThatFailedAndStopsThere() {
        bad.add("b");
        assertThatThrownBy(() -> Subscriptions.deliver(each, List.of(accepted("a"), accepted("b"), accepted("c"))))
                .isInstanceOfSatisfying(BatchListenerFailedException.class, failure -> assertThat(failure.getIndex()).isEqualTo(1))
                .hasRootCauseMessage("b");
        assertThat(handled).containsExactly("a");
    }

    @Test
    void namesTheOneThatCannotBeRead() {
        var unreadable = new ConsumerRecord<>("issue.events", 0, 1, "x", new byte[0]);
        assertThatThrownBy(() -> Subscriptions.deliver(each, List.of(accepted("a"), unreadable)))
                .isInstanceOfSatisfying(BatchListenerFailedException.class, failure -> assertThat(failure.getIndex()).isEqualTo(1))
                .hasCauseInstanceOf(UnreadableEvent.class);
    }

    @Test
    void takesATypeWithoutAValueForNone() {
        var untyped = new ConsumerRecord<>("issue.events", 0, 1, "x", new byte[0]);
        untyped.headers().add("ce_type", null);
        assertThatThrownBy(() -> Subscriptions.deliver(ours, List.of(accepted("a"), untyped)))
                .isInstanceOfSatisfying(BatchListenerFailedException.class, failure -> assertThat(failure.getIndex()).isEqualTo(1))
                .hasCauseInstanceOf(UnreadableEvent.class);
        assertThat(handled).containsExactly("a");
    }

    @Test
    void asksOnceWhichMatterAndLeavesOutTheOthers() {
        known.add("a");
        Subscriptions.deliver(ours, List.of(closed("a"), closed("b"), closed("a"), closed("c")));
        assertThat(handled).containsExactly("a closed", "a closed");
        assertThat(asked).containsExactly(Set.of("a", "b", "c"));
    }

    @Test
    void handsOverWhatFollowsAnAnnouncement() {
        Subscriptions.deliver(ours, List.of(accepted("new"), closed("new"), closed("b")));
        assertThat(handled).containsExactly("new", "new closed");
    }

    @Test
    void writesWhatCameBeforeAFailure() {
        bad.add("c");
        assertThatThrownBy(() -> Subscriptions.deliver(together, List.of(accepted("a"), accepted("b"), accepted("c"), accepted("d"))))
                .isInstanceOfSatisfying(BatchListenerFailedException.class, failure -> assertThat(failure.getIndex()).isEqualTo(2));
        assertThat(written).containsExactly("a", "b");
    }

    @Test
    void findsOutWhichOneCannotBeWritten() {
        assertThatThrownBy(() -> Subscriptions.deliver(together, List.of(accepted("a"), accepted("unwritable"), accepted("c"))))
                .isInstanceOfSatisfying(BatchListenerFailedException.class, failure -> assertThat(failure.getIndex()).isEqualTo(1))
                .hasRootCauseMessage("unwritable");
        assertThat(written).containsExactly("a");
    }

    @Test
    void refusesASecondHandlerForTheSameEvent() {
        assertThatThrownBy(() -> together.on(IssueAccepted.class, delivery -> { })).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void looksForNoIssueThatIsKnownToComeFromElsewhere() {
        var following = FollowedIssues.subscription("follower", Set.of(SourceKind.WALKTHROUGH), new FollowedIssues.Follower() {
            @Override
            public Set<String> known(Set<String> issueIds) {
                asked.add(Set.copyOf(issueIds));
                return issueIds;
            }

            @Override
            public void registered(Delivery<IssueRegistered> delivery) {
                handle(delivery.aggregateId() + " registered");
            }

            @Override
            public void moved(String issueId, Turn turn, long sequence, Instant at) {
                handle(issueId + " " + turn.stage());
            }
        });
        Subscriptions.deliver(following, List.of(registered("ours", SourceKind.WALKTHROUGH), registered("theirs", SourceKind.SELF_CHECK), accepted("ours"), accepted("theirs")));
        assertThat(handled).containsExactly("ours registered", "ours ACCEPTED");
        assertThat(asked).isEmpty();
        Subscriptions.deliver(following, List.of(closed("theirs"), closed("earlier")));
        assertThat(asked).containsExactly(Set.of("earlier"));
        assertThat(handled).endsWith("earlier CLOSED").hasSize(3);
    }
}
