package cn.tiyan.testkit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.platform.messaging.FailureReason;
import cn.tiyan.platform.messaging.Parked;
import cn.tiyan.platform.messaging.Subscription;
import cn.tiyan.platform.messaging.Subscriptions;
import cn.tiyan.testkit.contract.InboxContract;
import cn.tiyan.testkit.contract.KafkaTopics;
import java.time.Instant;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class SampleInboxIT extends InboxContract {

    private static final Subscriptions.Ahead IN_FEW_PARTS = new Subscriptions.Ahead() {
        @Override
        public int most() {
            return 100;
        }

        @Override
        public void begin() {
        }

        @Override
        public void read(double events) {
        }

        @Override
        public void end(int partition, long end) {
        }
    };

    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private Subscriptions subscriptions;
    @Autowired
    private EventPublisher publisher;
    @Autowired
    private KafkaTopics kafka;

    @Override
    protected Event anEventAbout(String aggregateId) {
        return new IssueClosed(aggregateId, "210100");
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("iss");
    }

    @Override
    protected @Nullable Object effectOf(String aggregateId) {
        return mongo.getCollection("echo").find(new org.bson.Document("_id", Ids.derived("echo", aggregateId))).projection(new org.bson.Document("outbox", 0)).first();
    }

    @Override
    protected String subscription() {
        return "closings";
    }

    /** Whoever sent it: what was parked when it came must not keep everything from being read once more. */
    @Test
    void readsAheadPastWhatHasNeitherKeyNorType() {
        var untyped = new ProducerRecord<String, byte[]>("issue.events", new byte[0]);
        untyped.headers().add("ce_type", null);
        kafka.send(untyped);
        String id = aNewAggregateId();
        publisher.send(id, 1, Ids.next("evt"), Events.typeOf(IssueClosed.class), Instant.now(), EventJson.write(anEventAbout(id)), null).join();
        Set<String> handled = ConcurrentHashMap.newKeySet();
        Queue<Parked> parked = new ConcurrentLinkedQueue<>();
        subscriptions.readAhead(Subscription.named("ahead").on(IssueClosed.class, delivery -> handled.add(delivery.aggregateId())).parked(parked::add), IN_FEW_PARTS);
        assertThat(handled).contains(id);
        assertThat(parked).anySatisfy(event -> {
            assertThat(event.aggregateId()).isNull();
            assertThat(event.reason()).isEqualTo(FailureReason.UNREADABLE);
        });
    }
}
