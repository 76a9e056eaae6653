package cn.tiyan.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.OutboxRelay;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.testkit.PlatformTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * What every aggregate that speaks to other services promises: its state and its events are one write, and every event reaches
 * Kafka, in order, whatever crashes in between.
 *
 * @param <T> the aggregate
 */
@PlatformTest
public abstract class OutboxContract<T extends Aggregate> {

    @Autowired
    private AggregateStore store;
    @Autowired
    private OutboxRelay relay;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private KafkaTopics kafka;

    /** A new aggregate, not stored, with at least one event to send. */
    protected abstract T aNewAggregate();

    /** A command that records at least one event; it is called up to three times on one aggregate. */
    protected abstract void command(T aggregate);

    /** The topic of its events. */
    protected abstract String topic();

    @BeforeEach
    void holdTheRelay() {
        relay.stop();
    }

    @AfterEach
    void letTheRelayRun() {
        relay.start();
    }

    @Test
    void writesStateAndEventsTogether() {
        T aggregate = store.insert(aNewAggregate());
        assertThat(outbox(aggregate)).hasSize((int) aggregate.sequence()).isNotEmpty();
        assertThat(raw(aggregate).getLong("version")).isEqualTo(1);
        assertThat(messages(aggregate)).isEmpty();
    }

    @Test
    void publishesInOrderAndForgetsWhatIsConfirmed() {
        T aggregate = store.insert(aNewAggregate());
        command(aggregate);
        store.save(aggregate);
        relay.start();
        kafka.await(topic(), aggregate.id(), (int) aggregate.sequence());
        KafkaTopics.await("an empty outbox", () -> outbox(aggregate).isEmpty());
        assertThat(sequences(aggregate)).containsExactlyElementsOf(LongStream.rangeClosed(1, aggregate.sequence()).boxed().toList());
        assertThat(raw(aggregate).getLong("version")).as("confirming leaves the version alone").isEqualTo(2);
    }

    @Test
    void publishesWhatACrashLeftBehind() {
        T aggregate = store.insert(aNewAggregate());
        // The process that wrote it is gone, and with it whoever was to be woken; only the document is left, a minute old.
        mongo.getCollection(collection(aggregate)).updateOne(new Document("_id", aggregate.id()),
                new Document("$set", new Document("outbox.$[].recordedAt", new Date(System.currentTimeMillis() - 60_000))));
        relay.start();
        kafka.await(topic(), aggregate.id(), (int) aggregate.sequence());
        KafkaTopics.await("an empty outbox", () -> outbox(aggregate).isEmpty());
    }

    @Test
    void neitherBringsBackConfirmedEventsNorLosesNewOnes() {
        T aggregate = store.insert(aNewAggregate());
        long confirmed = aggregate.sequence();
        T read = find(aggregate);
        // Between the read and the write of a command the relay confirms what was pending.
        mongo.getCollection(collection(aggregate)).updateOne(new Document("_id", aggregate.id()),
                new Document("$pull", new Document("outbox", new Document("sequence", new Document("$lte", confirmed)))));
        command(read);
        store.save(read);
        assertThat(outbox(aggregate)).extracting(entry -> entry.getLong("sequence")).isNotEmpty().allMatch(sequence -> sequence > confirmed);
    }

    /** A field that a command leaves as it is costs nothing: its indexes above all. */
    @Test
    void writesOnlyWhatHasChanged() {
        T aggregate = store.insert(aNewAggregate());
        T read = find(aggregate);
        Date mark = new Date(0);
        mongo.getCollection(collection(aggregate)).updateOne(new Document("_id", aggregate.id()), new Document("$set", new Document("createdAt", mark)));
        command(read);
        store.save(read);
        assertThat(raw(aggregate).getDate("createdAt")).isEqualTo(mark);
        assertThat(raw(aggregate).getLong("version")).isEqualTo(2);
    }

    @Test
    void refusesToWriteOverAChangeItHasNotSeen() {
        T aggregate = store.insert(aNewAggregate());
        T first = find(aggregate);
        T second = find(aggregate);
        command(first);
        store.save(first);
        command(second);
        assertThatThrownBy(() -> store.save(second)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.STALE));
        assertThat(raw(aggregate).getLong("version")).isEqualTo(2);
        assertThat(outbox(aggregate)).hasSize((int) first.sequence());
    }

    @Test
    void chainsItsHistory() {
        T aggregate = store.insert(aNewAggregate());
        command(aggregate);
        store.save(aggregate);
        assertThat(find(aggregate).historyIntact()).isTrue();
        mongo.getCollection(collection(aggregate)).updateOne(new Document("_id", aggregate.id()),
                new Document("$set", new Document("history.0.by", "somebody.else")));
        assertThat(find(aggregate).historyIntact()).isFalse();
    }

    @SuppressWarnings("unchecked")
    private T find(T aggregate) {
        return (T) store.find(aggregate.getClass(), aggregate.id()).orElseThrow();
    }

    private String collection(T aggregate) {
        return mongo.getCollectionName(aggregate.getClass());
    }

    private Document raw(T aggregate) {
        return mongo.getCollection(collection(aggregate)).find(new Document("_id", aggregate.id())).first();
    }

    private List<Document> outbox(T aggregate) {
        return raw(aggregate).getList("outbox", Document.class);
    }

    private List<ConsumerRecord<String, byte[]>> messages(T aggregate) {
        return kafka.read(topic(), message -> aggregate.id().equals(message.key()));
    }

    /** As a consumer would see it that drops what it has seen. */
    private List<Long> sequences(T aggregate) {
        List<Long> seen = new ArrayList<>();
        for (var message : messages(aggregate)) {
            long sequence = Long.parseLong(new String(message.headers().lastHeader("ce_sequence").value(), StandardCharsets.UTF_8));
            if (seen.isEmpty() || sequence > seen.getLast()) {
                seen.add(sequence);
            }
        }
        return seen;
    }
}
