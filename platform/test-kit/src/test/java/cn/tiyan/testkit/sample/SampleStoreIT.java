package cn.tiyan.testkit.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.sample.SampleService.Echo;
import cn.tiyan.testkit.sample.SampleService.Note;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** What is stored together is stored as each would be by itself. */
@PlatformTest
class SampleStoreIT {

    private static final Caller CLERK = new Caller("jingban", "经办", Set.of(Role.OFFICE_CLERK), "210100");
    private static final Caller STRANGER = new Caller("dalian", "外市经办", Set.of(Role.OFFICE_CLERK), "210200");

    @Autowired
    private AggregateStore store;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private KafkaTopics kafka;

    private Note read(Note note) {
        return store.find(Note.class, note.id()).orElseThrow();
    }

    @Test
    void storesNewAndChangedOnesAndSendsTheirEvents() {
        var known = store.insert(new Note("一"));
        known.change("二");
        known.change("三");
        var fresh = new Note("新");
        var echo = new Echo(Ids.next("key"));
        assertThat(store.storeAll(List.of(known, fresh, echo))).isEmpty();

        assertThat(List.of(known.version(), fresh.version(), echo.version())).containsExactly(2L, 1L, 1L);
        assertThat(read(known).changes()).isEqualTo(2);
        assertThat(read(known).historyIntact()).isTrue();
        assertThat(read(fresh).history()).hasSize(1);
        kafka.await("issue.events", known.id(), 3);
        kafka.await("issue.events", fresh.id(), 1);
        kafka.await("issue.events", echo.id(), 1);

        known.change("四");
        assertThat(store.storeAll(List.of(known))).isEmpty();
        assertThat(read(known).changes()).isEqualTo(3);
    }

    @Test
    void saysWhichOthersWereQuickerWithAndStoresTheRest() {
        var one = store.insert(new Note("一"));
        var other = store.insert(new Note("二"));
        String key = Ids.next("key");
        store.insert(new Echo(key));
        var late = read(one);
        one.change("先");
        store.save(one);
        late.change("后");
        other.change("改");
        var fresh = new Note("新");
        var again = new Echo(key);

        assertThat(store.storeAll(List.of(late, other, fresh, again))).containsExactlyInAnyOrder(late, again);
        assertThat(List.of(late.version(), other.version(), fresh.version())).containsExactly(1L, 2L, 1L);
        assertThat(raw(one)).containsEntry("text", "先").containsEntry("version", 2L);
        assertThat(raw(other)).containsEntry("text", "改").containsEntry("version", 2L);
        assertThat(raw(fresh)).containsEntry("text", "新");
    }

    @Test
    void writesWhatComesTogetherAsEachWouldBeWrittenAlone() throws Exception {
        List<Note> notes = Stream.generate(() -> store.insert(new Note("原"))).limit(40).toList();
        var tooLarge = store.insert(new Note("原"));
        List<Note> attempts = new ArrayList<>();
        for (Note note : notes) {
            IntStream.range(0, 3).mapToObj(_ -> read(note)).forEach(attempts::add);
        }
        attempts.forEach(note -> note.change("改 " + attempts.indexOf(note)));
        tooLarge.change("长".repeat(6_000_000));
        var together = new CountDownLatch(1);
        Map<Note, Future<Boolean>> stored = new IdentityHashMap<>();
        Future<Boolean> refused;
        try (var clerks = Executors.newVirtualThreadPerTaskExecutor()) {
            refused = clerks.submit(() -> {
                together.await();
                return store.saveUnlessOvertaken(tooLarge);
            });
            for (Note note : attempts) {
                stored.put(note, clerks.submit(() -> {
                    together.await();
                    return store.saveUnlessOvertaken(note);
                }));
            }
            together.countDown();
        }

        assertThatThrownBy(refused::get).hasRootCauseInstanceOf(BsonMaximumSizeExceededException.class);
        assertThat(raw(tooLarge)).containsEntry("text", "原").containsEntry("version", 1L);
        for (Note note : notes) {
            List<Note> won = new ArrayList<>();
            for (Note attempt : attempts) {
                if (attempt.id().equals(note.id()) && stored.get(attempt).get()) {
                    won.add(attempt);
                }
            }
            assertThat(won).hasSize(1);
            assertThat(raw(note)).containsEntry("text", "改 " + attempts.indexOf(won.getFirst())).containsEntry("version", 2L);
            assertThat(read(note).history()).hasSize(2);
            kafka.await("issue.events", note.id(), 2);
        }
    }

    @Test
    void insertsWhatComesTogetherOnceEachWhateverElseIsWritten() throws Exception {
        List<String> keys = Stream.generate(() -> Ids.next("key")).limit(30).toList();
        List<Note> notes = Stream.generate(() -> store.insert(new Note("原"))).limit(30).toList();
        notes.forEach(note -> note.change("改"));
        var together = new CountDownLatch(1);
        List<Future<Boolean>> inserted = new ArrayList<>();
        List<Future<Boolean>> saved = new ArrayList<>();
        try (var clerks = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < keys.size(); i++) {
                String key = keys.get(i);
                Note note = notes.get(i);
                for (int attempt = 0; attempt < 3; attempt++) {
                    inserted.add(clerks.submit(() -> {
                        together.await();
                        return store.insertOnce(new Echo(key));
                    }));
                }
                saved.add(clerks.submit(() -> {
                    together.await();
                    return store.saveUnlessOvertaken(note);
                }));
            }
            together.countDown();
        }

