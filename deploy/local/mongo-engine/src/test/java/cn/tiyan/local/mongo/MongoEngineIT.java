package cn.tiyan.local.mongo;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.sort;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoClientException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The engine's process, as MongoDB's own driver meets it. */
class MongoEngineIT {

    @TempDir static Path folder;

    private static RunningEngine engine;
    private static MongoClient client;

    private MongoCollection<Document> collection;

    @BeforeAll
    static void start() {
        engine = new RunningEngine(folder);
        client = engine.client();
    }

    @AfterAll
    static void stop() {
        client.close();
        engine.close();
        assertThat(engine.log()).contains("closed cleanly");
        assertThat(RunningEngine.readyFile(folder)).doesNotExist();
    }

    @BeforeEach
    void collection(TestInfo test) {
        collection = client.getDatabase("tiyan").getCollection(test.getTestMethod().orElseThrow().getName());
    }

    @Test
    void storesFindsChangesAndDeletes() {
        collection.insertOne(new Document("_id", "I1").append("title", "窗口不收电子证照").append("version", 1));

        var changed =
                collection.findOneAndUpdate(
                        eq("title", "窗口不收电子证照"),
                        inc("version", 1),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        assertThat(changed).containsEntry("version", 2);
        assertThat(collection.updateOne(eq("version", 1), set("title", "x")).getMatchedCount()).isZero();
        assertThat(collection.deleteOne(eq("_id", "I1")).getDeletedCount()).isOne();
        assertThat(collection.countDocuments()).isZero();
    }

    @Test
    void keepsAPartialUniqueIndex() {
        collection.createIndex(
                Indexes.ascending("order"), new IndexOptions().unique(true).partialFilterExpression(eq("open", true)));
        collection.insertOne(new Document("order", "12345-1").append("open", true));
        collection.insertOne(new Document("order", "12345-1").append("open", false));

        assertThatThrownBy(() -> collection.insertOne(new Document("order", "12345-1").append("open", true)))
                .isInstanceOfSatisfying(MongoWriteException.class, e -> assertThat(e.getError().getCode()).isEqualTo(11000));
    }

    @Test
    void updatesByPipeline() {
        collection.insertOne(Document.parse("{_id: 1, status: 'OPEN', history: [{n: 1}], outbox: []}"));

        collection.updateOne(
                eq("_id", 1),
                List.of(
                        Document.parse(
                                "{$replaceWith: {$mergeObjects: ['$$ROOT', {status: {$literal: '$CLOSED'},"
                                        + " history: {$concatArrays: ['$history', [{n: {$literal: 2}}]]}}]}}")));

        assertThat(collection.find().first())
                .isEqualTo(Document.parse("{_id: 1, status: '$CLOSED', history: [{n: 1}, {n: 2}], outbox: []}"));
    }

    @Test
    void writesInBulk() {
        var result =
                collection.bulkWrite(
                        List.of(
                                new InsertOneModel<>(new Document("_id", 1)),
                                new InsertOneModel<>(new Document("_id", 2)),
                                new UpdateOneModel<>(eq("_id", 1), set("a", 1)),
                                new DeleteOneModel<>(eq("_id", 2))));

        assertThat(result.getInsertedCount()).isEqualTo(2);
        assertThat(result.getModifiedCount()).isOne();
        assertThat(result.getDeletedCount()).isOne();
    }

    @Test
    void takesBatchesLargerThanOneMessage() {
        var text = "政".repeat(300_000); // 0.9 MB each, 27 MB together
        collection.insertMany(IntStream.range(0, 30).mapToObj(i -> new Document("_id", i).append("text", text)).toList());

        assertThat(collection.find().map(found -> found.getString("text").length())).hasSize(30).containsOnly(300_000);
        collection.deleteMany(new Document());
    }

    @Test
    void groupsAndSums() {
        collection.insertMany(
                List.of(
                        Document.parse("{unit: '210100', days: 2}"),
                        Document.parse("{unit: '210100', days: 3}"),
                        Document.parse("{unit: '210200', days: 5}")));

        assertThat(collection.aggregate(List.of(group("$unit", sum("n", 1), sum("days", "$days")), sort(Sorts.ascending("_id")))))
                .containsExactly(
                        Document.parse("{_id: '210100', n: 2, days: 5}"), Document.parse("{_id: '210200', n: 1, days: 5}"));
    }

    @Test
    void findsOutThatThereIsNothingWhereSeveralIndexesWouldDo() {
        collection.createIndex(Indexes.ascending("a", "at"));
        collection.createIndex(Indexes.ascending("a", "b", "at"));
        collection.insertMany(
                IntStream.range(0, 15_000).mapToObj(i -> new Document("a", 1).append("b", 1).append("at", i).append("c", i % 2)).toList());

        var found = collection.find(new Document("a", 1).append("b", 1).append("c", 2)).sort(new Document("at", 1)).limit(5);

        assertThat(found.into(new ArrayList<>())).isEmpty();
    }

    @Test
    void readsALongResultInManyBatches() {
        collection.insertMany(IntStream.range(0, 5_000).mapToObj(i -> new Document("_id", i)).toList());

        assertThat(collection.find(gt("_id", 99)).batchSize(100)).hasSize(4_900);
    }

    @Test
    void keepsFiles() {
        var bucket = GridFSBuckets.create(client.getDatabase("tiyan"), "evidence");
        var photo = new byte[3 << 20];
        new Random(1).nextBytes(photo);

        var id = bucket.uploadFromStream("现场.jpg", new ByteArrayInputStream(photo));
        var back = new ByteArrayOutputStream();
        bucket.downloadToStream(id, back);

        assertThat(back.toByteArray()).isEqualTo(photo);
    }

    @Test
    void servesEightThreadsAtOnce() throws Exception {
        collection.insertOne(new Document("_id", "counter").append("n", 0));
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int t = 0; t < 8; t++) {
                int thread = t;
                threads.submit(
                        () -> {
                            for (int i = 0; i < 100; i++) {
                                collection.insertOne(new Document("_id", thread + "-" + i));
                                collection.updateOne(eq("_id", "counter"), inc("n", 1));
                                assertThat(collection.find(eq("_id", thread + "-" + i)).first()).isNotNull();
                            }
                            return null;
                        });
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(collection.find(eq("_id", "counter")).first()).containsEntry("n", 800);
        assertThat(collection.countDocuments()).isEqualTo(801);
    }

    @Test
    void refusesATransaction() {
        try (var session = client.startSession()) {
            session.startTransaction();
            assertThatThrownBy(() -> collection.insertOne(session, new Document("_id", 1)))
                    .isInstanceOfAny(MongoCommandException.class, MongoClientException.class)
                    .hasMessageContaining("transactions");
        }
        assertThat(collection.countDocuments()).isZero();
    }

    @Test
    void servesASessionWithoutATransaction() {
        try (var session = client.startSession()) {
            collection.insertOne(session, new Document("_id", 1));
            assertThat(collection.find(session).first()).isNotNull();
        }
        var admin = client.getDatabase("admin");
        for (var command :
                List.of("startSession", "endSessions", "refreshSessions", "killSessions", "killAllSessions", "killAllSessionsByPattern")) {
            assertThat(admin.runCommand(new Document(command, List.of()))).containsEntry("ok", 1.0);
        }
    }

    @Test
    void answersErrorsOfTheEngineAndGoesOn() {
        assertThatThrownBy(() -> client.getDatabase("tiyan").runCommand(new Document("noSuchCommand", 1)))
                .isInstanceOfSatisfying(MongoCommandException.class, e -> assertThat(e.getErrorCode()).isEqualTo(59));
        assertThatThrownBy(() -> collection.find(Document.parse("{$noSuchOperator: 1}")).first())
                .isInstanceOf(MongoCommandException.class);
        assertThatThrownBy(() -> client.getDatabase("admin").runCommand(new Document("shutdown", 1)))
                .isInstanceOf(MongoCommandException.class);
        assertThatThrownBy(() -> client.watch().first()).isInstanceOf(MongoException.class);
        assertThat(client.getDatabase("admin").runCommand(new Document("ping", 1))).containsEntry("ok", 1.0);
    }

    @Test
    void greetsAsAWritableServerThatCompressesNothing() {
        var hello = client.getDatabase("admin").runCommand(Document.parse("{hello: 1, compression: ['zlib', 'snappy']}"));

        assertThat(hello)
                .containsEntry("isWritablePrimary", true)
                .containsEntry("logicalSessionTimeoutMinutes", 30)
                .containsKeys("connectionId", "maxWireVersion", "maxBsonObjectSize")
                .doesNotContainKeys("compression", "setName", "topologyVersion");
    }

    @Test
    void closesOnlyTheConnectionThatTalksNonsense() throws IOException {
        for (var nonsense : List.of("GET / HTTP/1.1\r\n\r\n", "\u0010\0\0\0\u0001\0\0\0\0\0\0\0\u00dc\u0007\0\0", "\uffff".repeat(40))) {
            try (var socket = new Socket("127.0.0.1", engine.port())) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write(nonsense.getBytes(StandardCharsets.ISO_8859_1));
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        }
        assertThat(client.getDatabase("admin").runCommand(new Document("ping", 1))).containsEntry("ok", 1.0);
    }

    @Test
    void saysThatThePortOrTheFolderIsTaken() throws IOException {
        var other = Files.createDirectory(folder.resolve("other"));
        var onSamePort = RunningEngine.launch(other, engine.port(), List.of());
        assertThat(RunningEngine.await(onSamePort, Duration.ofSeconds(30))).isTrue();
        assertThat(onSamePort.exitValue()).isEqualTo(2);
        assertThat(Files.readString(other.resolve("log"))).contains("Port " + engine.port() + " is taken");

        var busy = Files.createDirectory(folder.resolve("busy"));
        Files.createSymbolicLink(busy.resolve("data"), folder.resolve("data"));
        var onSameFolder = RunningEngine.launch(busy, 0, List.of());
        assertThat(RunningEngine.await(onSameFolder, Duration.ofSeconds(30))).isTrue();
        assertThat(onSameFolder.exitValue()).isEqualTo(2);
        assertThat(Files.readString(busy.resolve("log"))).contains("Another mongod instance is already running");
    }

    @Test
    void losesNoAcknowledgedWriteWhenKilled() throws Exception {
        var own = Files.createDirectory(folder.resolve("killed"));
        try (var victim = new RunningEngine(own)) {
            Set<String> acknowledged = ConcurrentHashMap.newKeySet();
            for (int round = 0; round < 3; round++) {
                writeUntilKilled(victim, round, acknowledged);
                victim.start();
            }
            try (var after = victim.client()) {
                var found = new ArrayList<String>();
                after.getDatabase("tiyan").getCollection("writes").find().map(d -> d.getString("_id")).into(found);
                assertThat(acknowledged).hasSizeGreaterThan(400);
                assertThat(found).containsAll(acknowledged);
            }
        }
    }

    private static void writeUntilKilled(RunningEngine victim, int round, Set<String> acknowledged) throws Exception {
        var underWay = new CountDownLatch(200);
        var refused = new AtomicInteger();
        try (var before = victim.client();
                var writers = Executors.newFixedThreadPool(4)) {
            var writes = before.getDatabase("tiyan").getCollection("writes");
            for (int w = 0; w < 4; w++) {
                int writer = w;
                writers.submit(
                        () -> {
                            try {
                                for (int i = 0; ; i++) {
                                    var id = round + "-" + writer + "-" + i;
                                    writes.insertOne(new Document("_id", id).append("text", "x".repeat(500)));
                                    acknowledged.add(id);
                                    underWay.countDown();
                                }
                            } catch (MongoException e) {
                                refused.incrementAndGet(); // killed
                            }
                        });
            }
            assertThat(underWay.await(1, TimeUnit.MINUTES)).isTrue();
            victim.kill();
        }
        assertThat(refused).hasValue(4);
    }

    @Test
    void endsWithItsParent() throws Exception {
        var own = Files.createDirectory(folder.resolve("orphan"));
        try (var orphan = new RunningEngine(own, "--exit-with-parent")) {
            orphan.process().getOutputStream().close(); // what a parent's end does too
            assertThat(RunningEngine.await(orphan.process(), Duration.ofSeconds(20))).isTrue();
            assertThat(orphan.log()).contains("closed cleanly");
        }
    }

    @Test
    void comesBackWithEverythingAfterAStop() throws IOException {
        var own = Files.createDirectory(folder.resolve("stopped"));
        try (var stopped = new RunningEngine(own, "32")) {
            try (var before = stopped.client()) {
                before.getDatabase("tiyan").getCollection("kept").insertOne(new Document("_id", 1));
            }
            stopped.close();
            stopped.start();
            try (var after = stopped.client()) {
                assertThat(after.getDatabase("tiyan").getCollection("kept").countDocuments()).isOne();
            }
        }
    }
}
