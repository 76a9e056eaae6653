package cn.tiyan.issue.evidence;

import static cn.tiyan.issue.issue.People.DALIAN_HRSS;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.issue.issue.Action;
import cn.tiyan.issue.issue.IssueDesk;
import cn.tiyan.issue.issue.Issues;
import cn.tiyan.issue.issue.Status;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.WrittenElsewhere;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@PlatformTest
class EvidenceIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST = 20 * 1024 * 1024;

    @Autowired
    private Http http;
    @Autowired
    private Issues issues;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private KafkaTopics kafka;
    private IssueDesk desk;

    @BeforeEach
    void openTheDesk() {
        desk = new IssueDesk(http, issues);
    }

    @Test
    void comesBackAsItWasHandedIn() throws IOException {
        String id = desk.comeTo(Status.ACCEPTED);
        long version = desk.version(id);
        byte[] photo = Samples.png(700_000);
        Http.Answer added = handIn(id, "../😀 整改后صورة.PNG", photo);
        assertThat(added.status()).as("%s", added).isEqualTo(201);
        assertThat(added.version()).isEqualTo(version + 1);
        assertThat(added.at("/sha256")).isEqualTo(HexFormat.of().formatHex(Ids.sha256(photo)));
        assertThat(added.at("/sm3")).isEqualTo(Digests.of(new ByteArrayInputStream(photo)).sm3());
        assertThat(added.at("/name")).isEqualTo("😀 整改后صورة.PNG");
        assertThat(added.at("/type")).isEqualTo("image/png");
        String path = "/api/v1/issues/" + id + "/evidence/" + added.at("/id");
        assertThat(added.header("Location")).isEqualTo(path);
        Http.Answer read = http.as(Persona.PROVINCE_VERIFIER).get(path + "?original=true");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.bytes()).isEqualTo(photo);
        assertThat(read.header("Content-Type")).isEqualTo("image/png");
        assertThat(read.header("ETag")).isEqualTo("\"" + added.at("/sha256") + "\"");
        assertThat(read.header("Cache-Control")).contains("no-store").contains("private");
        assertThat(read.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(read.header("Content-Disposition")).startsWith("attachment").contains("filename*=UTF-8''");
        assertThat(desk.read(id).json().at("/evidence/0/size").asLong()).isEqualTo(photo.length);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path).status()).isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues/" + id + "/evidence/evd_none").status()).isEqualTo(404);
    }

    @Test
    void isKeptOnceHoweverOftenItIsHandedIn() throws Exception {
        String id = desk.comeTo(Status.ACCEPTED);
        byte[] photo = Samples.png(300_000);
        long before = mongo.getCollection("evidence.files").countDocuments();
        var statuses = new java.util.ArrayList<Integer>();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> once = () -> handIn(id, "a.png", photo).status();
            for (var answer : people.invokeAll(IntStream.range(0, 4).mapToObj(n -> once).toList())) {
                statuses.add(answer.get());
            }
        }
        assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(desk.read(id).json().path("evidence")).hasSize(1);
        assertThat(mongo.getCollection("evidence.files").countDocuments()).isEqualTo(before + 1);
    }

    @Test
    void isAddedBesideWhatOthersHandInAtTheSameTime() throws Exception {
        String id = desk.comeTo(Status.RECTIFYING);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = people.invokeAll(IntStream.range(0, 4)
                    .<Callable<Integer>>mapToObj(n -> () -> handIn(id, n + ".png", Samples.png(1000 + n)).status()).toList());
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(201);
            }
        }
        var kept = new HashSet<String>();
        desk.read(id).json().path("evidence").forEach(piece -> kept.add(piece.path("name").asString()));
        assertThat(kept).containsExactlyInAnyOrder("0.png", "1.png", "2.png", "3.png");
    }

    /** Another replica may have written what this one had in hand: only what is stored refuses. */
    @ParameterizedTest
    @CsvSource({"CLOSED, 210100, 422", "RECTIFYING, 210200, 404", "ACCEPTED, 210100, 201"})
    void isTakenOrRefusedByWhatIsStored(Status status, String city, int answer) throws Exception {
        String id = desk.comeTo(Status.RECTIFYING);
        long files = mongo.getCollection("evidence.files").countDocuments();
        writtenElsewhere(id, status, List.of("210000", city, city + "-HRSS"));
        assertThat(handIn(id, "a.png", Samples.png(1000)).status()).isEqualTo(answer);
        assertThat(mongo.getCollection("evidence.files").countDocuments()).isEqualTo(answer == 201 ? files + 1 : files);
        writtenElsewhere(id, Status.RECTIFYING, List.of("210000", "210100", "210100-HRSS"));
    }

    private void writtenElsewhere(String id, Status status, List<String> within) {
        mongo.getCollection("issue").updateOne(new Document("_id", id),
                WrittenElsewhere.setting(new Document("status", status.name()).append("within", within)));
    }

    @Test
    void isTakenWhereItWasNotTakenLately() throws Exception {
        String id = desk.comeTo(Status.DISPATCHED);
        assertThat(handIn(id, "a.png", Samples.png(1000)).status()).isEqualTo(422);
        writtenElsewhere(id, Status.ACCEPTED, List.of("210000", "210100", "210100-HRSS"));
        assertThat(handIn(id, "a.png", Samples.png(1000)).status()).isEqualTo(201);
    }

    @Test
    void isRefusedWhereItIsNotWhatItMayBe() throws IOException {
        String id = desk.comeTo(Status.RECTIFYING);
        long version = desk.version(id);
        for (byte[] content : new byte[][] {"<html><script>1</script></html>".getBytes(StandardCharsets.UTF_8), {'M', 'Z', 0, 1},
            Samples.zip("Main.class")}) {
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

    @Test
    void shortensAVeryLongName() {
        String id = desk.comeTo(Status.RECTIFYING);
        Http.Answer answer = handIn(id, "证".repeat(150) + ".png", IssueDesk.PNG);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(answer.at("/name")).isEqualTo("证".repeat(120) + ".png");
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
        Http.Answer tooLarge = handIn(id, "large.png", Samples.png(MOST + 1));
        assertThat(tooLarge.status()).as("%s", tooLarge).isEqualTo(413);
        assertThat(tooLarge.problem()).isEqualTo("payload-too-large");
        Http.Answer largest = handIn(id, "large.png", Samples.png(MOST));
        assertThat(largest.status()).isEqualTo(201);
        Http.Answer read = http.as(Persona.SHENYANG_VERIFIER)
                .get("/api/v1/issues/" + id + "/evidence/" + largest.at("/id") + "?original=true");
        assertThat(HexFormat.of().formatHex(Ids.sha256(read.bytes()))).isEqualTo(largest.at("/sha256"));
    }

    @Test
    void isHandedInByTheHandlingUnitWhileItRectifies() {
        String rectifying = desk.comeTo(Status.RECTIFYING);
        assertThat(http.as(Persona.SHENYANG_OFFICE).upload("/api/v1/issues/" + rectifying + "/evidence", "a.png", "image/png", IssueDesk.PNG).problem())
                .isEqualTo("not-the-handling-unit");
        String dispatched = desk.comeTo(Status.DISPATCHED);
        assertThat(handIn(dispatched, "a.png", IssueDesk.PNG).problem()).isEqualTo("illegal-transition");
        String submitted = desk.comeTo(Status.SUBMITTED);
        long before = mongo.getCollection("evidence.files").countDocuments();
        assertThat(handIn(submitted, "b.png", Samples.png(99)).problem()).isEqualTo("illegal-transition");
        String elsewhere = desk.comeTo(Status.TRIAGED);
        desk.take(Action.DISPATCH, elsewhere, java.util.Map.of("handlingUnit", "210100-MSA"));
        assertThat(handIn(elsewhere, "a.png", IssueDesk.PNG).status()).isEqualTo(422);
        assertThat(mongo.getCollection("evidence.files").countDocuments()).as("nothing is stored for nothing").isEqualTo(before);
    }

    @Test
    void showsWhoFetchedItAndWhen() throws IOException {
        String id = desk.comeTo(Status.RECTIFYING);
        byte[] photo = Samples.written(Samples.scene(1200, 900, BufferedImage.TYPE_3BYTE_BGR), "jpeg");
        byte[] report = Samples.pdf("Rectified", PDRectangle.A4);
        String photoPath = "/api/v1/issues/" + id + "/evidence/" + handIn(id, "现场.jpg", photo).at("/id");
        String reportPath = "/api/v1/issues/" + id + "/evidence/" + handIn(id, "报告.pdf", report).at("/id");
        Http.Answer department = http.as(Persona.SHENYANG_DEPARTMENT).get(photoPath);
        Http.Answer verifier = http.as(Persona.SHENYANG_VERIFIER).get(photoPath);
        assertThat(verifier.status()).isEqualTo(200);
        assertThat(verifier.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(verifier.header("ETag")).as("each copy is another file").isNull();
        assertThat(verifier.header("Cache-Control")).contains("no-store").contains("private");
        assertThat(verifier.bytes()).isNotEqualTo(photo).isNotEqualTo(department.bytes());
        assertThat(ImageIO.read(new ByteArrayInputStream(verifier.bytes())).getWidth()).isEqualTo(1200);
        Http.Answer pages = http.as(Persona.SHENYANG_WALKER).get(reportPath);
        assertThat(pages.header("Content-Type")).isEqualTo("application/pdf");
        try (var document = Loader.loadPDF(pages.bytes())) {
            assertThat(document.getPage(0).getResources().getXObjectNames()).isNotEmpty();
        }
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(reportPath + "?original=true").bytes()).as("what is stored stays as it was")
                .isEqualTo(report);
    }

    @Test
    void isHandedOutWithoutAMarkOnlyToThoseWhoCheckIt() {
        String id = desk.comeTo(Status.RECTIFYING);
        String path = "/api/v1/issues/" + id + "/evidence/" + handIn(id, "a.png", Samples.png(4321)).at("/id");
        assertThat(http.as(Persona.SHENYANG_VERIFIER).get(path + "?original=true").status()).isEqualTo(200);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(path + "?original=true").status()).isEqualTo(200);
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get(path + "?original=true").status()).isEqualTo(403);
        assertThat(http.as(Persona.SHENYANG_WALKER).get(path + "?original=true").status()).isEqualTo(403);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path + "?original=true").status()).isEqualTo(404);
        Http.Answer neither = http.as(Persona.SHENYANG_OFFICE).get(path + "?original=perhaps");
        assertThat(neither.status()).isEqualTo(400);
        assertThat(neither.fields()).containsExactly("original");
    }

    @Test
    void comesAsItIsWhereItIsNoPictureAndNoPdf() {
        String id = desk.comeTo(Status.RECTIFYING);
        byte[] table = Samples.office(Samples.EXCEL);
        Http.Answer added = handIn(id, "台账.xlsx", table);
        assertThat(added.status()).as("%s", added).isEqualTo(201);
        Http.Answer read = http.as(Persona.SHENYANG_WALKER).get("/api/v1/issues/" + id + "/evidence/" + added.at("/id"));
        assertThat(read.bytes()).isEqualTo(table);
        assertThat(read.header("ETag")).isEqualTo("\"" + added.at("/sha256") + "\"");
    }

    @Test
    void isHandedOutToNobodyOnceItWasTamperedWith() {
        String id = desk.comeTo(Status.RECTIFYING);
        String evidence = handIn(id, "a.png", Samples.png(2345)).at("/id");
        String key = issues.get(id, Persona.SHENYANG_OFFICE.caller()).evidence().getFirst().file();
        mongo.getCollection("evidence.chunks").updateOne(new Document("files_id", key),
                new Document("$set", new Document("data", new org.bson.types.Binary(Samples.png(2346)))));
        for (String query : new String[] {"", "?original=true"}) {
            assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues/" + id + "/evidence/" + evidence + query).status()).isEqualTo(500);
        }
    }

    @Test
    void showsOnBothThatTheSameIsOnTwoIssues() {
        byte[] photo = Samples.png(7777);
        String first = desk.comeTo(Status.RECTIFYING);
        assertThat(handIn(first, "a.png", photo).json().at("/alsoOn/count").asLong()).isZero();
        String second = desk.comeTo(Status.RECTIFYING);
        Http.Answer receipt = handIn(second, "b.png", photo);
        assertThat(receipt.json().at("/alsoOn/count").asLong()).isEqualTo(1);
        assertThat(receipt.at("/alsoOn/issues/0/id")).isEqualTo(first);
        assertThat(receipt.at("/alsoOn/issues/0/number")).isEqualTo(desk.read(first).at("/number"));
        Http.Answer again = handIn(second, "b.png", photo);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.at("/alsoOn/issues/0/id")).isEqualTo(first);
        handIn(first, "c.png", Samples.png(7778));
        Http.Answer list = http.as(Persona.SHENYANG_VERIFIER).get("/api/v1/issues/" + first + "/evidence");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.at("/0/sha256")).isEqualTo(receipt.at("/sha256"));
        assertThat(list.at("/0/alsoOn/issues/0/id")).isEqualTo(second);
        assertThat(list.json().at("/1/alsoOn/count").asLong()).isZero();
        assertThat(http.as(Persona.DALIAN_OFFICE).get("/api/v1/issues/" + first + "/evidence").status()).isEqualTo(404);
    }

    @Test
    void tellsWithASubmissionWhatWasOnAnotherIssueBefore() {
        byte[] photo = Samples.png(7779);
        String first = desk.comeTo(Status.RECTIFYING);
        handIn(first, "a.png", photo);
        String second = desk.comeTo(Status.RECTIFYING);
        handIn(second, "b.png", photo);
        assertThat(submitted(first).has("secondHand")).as("the first had it of its own").isFalse();
        assertThat(submitted(second).path("secondHand").asInt()).isEqualTo(1);
    }

    private JsonNode submitted(String issue) {
        assertThat(desk.take(Action.SUBMIT, issue).status()).isEqualTo(200);
        return kafka.await("issue.events", issue, 6).stream().map(message -> JSON.readTree(message.value())).filter(event -> event.has("evidence")).findFirst().orElseThrow();
    }

    @Test
    void countsOtherIssuesButNamesOnlyThoseTheCallerMaySee() {
        byte[] photo = Samples.png(8888);
        String here = desk.comeTo(Status.RECTIFYING);
        handIn(here, "a.png", photo);
        String elsewhere = desk.registered(DALIAN_HRSS);
        var piece = mongo.getCollection("issue").find(new Document("_id", here)).first().getList("evidence", Document.class).getFirst();
        mongo.getCollection("issue").updateOne(new Document("_id", elsewhere), new Document("$set", new Document("evidence", List.of(piece))
                .append("within", List.of("210000", "210200", "210200-HRSS"))));
        Http.Answer seen = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues/" + here + "/evidence");
        assertThat(seen.json().at("/0/alsoOn/count").asLong()).isEqualTo(1);
        assertThat(seen.json().at("/0/alsoOn/issues")).isEmpty();
        assertThat(http.as(Persona.PROVINCE_OFFICE).get("/api/v1/issues/" + here + "/evidence").at("/0/alsoOn/issues/0/id")).isEqualTo(elsewhere);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evidence.sha256", "evidence.file"})
    void isFoundByAnIndex(String field) {
        handIn(desk.comeTo(Status.RECTIFYING), "a.png", Samples.png(5678));
        Document plan = mongo.getCollection("issue").find(new Document(field, new Document("$in", List.of("x", "y")))).explain();
        assertThat(plan.toJson()).contains("IXSCAN").doesNotContain("COLLSCAN");
    }

    @Test
    void mayAllTogetherBeSoLargeAndNoLarger() {
        String id = desk.comeTo(Status.RECTIFYING);
        handIn(id, "a.png", Samples.png(1111));
        mongo.getCollection("issue").updateOne(new Document("_id", id),
                WrittenElsewhere.setting(new Document("evidence.0.size", 200L * 1024 * 1024 - 1000)));
        Http.Answer refused = handIn(id, "b.png", Samples.png(1001));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("evidence-over-quota");
        assertThat(refused.fields()).containsExactly("file");
        assertThat(handIn(id, "b.png", Samples.png(1000)).status()).isEqualTo(201);
    }

    @Test
    void isRefusedWhereItCannotBeShownToOthers() throws IOException {
        String id = desk.comeTo(Status.RECTIFYING);
        long before = mongo.getCollection("evidence.files").countDocuments();
        assertThat(handIn(id, "a.docx", Samples.office(Samples.WORD, "word/vbaProject.bin")).problem()).isEqualTo("evidence-with-macros");
        assertThat(handIn(id, "a.pdf", Samples.lockedPdf("secret")).problem()).isEqualTo("evidence-locked");
        assertThat(handIn(id, "a.png", Samples.pngClaiming(60_000, 60_000)).problem()).isEqualTo("evidence-too-detailed");
        assertThat(handIn(id, "a.png", Arrays.copyOf(Samples.png(100), 24)).problem()).isEqualTo("evidence-unreadable");
        assertThat(mongo.getCollection("evidence.files").countDocuments()).isEqualTo(before);
    }

    private Http.Answer handIn(String id, String name, byte[] content) {
        return http.as(Persona.SHENYANG_DEPARTMENT).upload("/api/v1/issues/" + id + "/evidence", name, "image/png", content);
    }
}