        for (int i = 0; i < keys.size(); i++) {
            int won = 0;
            for (Future<Boolean> attempt : inserted.subList(3 * i, 3 * i + 3)) {
                won += attempt.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
            assertThat(saved.get(i).get()).isTrue();
            kafka.await("issue.events", Ids.derived("echo", keys.get(i)), 1);
            assertThat(read(notes.get(i)).changes()).isEqualTo(1);
        }
        assertThat(store.findAll(Echo.class, keys.stream().map(key -> Ids.derived("echo", key)).toList())).hasSameSizeAs(keys);
    }

    @Test
    void handsOnWhatACommandHasChangedToOneAndNothingHalfDone() {
        String id = store.insert(new Note("一")).id();
        assertThat(change(id, 1, note -> note.change("二"))).isEqualTo(1);
        var taken = store.atHand(Note.class, id, CLERK);
        assertThat(taken).isNotNull().isNotSameAs(store.atHand(Note.class, id, CLERK));

        assertThat(change(id, 2, note -> note.change("三"))).isEqualTo(2);
        assertThatThrownBy(() -> change(id, 3, note -> {
            note.change("半");
            throw Refusal.rule("halfway", "text", "中途作罢");
        })).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> change(id, 2, note -> note.change("迟"))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> store.change(Note.class, id, STRANGER, 3, note -> note.change("外"), Note::changes)).isInstanceOf(Refusal.class);
        assertThat(change(id, 3, note -> note.change("四"))).isEqualTo(3);

        Note elsewhere = store.find(Note.class, id).orElseThrow();
        elsewhere.change("别处");
        store.save(elsewhere);
        assertThatThrownBy(() -> change(id, 4, note -> note.change("迟"))).isInstanceOf(Refusal.class);
        assertThat(change(id, 5, note -> note.change("五"))).isEqualTo(5);
        Note stored = store.find(Note.class, id).orElseThrow();
        assertThat(raw(stored)).containsEntry("text", "五").containsEntry("version", 6L).containsEntry("sequence", 6L);
        assertThat(stored.history()).hasSize(6);
        assertThat(stored.historyIntact()).isTrue();
        kafka.await("issue.events", id, 6);
    }

    @Test
    void refusesNothingOnWhatIsOutOfDate() {
        String id = store.insert(new Note("一")).id();
        assertThat(change(id, 1, note -> note.change("二"))).isEqualTo(1);
        Note elsewhere = store.find(Note.class, id).orElseThrow();
        elsewhere.change("别处");
        store.save(elsewhere);
        assertThatThrownBy(() -> change(id, 2, note -> {
            throw new UnknownReference("text", "没有这一条");
        })).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.STALE));
    }

    private int change(String id, long expected, Consumer<Note> command) {
        return store.change(Note.class, id, CLERK, expected, command, Note::changes);
    }

    /** The database refuses the second of two writes by itself, without looking for the version. */
    @Test
    void letsEachVersionBeFollowedOnce() {
        var note = store.insert(new Note("原"));
        List<Note> late = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            late.add(read(note));
            note.change("改 " + i);
            store.save(note);
        }
        late.forEach(each -> each.change("迟"));

        assertThat(late).noneMatch(store::saveUnlessOvertaken);
        assertThat(store.storeAll(late.subList(60, 61))).hasSize(1);
        assertThat(raw(note)).containsEntry("text", "改 129").containsEntry("version", 131L);
        assertThat(read(note).historyIntact()).isTrue();
    }

    @Test
    void followsAVersionOfADocumentThatCountsNoWritesYet() {
        var note = store.insert(new Note("原"));
        note.change("改");
        store.save(note);
        mongo.getCollection("note").updateOne(new Document("_id", note.id()), new Document("$unset", new Document("marks", "")));
        List<Note> read = Stream.generate(() -> read(note)).limit(3).toList();
        read.forEach(each -> each.change("再改"));

        assertThat(read).extracting(store::saveUnlessOvertaken).containsExactly(true, false, false);
        read.getFirst().change("末");
        assertThat(store.saveUnlessOvertaken(read.getFirst())).isTrue();
        assertThat(raw(note)).containsEntry("text", "末").containsEntry("version", 4L);
    }

    @Test
    void tellsAWriteThatIsRefusedForAnotherReasonFromOneThatIsLate() {
        var note = store.insert(new Note("原"));
        mongo.getCollection("note").updateOne(new Document("_id", note.id()), new Document("$set", new Document("history", "坏")));
        note.change("改");
        assertThatThrownBy(() -> store.save(note)).isNotInstanceOf(Refusal.class);
        assertThat(raw(note)).containsEntry("text", "原").containsEntry("version", 1L).doesNotContainKey("marks");
    }

    @Test
    void findsThoseThatThereAre() {
        var one = store.insert(new Note("一"));
        var other = store.insert(new Note("二"));
        assertThat(store.findAll(Note.class, List.of(one.id(), other.id(), Ids.next("note")))).extracting(Note::id).containsExactlyInAnyOrder(one.id(), other.id());
        assertThat(store.findAll(Note.class, List.of())).isEmpty();
    }

    private Document raw(Note note) {
        return mongo.getCollection("note").find(new Document("_id", note.id())).first();
    }
}
