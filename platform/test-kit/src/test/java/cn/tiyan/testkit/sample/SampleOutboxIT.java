package cn.tiyan.testkit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.OutboxRelay;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.contract.OutboxContract;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class SampleOutboxIT extends OutboxContract<SampleService.Note> {

    @Autowired
    private AggregateStore store;
    @Autowired
    private OutboxRelay relay;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private KafkaTopics kafka;

    @Override
    protected SampleService.Note aNewAggregate() {
        return new SampleService.Note("一条记录");
    }

    @Override
    protected void command(SampleService.Note note) {
        note.change("改过的记录");
    }

    @Override
    protected String topic() {
        return "issue.events";
    }

    @Test
    void takesOutOfTheDocumentWhatHasBecomeAbsent() {
        var note = store.insert(aNewAggregate());
        note.change(null);
        store.save(note);
        assertThat(raw(note.id())).doesNotContainKey("text").containsEntry("changes", 1);
        note.change("又有了");
        store.save(note);
        assertThat(raw(note.id())).containsEntry("text", "又有了");
    }

    @Test
    void writesEachLineOfTheHistoryOnce() {
        var note = store.insert(aNewAggregate());
        note.change("一");
        note.change("二");
        store.save(note);
        var read = store.find(SampleService.Note.class, note.id()).orElseThrow();
        read.change("三");
        store.save(read);
        read = store.find(SampleService.Note.class, note.id()).orElseThrow();
        assertThat(read.history()).extracting(entry -> entry.number() + " " + entry.note()).containsExactly("1 null", "2 一", "3 二", "4 三");
        assertThat(read.historyIntact()).isTrue();
    }

    /** Nobody handed these in: another process wrote them and is gone. */
    @Test
    void sweepsWhatItWasNeverTold() {
        var note = store.insert(aNewAggregate());
        note.change("二");
        store.save(note);
        Document left = raw(note.id());
        String id = Ids.next("note");
        left.put("_id", id);
        left.getList("outbox", Document.class).forEach(entry -> entry.put("recordedAt", new Date(System.currentTimeMillis() - 60_000)));
        mongo.getCollection("note").insertOne(left);
        relay.start();
        var sent = kafka.await(topic(), id, 2);
        assertThat(sent).extracting(message -> new String(message.headers().lastHeader("ce_sequence").value(), StandardCharsets.UTF_8))
                .startsWith("1", "2");
        KafkaTopics.await("an empty outbox", () -> raw(id).getList("outbox", Document.class).isEmpty());
    }

    /** As where the database came back from before that write. */
    @Test
    void takesOutOnceMoreWhatComesBackToTheDocument() {
        var note = store.insert(aNewAggregate());
        List<Document> pending = raw(note.id()).getList("outbox", Document.class);
        pending.forEach(entry -> entry.put("recordedAt", new Date(System.currentTimeMillis() - 60_000)));
        relay.start();
        KafkaTopics.await("an empty outbox", () -> raw(note.id()).getList("outbox", Document.class).isEmpty());
        mongo.getCollection("note").updateOne(new Document("_id", note.id()), new Document("$set", new Document("outbox", pending)));
        KafkaTopics.await("an outbox that is empty again", () -> raw(note.id()).getList("outbox", Document.class).isEmpty());
        assertThat(kafka.await(topic(), note.id(), 1)).as("it is there already").hasSize(1);
    }

    /** What a document of the same id once said must not be taken for what this one says. */
    @Test
    void sendsTheEventsOfADocumentMadeAnew() {
        String key = Ids.next("key");
        store.insert(new SampleService.Echo(key));
        relay.start();
        String id = Ids.derived("echo", key);
        kafka.await(topic(), id, 1);
        KafkaTopics.await("an empty outbox", () -> raw("echo", id).getList("outbox", Document.class).isEmpty());
        mongo.getCollection("echo").deleteOne(new Document("_id", id));
        store.insert(new SampleService.Echo(key));
        assertThat(kafka.await(topic(), id, 2)).hasSize(2);
        KafkaTopics.await("an empty outbox", () -> raw("echo", id).getList("outbox", Document.class).equals(List.of()));
    }

    private Document raw(String id) {
        return raw("note", id);
    }

    private Document raw(String collection, String id) {
        return mongo.getCollection(collection).find(new Document("_id", id)).first();
    }
}
