package cn.tiyan.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.platform.messaging.Parking;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.Document;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/** Pushing, over HTTP and Kafka, and reading what became of it. */
@PlatformTest
class IngestIT {

    private static final String ORDERS = "/api/v1/ingest/hotline-orders";
    private static final String ARRIVALS = "feedback.arrivals";

    @Autowired
    private Http http;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private MongoTemplate mongo;

    private static String aNumber() {
        return "T" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    private SigningSender hotline() {
        return SigningSender.hotline(http);
    }

    private SigningSender ratings() {
        return SigningSender.ratings(http);
    }

    private JsonNode receipt(Http.Answer accepted) {
        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
        String path = "/api/v1/feedback/receipts/" + accepted.at("/receiptId");
        KafkaTopics.await("the receipt to be processed", () -> !"ACCEPTED".equals(http.as(Persona.OPERATOR).get(path).at("/state")));
        return http.as(Persona.OPERATOR).get(path).json();
    }

    private JsonNode feedback(Http.Answer accepted) {
        return http.as(Persona.PROVINCE_OFFICE).get("/api/v1/feedback/" + receipt(accepted).path("feedbackId").asString()).json();
    }

    private long arrivalsOf(String matter) {
        return kafka.read(ARRIVALS, message -> message.key().endsWith("/" + matter)).size();
    }

    private List<String> events(String feedbackId) {
        return kafka.read("feedback.events", message -> feedbackId.equals(message.key())).stream()
                .map(message -> new String(message.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8)).toList();
    }

    @Test
    void takesAnOrderInAndCallsForAnIssue() {
        String number = aNumber();
        Http.Answer accepted = hotline().order(Pushes.anOrder(number));
        assertThat(accepted.at("/key")).isEqualTo(number);
        JsonNode receipt = receipt(accepted);
        assertThat(receipt.path("effect").asString()).isEqualTo("APPLIED");
        assertThat(receipt.path("issueCalledFor").asBoolean()).isTrue();

        String id = receipt.path("feedbackId").asString();
        Http.Answer shown = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/feedback/" + id);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.version()).isEqualTo(1);
        assertThat(shown.at("/unit")).isEqualTo("210100-HRSS");
        assertThat(shown.text()).doesNotContain("13912345678", "李晓明", "南京北街");
        kafka.await("feedback.events", id, 2);
        assertThat(events(id)).containsExactly("feedback.recorded.v1", "feedback.issue-called-for.v1");
        assertThat(kafka.read("feedback.events", message -> id.equals(message.key())))
                .allSatisfy(message -> assertThat(new String(message.value(), StandardCharsets.UTF_8)).doesNotContain("13912345678", "李晓明"));
    }

    @Test
    void takesAReportOfWhatCannotBeGotDoneIn() {
        JsonNode report = feedback(SigningSender.window(http).report(Pushes.aReport(aNumber()).with("unheardOf", 1)));
        assertThat(report.path("source").asString()).isEqualTo("CANNOT_GET_DONE");
        assertThat(report.path("issueCalledFor").asBoolean()).isTrue();
        assertThat(report.path("grounds").valueStream().map(JsonNode::asString)).containsExactly("CANNOT_GET_DONE_SEVERAL_DEPARTMENTS");
        assertThat(report.path("facts").path("window").asString()).isEqualTo("3号楼办不成事反映窗口");
        assertThat(report.toString()).doesNotContain("13912345678", "李晓明");
        assertThat(hotline().report(Pushes.aReport(aNumber())).status()).isEqualTo(403);
        assertThat(SigningSender.window(http).report(Pushes.aReport(aNumber()).with("reasonClass", "材料不全")).fields()).containsExactly("reasonClass");
    }

    @Test
    void keepsArrivalsSealed() {
        String number = aNumber();
        receipt(hotline().order(Pushes.anOrder(number)));
        assertThat(kafka.read(ARRIVALS, message -> message.key().equals("hotline-shenyang/" + number))).singleElement().satisfies(message ->
                assertThat(new String(message.value(), StandardCharsets.UTF_8)).doesNotContain("13912345678", "李晓明", "title"));
        assertThat(mongo.getCollection("feedback").find(new Document("key", number)).first().toJson())
                .doesNotContain("13912345678", "李晓明", "南京北街100号");
    }

    @Test
    void endsTheSameWhateverArrivesFirst() {
        var random = new Random(42);
        List<JsonNode> ends = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            String number = aNumber();
            String project = aNumber();
            List<Supplier<Http.Answer>> pushes = new ArrayList<>(List.of(
                    () -> hotline().order(Pushes.anOrder(number).version(1)),
                    () -> hotline().order(Pushes.anOrder(number).version(1)),
                    () -> hotline().order(Pushes.anOrder(number).version(2).with("handlingMode", "CONSULTATION")),
                    () -> hotline().order(Pushes.anOrder(number).version(3).with("handlingMode", "CONSULTATION").with("title", "最新标题")),
                    () -> ratings().service(Pushes.aService(project)),
                    () -> ratings().rating(Pushes.aBadRating(project, 1)),
                    () -> ratings().rating(Pushes.aBadRating(project, 1)),
                    () -> ratings().rating(Pushes.aBadRating(project, 2).with("satisfaction", 5))));
            Collections.shuffle(pushes, random);
            List<JsonNode> receipts = pushes.stream().map(Supplier::get).toList().stream().map(this::receipt).toList();
            List<String> ids = receipts.stream().map(receipt -> receipt.path("feedbackId").asString("")).filter(id -> !id.isEmpty()).distinct().toList();
            assertThat(ids).hasSize(3);
            var end = tools.jackson.databind.json.JsonMapper.shared().createObjectNode();
            for (String id : ids) {
                JsonNode whole = http.as(Persona.PROVINCE_OFFICE).get("/api/v1/feedback/" + id).json();
                String name = whole.path("key").asString().replace(number, "ORDER").replace(project, "PROJECT");
                for (String field : List.of("state", "unit", "title", "text", "issueCalledFor", "grounds", "severity", "satisfaction")) {
                    end.set(name + " " + field, whole.path(field));
                }
                int issues = whole.path("issueCalledFor").asBoolean() ? 1 : 0;
                KafkaTopics.await("the events of " + id, () -> events(id).stream().filter("feedback.issue-called-for.v1"::equals).distinct().count() == issues);
                assertThat(events(id)).filteredOn("feedback.issue-called-for.v1"::equals).hasSize(issues);
            }
            ends.add(end);
        }
        assertThat(ends).allSatisfy(end -> assertThat(end.properties()).hasSameElementsAs(ends.getFirst().properties()));
        assertThat(ends.getFirst().path("ORDER title").asString()).isEqualTo("最新标题");
        assertThat(ends.getFirst().path("ORDER issueCalledFor").asBoolean()).isTrue();
    }

