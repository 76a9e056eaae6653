package cn.tiyan.issue.issue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.WrittenElsewhere;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Fifty people and one issue. */
@PlatformTest
class ConcurrencyIT {

    private static final int PEOPLE = 50;
    private static final int ROUNDS = 3;

    @Autowired
    private Http http;
    @Autowired
    private Issues issues;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private AtomicLong reads;
    private IssueDesk desk;

    @BeforeEach
    void openTheDesk() {
        desk = new IssueDesk(http, issues);
    }

    @Test
    void letsExactlyOneOfFiftyWritersThroughEachRound() throws Exception {
        String id = desk.comeTo(Status.DISPATCHED);
        long began = desk.version(id);
        int entries = entries(id);
        for (int round = 0; round < ROUNDS; round++) {
            long version = began + round;
            List<Http.Answer> answers = atOnce(n -> desk.take(Persona.PROVINCE_OFFICE, Action.SUPERVISE, id, version,
                    Map.of("demand", "第 " + n + " 位", "workingDays", 3)));
            assertThat(answers).filteredOn(answer -> answer.status() == 200).singleElement()
                    .satisfies(winner -> assertThat(winner.version()).isEqualTo(version + 1));
            assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(PEOPLE - 1)
                    .allSatisfy(late -> assertThat(late.problem()).isEqualTo("stale-version"));
        }
        assertThat(desk.version(id)).isEqualTo(began + ROUNDS);
        assertThat(desk.read(id).json().path("supervisions")).hasSize(ROUNDS);
        soundWith(id, entries + ROUNDS);
    }

    @Test
    void losesNothingOfFiftyWhoReadAgainUntilTheyAreDone() throws Exception {
        String id = desk.comeTo(Status.DISPATCHED);
        long began = desk.version(id);
        int entries = entries(id);
        List<Http.Answer> answers = atOnce(n -> {
            for (int attempt = 0; ; attempt++) {
                Http.Answer answer = desk.take(Persona.PROVINCE_OFFICE, Action.SUPERVISE, id, desk.version(id),
                        Map.of("demand", "第 " + n + " 位", "workingDays", 3));
                if (answer.status() != 409) {
                    return answer;
                }
                // As anybody would: not at once with all the others again, and ever later.
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(50_000_000L << Math.min(attempt, 5)));
            }
        });
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).as("%s", answer).isEqualTo(200));
        assertThat(answers).extracting(Http.Answer::version)
                .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(began + 1, began + PEOPLE).boxed().toList());
        assertThat(desk.read(id).json().path("supervisions").valueStream().map(supervision -> supervision.path("demand").asString()).toList())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, PEOPLE).mapToObj(n -> "第 " + n + " 位").toList());
        soundWith(id, entries + PEOPLE);
    }

    @Test
    void doesNotReadAgainWhatTheOfficeHasJustSeen() {
        String id = desk.comeTo(Status.DISPATCHED);
        long version = desk.version(id);
        long read = reads.get();
        for (int times = 1; times <= 3; times++) {
            Http.Answer answer = desk.take(Persona.PROVINCE_OFFICE, Action.SUPERVISE, id, version, Map.of("demand", "第 " + times + " 次", "workingDays", 3));
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            version = answer.version();
        }
        assertThat(reads.get()).isEqualTo(read);
        soundWith(id, entries(id));
    }

    @Test
    void trustsWhatItHasSeenNoFurtherThanWhatIsStored() {
        String id = desk.comeTo(Status.DISPATCHED);
        long version = desk.version(id);
        Map<String, Object> demand = Map.of("demand", "请说明进展", "workingDays", 3);
        assertThat(desk.take(Persona.DALIAN_OFFICE, Action.SUPERVISE, id, version, demand).status()).isEqualTo(404);
        // Another replica is quicker.
        writtenElsewhere(id, new Document("title", "另一台先改了"));
        assertThat(desk.take(Persona.PROVINCE_OFFICE, Action.SUPERVISE, id, version, demand).status()).isEqualTo(409);
        Http.Answer answer = desk.take(Persona.PROVINCE_OFFICE, Action.SUPERVISE, id, version + 1, demand);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.json().path("title").asString()).isEqualTo("另一台先改了");
        // And takes it out of this office's sight.
        writtenElsewhere(id, new Document("within", List.of("210000")));
        assertThat(desk.take(Persona.SHENYANG_OFFICE, Action.SUPERVISE, id, answer.version(), demand).status()).isEqualTo(404);
        assertThat(desk.take(Persona.SHENYANG_OFFICE, Action.SUPERVISE, id, answer.version() + 1, demand).status()).isEqualTo(404);
        assertThat(mongo.findById(id, Issue.class).version()).isEqualTo(answer.version() + 1);
    }

    private void writtenElsewhere(String id, Document set) {
        mongo.getCollection("issue").updateOne(new Document("_id", id), WrittenElsewhere.setting(set));
    }

    /** Counts how often an issue is read by its id. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Counting {

        @Bean
        AtomicLong reads() {
            return new AtomicLong();
        }

        @Bean
        MongoClientSettingsBuilderCustomizer countingReads(AtomicLong reads) {
            return settings -> settings.addCommandListener(new CommandListener() {
                @Override
                public void commandStarted(CommandStartedEvent event) {
                    BsonDocument command = event.getCommand();
                    if (event.getCommandName().equals("find") && command.getString("find").getValue().equals("issue")
                            && command.getDocument("filter").containsKey("_id")) {
                        reads.incrementAndGet();
                    }
                }
            });
        }
    }

    /** The chain holds, and every event came once, in order, without a gap. */
    private void soundWith(String id, int entries) {
        Http.Answer sound = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues/" + id + "/verify");
        assertThat(sound.json().path("intact").asBoolean()).isTrue();
        assertThat(sound.json().path("entries").asInt()).isEqualTo(entries);
        List<ConsumerRecord<String, byte[]>> told = kafka.await("issue.events", id, entries);
        assertThat(told.stream().map(event -> Long.valueOf(new String(event.headers().lastHeader("ce_sequence").value(), StandardCharsets.UTF_8))).distinct())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, entries).boxed().toList());
    }

    private int entries(String id) {
        return http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues/" + id + "/verify").json().path("entries").asInt();
    }

    private List<Http.Answer> atOnce(IntFunction<Http.Answer> what) throws Exception {
        var start = new CountDownLatch(1);
        List<Http.Answer> answers = new ArrayList<>();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, PEOPLE).mapToObj(n -> people.submit(() -> {
                start.await();
                return what.apply(n);
            })).toList();
            start.countDown();
            for (var answer : asked) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
