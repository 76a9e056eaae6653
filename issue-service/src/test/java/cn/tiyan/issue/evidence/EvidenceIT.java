package cn.tiyan.issue.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.issue.issue.Action;
import cn.tiyan.issue.issue.IssueDesk;
import cn.tiyan.issue.issue.Issues;
import cn.tiyan.issue.issue.Status;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

@PlatformTest
class EvidenceIT {

    private static final int MOST = 20 * 1024 * 1024;

    @Autowired
    private Http http;
    @Autowired
    private Issues issues;
    @Autowired
    private MongoTemplate mongo;
    private IssueDesk desk;

    @BeforeEach
    void openTheDesk() {
        desk = new IssueDesk(http, issues);
    }

    @Test
    void comesBackAsItWasHandedIn() {
        String id = desk.comeTo(Status.ACCEPTED);
        long version = desk.version(id);
        byte[] photo = aPhoto(700_000);
        Http.Answer added = handIn(id, "../😀 整改后صورة.PNG", photo);
        assertThat(added.status()).as("%s", added).isEqualTo(201);
        assertThat(added.version()).isEqualTo(version + 1);
        assertThat(added.at("/sha256")).isEqualTo(HexFormat.of().formatHex(Ids.sha256(photo)));
        assertThat(added.at("/name")).isEqualTo("😀 整改后صورة.PNG");
        assertThat(added.at("/type")).isEqualTo("image/png");
        String path = "/api/v1/issues/" + id + "/evidence/" + added.at("/id");
        assertThat(added.header("Location")).isEqualTo(path);
        Http.Answer read = http.as(Persona.PROVINCE_VERIFIER).get(path);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.bytes()).isEqualTo(photo);
        assertThat(read.header("Content-Type")).isEqualTo("image/png");
        assertThat(read.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(read.header("Content-Disposition")).startsWith("attachment").contains("filename*=UTF-8''");
        assertThat(desk.read(id).json().at("/evidence/0/size").asLong()).isEqualTo(photo.length);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path).status()).isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues/" + id + "/evidence/evd_none").status()).isEqualTo(404);
    }

    @Test
    void isKeptOnceHoweverOftenItIsHandedIn() throws Exception {
        String id = desk.comeTo(Status.ACCEPTED);
        byte[] photo = aPhoto(300_000);
        var statuses = new java.util.ArrayList<Integer>();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> once = () -> handIn(id, "a.png", photo).status();
            for (var answer : people.invokeAll(IntStream.range(0, 4).mapToObj(n -> once).toList())) {
                statuses.add(answer.get());
            }
        }
        assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(desk.read(id).json().path("evidence")).hasSize(1);
        assertThat(mongo.getCollection("evidence.files").countDocuments(new Document("metadata.issue", id))).isEqualTo(1);
    }

    @Test
    void isAddedBesideWhatOthersHandInAtTheSameTime() throws Exception {
        String id = desk.comeTo(Status.RECTIFYING);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = people.invokeAll(IntStream.range(0, 4)
                    .<Callable<Integer>>mapToObj(n -> () -> handIn(id, n + ".png", aPhoto(1000 + n)).status()).toList());
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(201);
            }
        }
        var kept = new HashSet<String>();
        desk.read(id).json().path("evidence").forEach(piece -> kept.add(piece.path("name").asString()));
        assertThat(kept).containsExactlyInAnyOrder("0.png", "1.png", "2.png", "3.png");
    }

    @Test
    void isRefusedWhereItIsNotWhatItMayBe() throws IOException {
        String id = desk.comeTo(Status.RECTIFYING);
        long version = desk.version(id);
        for (byte[] content : new byte[][] {"<html><script>1</script></html>".getBytes(StandardCharsets.UTF_8), {'M', 'Z', 0, 1},
            EvidenceTypeTest.zip("Main.class")}) {
            Http.Answer refused = handIn(id, "innocent.png", content);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.problem()).isEqualTo("unsupported-evidence-type");
        }
        Http.Answer empty = handIn(id, "empty.png", new byte[0]);
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.fields()).containsExactly("file");
        Http.Answer otherPart = http.as(Persona.SHENYANG_DEPARTMENT).post("/api/v1/issues/" + id + "/evidence",
                "--b\r\nContent-Disposition: form-data; name=\"fil\"; filename=\"a.png\"\r\n\r\nx\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8),
                "multipart/form-data; boundary=b");
        assertThat(otherPart.status()).isEqualTo(400);
        assertThat(otherPart.fields()).containsExactly("file");
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).post("/api/v1/issues/" + id + "/evidence", "{}").status()).isEqualTo(415);
        assertThat(http.upload("/api/v1/issues/" + id + "/evidence", "a.png", "image/png", IssueDesk.PNG).status()).isEqualTo(401);
        assertThat(desk.version(id)).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "multipart/form-data; x",
        "multipart/form-data, boundary=b; --b\\r\\nContent-Disposition: form-data, name=\"file\", filename=\"a.png\"\\r\\n\\r\\nhalf",
        "multipart/form-data, boundary=b; no part at all"})
    void isRefusedWhereTheBodyIsBroken(String contentType, String body) {
        String id = desk.comeTo(Status.RECTIFYING);
        Http.Answer broken = http.as(Persona.SHENYANG_DEPARTMENT).post("/api/v1/issues/" + id + "/evidence",
                body.replace("\\r\\n", "\r\n").replace(',', ';').getBytes(StandardCharsets.UTF_8), contentType.replace(',', ';'));
        assertThat(broken.status()).as("%s", broken).isEqualTo(400);
        assertThat(broken.problem()).isEqualTo("malformed");
    }

    @Test
    void mayHaveTwentyMegabytesAndNoMore() {
        String id = desk.comeTo(Status.RECTIFYING);
        Http.Answer tooLarge = handIn(id, "large.png", aPhoto(MOST + 1));
        assertThat(tooLarge.status()).as("%s", tooLarge).isEqualTo(413);
        assertThat(tooLarge.problem()).isEqualTo("payload-too-large");
        Http.Answer largest = handIn(id, "large.png", aPhoto(MOST));
        assertThat(largest.status()).isEqualTo(201);
        Http.Answer read = http.as(Persona.SHENYANG_VERIFIER).get("/api/v1/issues/" + id + "/evidence/" + largest.at("/id"));
        assertThat(HexFormat.of().formatHex(Ids.sha256(read.bytes()))).isEqualTo(largest.at("/sha256"));
    }

    @Test
    void isHandedInByTheHandlingUnitWhileItRectifies() {
        String rectifying = desk.comeTo(Status.RECTIFYING);
        assertThat(http.as(Persona.SHENYANG_OFFICE).upload("/api/v1/issues/" + rectifying + "/evidence", "a.png", "image/png", IssueDesk.PNG).status())
                .isEqualTo(403);
        String dispatched = desk.comeTo(Status.DISPATCHED);
        assertThat(handIn(dispatched, "a.png", IssueDesk.PNG).problem()).isEqualTo("illegal-transition");
        String submitted = desk.comeTo(Status.SUBMITTED);
        assertThat(handIn(submitted, "b.png", aPhoto(99)).problem()).isEqualTo("illegal-transition");
        String elsewhere = desk.comeTo(Status.TRIAGED);
        desk.take(Action.DISPATCH, elsewhere, java.util.Map.of("handlingUnit", "210100-MSA"));
        assertThat(handIn(elsewhere, "a.png", IssueDesk.PNG).status()).isEqualTo(422);
        assertThat(mongo.getCollection("evidence.files").countDocuments(new Document("metadata.issue", new Document("$in",
                Arrays.asList(dispatched, elsewhere))))).isZero();
    }

    private Http.Answer handIn(String id, String name, byte[] content) {
        return http.as(Persona.SHENYANG_DEPARTMENT).upload("/api/v1/issues/" + id + "/evidence", name, "image/png", content);
    }

    private static byte[] aPhoto(int size) {
        byte[] photo = new byte[size];
        new Random(size).nextBytes(photo);
        System.arraycopy(IssueDesk.PNG, 0, photo, 0, 16);
        return photo;
    }
}