    @Test
    void makesOneRecordOfPushesAtTheSameMoment() throws Exception {
        String number = aNumber();
        List<JsonNode> receipts = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Http.Answer>> same = Collections.nCopies(12, () -> hotline().order(Pushes.anOrder(number)));
            for (var answer : threads.invokeAll(same)) {
                receipts.add(receipt(answer.get()));
            }
        }
        assertThat(receipts).extracting(receipt -> receipt.path("effect").asString()).filteredOn("APPLIED"::equals).hasSize(1);
        assertThat(receipts).extracting(receipt -> receipt.path("effect").asString()).filteredOn("DUPLICATE"::equals).hasSize(11);
        Http.Answer list = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/feedback?key=" + number);
        assertThat(list.json().path("items")).hasSize(1);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/feedback/" + list.at("/items/0/id")).version()).isEqualTo(1);
    }

    @Test
    void refusesBadInputNamingTheFieldAndKeepsNothing() {
        String number = aNumber();
        Http.Answer refused = hotline().order(Pushes.anOrder(number).without("title").with("handlingMode", "?").with("updatedAt", "gestern"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.fields()).containsExactlyInAnyOrder("title", "handlingMode", "updatedAt");
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");

        Http.Answer unexplained = ratings().rating(Pushes.aBadRating(number, 1).without("text"));
        assertThat(unexplained.status()).isEqualTo(422);
        assertThat(unexplained.problem()).isEqualTo("bad-rating-needs-reason");
        assertThat(unexplained.fields()).containsExactly("text");

        for (String body : List.of("", "{", "[]", "nonsense", "{\"orderNumber\":\"" + number + "\"", "\u0000")) {
            assertThat(hotline().post(ORDERS, body).status()).as(body).isEqualTo(400);
        }
        assertThat(hotline().post(ORDERS, new byte[] {(byte) 0xc3, 0x28}).status()).isEqualTo(400);
        byte[] body = Pushes.anOrder(number).json().getBytes(StandardCharsets.UTF_8);
        assertThat(hotline().signed(ORDERS, body).post(ORDERS, body, "text/plain").status()).isEqualTo(415);
        assertThat(arrivalsOf(number)).isZero();
    }

    @Test
    void refusesWhoeverCannotProveWhoTheyAre() {
        String number = aNumber();
        String json = Pushes.anOrder(number).json();
        assertRefused(http.post(ORDERS, json), "signature-missing");
        assertRefused(hotline().withKey(new byte[32]).post(ORDERS, json), "signature-wrong");
        assertRefused(hotline().named("nobody").post(ORDERS, json), "signature-wrong");
        assertThat(hotline().named("nobody").post(ORDERS, json).at("/detail")).isEqualTo(hotline().withKey(new byte[32]).post(ORDERS, json).at("/detail"));
        assertRefused(hotline().signing(Instant.now().minusSeconds(400), aNumber()).post(ORDERS, json), "timestamp-out-of-window");
        assertRefused(hotline().signing(Instant.now().plusSeconds(400), aNumber()).post(ORDERS, json), "timestamp-out-of-window");
        assertRefused(hotline().signed(ORDERS, "{}".getBytes(StandardCharsets.UTF_8)).post(ORDERS, json), "signature-wrong");
        assertThat(arrivalsOf(number)).isZero();

        SigningSender once = hotline().signing(Instant.now(), aNumber());
        assertThat(once.post(ORDERS, json).status()).isEqualTo(202);
        assertRefused(once.post(ORDERS, json), "nonce-replayed");
        assertThat(arrivalsOf(number)).isEqualTo(1);
    }

    private static void assertRefused(Http.Answer answer, String problem) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo(problem);
    }

    @Test
    void takesAReplayOnceHoweverManyComeAtOnce() throws Exception {
        String number = aNumber();
        SigningSender once = hotline().signing(Instant.now(), aNumber());
        List<Integer> statuses = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> same = Collections.nCopies(10, () -> once.order(Pushes.anOrder(number)).status());
            for (var answer : threads.invokeAll(same)) {
                statuses.add(answer.get());
            }
        }
        assertThat(statuses).filteredOn(status -> status == 202).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 401).hasSize(9);
    }

    @Test
    void refusesOtherChannelsAndOtherAreas() {
        String number = aNumber();
        assertThat(hotline().rating(Pushes.aBadRating(number, 1)).status()).isEqualTo(403);
        assertThat(ratings().order(Pushes.anOrder(number)).status()).isEqualTo(403);
        Http.Answer dalian = hotline().order(Pushes.anOrder(number).with("responsibleUnit", "210200-HRSS"));
        assertThat(dalian.status()).isEqualTo(422);
        assertThat(dalian.problem()).isEqualTo("unit-outside-sender");
        assertThat(dalian.fields()).containsExactly("responsibleUnit");
        assertThat(arrivalsOf(number)).isZero();
    }

    @Test
    void refusesHugeBodiesDeclaredOrNot() throws Exception {
        byte[] huge = new byte[256 * 1024 + 1];
        java.util.Arrays.fill(huge, (byte) ' ');
        assertThat(hotline().post(ORDERS, huge).status()).isEqualTo(413);
        try (var client = HttpClient.newHttpClient()) {
            var chunked = client.send(HttpRequest.newBuilder(URI.create(http.base() + ORDERS)).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> (InputStream) new java.io.ByteArrayInputStream(huge))).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(chunked.statusCode()).isEqualTo(413);
        }
        String number = aNumber();
        assertThat(hotline().order(Pushes.anOrder(number).with("padding", "x".repeat(250_000))).status()).isEqualTo(202);
        feedback(hotline().order(Pushes.anOrder(number)));
    }

    @Test
    void carriesEmojiAndRightToLeftText() {
        String words = "不满意😡👨‍👩‍👧 שלום ‮abc‬ 𠮷";
        JsonNode shown = feedback(hotline().order(Pushes.anOrder(aNumber()).with("content", words).with("title", words)));
        assertThat(shown.path("text").asString()).isEqualTo(words);
        assertThat(shown.path("title").asString()).isEqualTo(words);
    }

    @Test
    void parksAPushAboutAUnitNobodyKnows() {
        JsonNode receipt = receipt(hotline().order(Pushes.anOrder(aNumber()).with("responsibleUnit", "210100-NOSUCH")));
        assertThat(receipt.path("state").asString()).isEqualTo("PARKED");
        assertThat(receipt.path("reason").asString()).isEqualTo("UNKNOWN_REFERENCE");
        assertThat(kafka.read(Parking.topic("feedback-ingest-service"), message -> true)).anySatisfy(message ->
                assertThat(new String(message.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8)).isEqualTo(receipt.path("receiptId").asString()));
    }

    @Test
    void showsEachCityItsOwnOnly() {
        String number = aNumber();
        String id = receipt(hotline().order(Pushes.anOrder(number))).path("feedbackId").asString();
        assertThat(http.as(Persona.DALIAN_OFFICE).get("/api/v1/feedback/" + id).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).get("/api/v1/feedback?key=" + number).json().path("items")).isEmpty();
        assertThat(http.as(Persona.EXPERIENCER).get("/api/v1/feedback/" + id).status()).isEqualTo(404);
        assertThat(http.get("/api/v1/feedback/" + id).status()).isEqualTo(401);
        for (Persona insider : List.of(Persona.SHENYANG_DEPARTMENT, Persona.SHENYANG_OFFICE, Persona.PROVINCE_OFFICE)) {
            assertThat(http.as(insider).get("/api/v1/feedback/" + id).status()).isEqualTo(200);
            assertThat(http.as(insider).get("/api/v1/feedback?source=HOTLINE_12345&sender=hotline-shenyang&key=" + number).json().path("items")).hasSize(1);
        }
    }

    @Test
    void pagesWithoutGapsOrRepeats() {
        String project = aNumber();
        receipt(ratings().service(Pushes.aService(project)));
        for (int number = 1; number <= 5; number++) {
            receipt(ratings().rating(Pushes.aBadRating(project, number)));
        }
        List<String> keys = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = http.as(Persona.SHENYANG_DEPARTMENT).get("/api/v1/feedback?source=SERVICE_RATING&limit=2" + after).json();
            page.path("items").forEach(item -> keys.add(item.path("key").asString()));
            after = page.has("next") ? "&after=" + page.path("next").asString() : "";
        } while (!after.isEmpty());
        assertThat(keys).doesNotHaveDuplicates().contains(project + "/5", project + "/4", project + "/3", project + "/2", project + "/1");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/feedback?limit=0").status()).isEqualTo(400);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/feedback?source=NONSENSE").fields()).containsExactly("source");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/feedback?after=nonsense").status()).isEqualTo(400);
    }

    @Test
    void revealsAFieldForAReasonThatGoesOnRecord() {
        JsonNode receipt = receipt(hotline().order(Pushes.anOrder(aNumber()).with("unheardOf", Map.of("a", 1))));
        String path = "/api/v1/feedback/" + receipt.path("feedbackId").asString();
        var reveal = Map.of("field", "callerPhone", "reason", "回访核实办理结果");
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).post(path + "/reveal", reveal).status()).isEqualTo(403);
        assertThat(http.as(Persona.DALIAN_OFFICE).post(path + "/reveal", reveal).status()).isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(path + "/reveal", Map.of("field", "callerPhone")).fields()).containsExactly("reason");
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(path + "/reveal", Map.of("field", "noSuch", "reason", "回访核实办理结果")).fields()).containsExactly("field");

        Http.Answer revealed = http.as(Persona.SHENYANG_OFFICE).post(path + "/reveal", reveal);
        assertThat(revealed.at("/value")).isEqualTo("13912345678");
        assertThat(revealed.header("Cache-Control")).contains("no-store");
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(path + "/reveal", Map.of("field", "unheardOf", "reason", "回访核实办理结果")).at("/value")).isEqualTo("{\"a\":1}");
        JsonNode history = http.as(Persona.SHENYANG_OFFICE).get(path).json().path("history");
        assertThat(history.valueStream().filter(entry -> "reveal".equals(entry.path("action").asString()))).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.path("by").asString()).isEqualTo("shenyang.ban");
            assertThat(entry.path("note").asString()).contains("回访核实办理结果");
        });
    }

    @Test
    void tellsAWaitingReceiptFromAnInventedOne() {
        String id = hotline().order(Pushes.anOrder(aNumber())).at("/receiptId");
        assertThat(http.as(Persona.OPERATOR).get("/api/v1/feedback/receipts/" + id).status()).isEqualTo(200);
        char last = id.charAt(id.length() - 1);
        assertThat(http.as(Persona.OPERATOR).get("/api/v1/feedback/receipts/" + id.substring(0, id.length() - 1) + (last == '0' ? '1' : '0')).status()).isEqualTo(404);
        assertThat(http.as(Persona.OPERATOR).get("/api/v1/feedback/receipts/rcp_1").status()).isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get("/api/v1/feedback/receipts/" + id).status()).isEqualTo(403);
        KafkaTopics.await("the receipt to be processed", () -> "PROCESSED".equals(http.as(Persona.OPERATOR).get("/api/v1/feedback/receipts/" + id).at("/state")));
        assertThat(http.as(Persona.DALIAN_OFFICE).get("/api/v1/feedback/receipts/" + id).status()).isEqualTo(404);
    }

    @Test
    void letsSendersTestTheirSignature() {
        Http.Answer good = hotline().post("/api/v1/ingest/self-test", "whatever");
        assertThat(good.status()).isEqualTo(200);
        assertThat(good.at("/sender")).isEqualTo("hotline-shenyang");
        assertThat(good.json().path("verified").valueStream().map(JsonNode::asString)).containsExactly("HEADERS", "SIGNATURE", "KEY", "TIMESTAMP", "NONCE");

        Http.Answer late = hotline().signing(Instant.now().minusSeconds(1_000), aNumber()).post("/api/v1/ingest/self-test", "{}");
        assertThat(late.status()).isEqualTo(401);
        assertThat(late.problem()).isEqualTo("timestamp-out-of-window");
        assertThat(late.at("/failedStep")).isEqualTo("TIMESTAMP");

        Http.Answer wrong = hotline().withKey(new byte[32]).post("/api/v1/ingest/self-test", "{}");
        assertThat(wrong.at("/failedStep")).isEqualTo("SIGNATURE");
        assertThat(wrong.at("/received/bodyDigest")).isEqualTo("RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=");
        assertThat(wrong.text()).doesNotContain("hmac-sha256=");
        assertThat(http.post("/api/v1/ingest/self-test?x=%ff", "{}").status()).isEqualTo(401);
    }

    @Test
    void acceptsTheCommandsOfTheGuideAsTheyStand() throws Exception {
        Assumptions.assumeTrue(isThere("curl") && isThere("openssl"), "needs curl and openssl");
        var process = new ProcessBuilder("bash", "-eu", "-c", new IntegrationGuide().example("curl")).redirectErrorStream(true);
        process.environment().put("GATEWAY", http.base());
        process.environment().put("TIYAN_SENDER_HOTLINE_KEY", new IntegrationGuide().example("key"));
        Process running = process.start();
        String answer = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(answer).contains("\"receiptId\":\"rcp_", "\"key\":\"SY20261123000017\"");
    }

    private static boolean isThere(String command) throws Exception {
        return new ProcessBuilder("bash", "-c", "command -v " + command).start().waitFor() == 0;
    }
}
