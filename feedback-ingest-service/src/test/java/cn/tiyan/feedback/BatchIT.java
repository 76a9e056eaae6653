package cn.tiyan.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Pushing by CloudEvents and in batches, and asking what became of it. */
@PlatformTest
class BatchIT {

    private static final String ORDERS = "/api/v1/ingest/hotline-orders";
    private static final String LINES = "application/x-ndjson";
    private static final String EVENTS = "application/cloudevents-batch+json";

    @Autowired
    private Http http;
    @Autowired
    private KafkaTopics kafka;

    private final String run = "B" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    private SigningSender hotline() {
        return SigningSender.hotline(http);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private String order(int number) {
        return Pushes.anOrder(run + "-" + number).json();
    }

    private byte[] lines(int count) {
        return bytes(IntStream.range(0, count).mapToObj(this::order).collect(Collectors.joining("\n")));
    }

    private static String event(String type, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"urn:hotline\",\"type\":\"" + type + "\",\"datacontenttype\":\"application/json\",\"data\":" + data + "}";
    }

    /** The bodies that are kept, by what their keys end in. */
    private long kept() {
        return kafka.read("feedback.arrivals", message -> message.key().contains("/" + run)).size();
    }

    private JsonNode processed(SigningSender sender, String receipt, int items) {
        String path = "/api/v1/ingest/receipts/" + receipt;
        KafkaTopics.await("the batch to be processed", () -> sender.get(path).json().path("processed").asInt() == items);
        return sender.get(path).json();
    }

    @Test
    void takesWhatIsGoodInABatchAndTellsOfEachItem() {
        byte[] body = bytes(String.join("\n", order(0), "nonsense", "", Pushes.anOrder(run + "-2").without("title").json(),
                Pushes.anOrder(run + "-3").with("responsibleUnit", "210200-HRSS").json(), order(4)) + "\n");
        Http.Answer answer = hotline().post(ORDERS, body, LINES);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        JsonNode told = answer.json();
        assertThat(told.path("accepted").asInt()).isEqualTo(2);
        assertThat(told.path("refused").asInt()).isEqualTo(3);
        List<JsonNode> results = told.path("results").valueStream().toList();
        assertThat(results).extracting(result -> result.path("index").asInt()).containsExactly(0, 1, 2, 3, 4);
        assertThat(results).extracting(result -> result.path("problem").asString("none"))
                .containsExactly("none", "malformed", "malformed", "unit-outside-sender", "none");
        assertThat(results.get(2).at("/fieldErrors/0/field").asString()).isEqualTo("title");
        assertThat(results.get(4).path("key").asString()).isEqualTo(run + "-4");
        assertThat(kept()).isEqualTo(2);

        JsonNode batch = processed(hotline(), answer.at("/receiptId"), 2);
        assertThat(batch.path("refused").asInt()).isEqualTo(3);
        assertThat(batch.path("items").valueStream()).extracting(item -> item.path("receiptId").asString())
                .containsExactly(results.get(0).path("receiptId").asString(), results.get(4).path("receiptId").asString());
        assertThat(batch.path("items").valueStream()).extracting(item -> item.path("effect").asString()).containsOnly("APPLIED");
        assertThat(http.as(Persona.OPERATOR).get("/api/v1/feedback/receipts/" + answer.at("/receiptId")).json().path("items")).hasSize(2);
        assertThat(http.as(Persona.DALIAN_OFFICE).get("/api/v1/feedback/receipts/" + answer.at("/receiptId")).status()).isEqualTo(404);
    }

    @Test
    void refusesANumberThatIsTooLargeInItsOwnLineAlone() {
        byte[] body = bytes(String.join("\n", order(0), "{\"version\":1e19," + Pushes.anOrder(run + "-1").without("version").json().substring(1), order(2)));
        Http.Answer answer = hotline().post(ORDERS, body, LINES);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.at("/refused")).isEqualTo("1");
        assertThat(answer.at("/results/1/fieldErrors/0/field")).isEqualTo("version");
    }

    @Test
    void refusesABatchOfWhichNothingIsGood() {
        byte[] outside = bytes(Pushes.anOrder(run + "-1").with("responsibleUnit", "210200-HRSS").json());
        Http.Answer rules = hotline().post(ORDERS, outside, LINES);
        assertThat(rules.status()).isEqualTo(422);
        assertThat(rules.problem()).isEqualTo("nothing-accepted");
        assertThat(rules.at("/results/0/problem")).isEqualTo("unit-outside-sender");
        assertThat(hotline().post(ORDERS, bytes("{}\n{}"), LINES).status()).isEqualTo(400);
        assertThat(hotline().post(ORDERS, new byte[0], LINES).status()).isEqualTo(400);
        assertThat(hotline().post(ORDERS, bytes("[]"), EVENTS).status()).isEqualTo(400);
        assertThat(kept()).isZero();
    }

    @Test
    void takesPackedBatchesLongerThanWhatIsHeldInMemory() throws IOException {
        byte[] body = bytes(IntStream.range(0, 1500).mapToObj(i -> Pushes.anOrder(run + "-" + i).with("padding", UUID.randomUUID() + "x".repeat(1000)).json())
                .collect(Collectors.joining("\n")));
        assertThat(body.length).isGreaterThan(2 * 1024 * 1024);
        Http.Answer answer = hotline().with("Content-Encoding", "gzip").post(ORDERS, packed(body), LINES);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(1500);
        assertThat(kept()).isEqualTo(1500);
        assertThat(answer.json().path("results").valueStream().map(result -> result.path("key").asString()))
                .containsExactlyElementsOf(IntStream.range(0, 1500).mapToObj(i -> run + "-" + i).toList());
    }

    @Test
    void changesNothingByTheSameBatchOnceMore() {
        String first = hotline().post(ORDERS, lines(3), LINES).at("/receiptId");
        processed(hotline(), first, 3);
        String second = hotline().post(ORDERS, lines(3), LINES).at("/receiptId");
        assertThat(processed(hotline(), second, 3).path("items").valueStream()).extracting(item -> item.path("effect").asString()).containsOnly("DUPLICATE");
    }

    @Test
    void believesNothingOfABodyThatIsNotWhatWasSigned() {
        byte[] body = lines(3);
        byte[] shortened = lines(2);
        Http.Answer cut = hotline().signed(ORDERS, body).post(ORDERS, shortened, LINES);
        assertThat(cut.status()).isEqualTo(400);
        assertThat(cut.fields()).containsExactly("Tiyan-Digest");
        Http.Answer unsigned = http.post(ORDERS, body, LINES);
        assertThat(unsigned.status()).isEqualTo(401);
        assertThat(unsigned.problem()).isEqualTo("signature-missing");
        SigningSender once = hotline().signing(Instant.now(), UUID.randomUUID().toString());
        assertThat(once.post(ORDERS, body, LINES).status()).isEqualTo(202);
        assertThat(once.post(ORDERS, body, LINES).problem()).isEqualTo("nonce-replayed");
        assertThat(kept()).isEqualTo(3);
    }

    @Test
    void refusesBombsAndWhatIsNoGzip() throws IOException {
        byte[] bomb = packed(new byte[150 * 1024 * 1024]);
        assertThat(bomb.length).isLessThan(200 * 1024);
        Http.Answer refused = hotline().with("Content-Encoding", "gzip").post(ORDERS, bomb, LINES);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.problem()).isEqualTo("payload-too-large");
        byte[] whole = packed(lines(5));
        for (byte[] broken : List.of(lines(1), java.util.Arrays.copyOf(whole, whole.length - 9), new byte[0])) {
            Http.Answer answer = hotline().with("Content-Encoding", "gzip").post(ORDERS, broken, LINES);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.fields()).containsExactly("(body)");
        }
        assertThat(hotline().with("Content-Encoding", "br").post(ORDERS, lines(1), LINES).fields()).containsExactly("Content-Encoding");
        assertThat(hotline().with("Content-Encoding", "gzip").post(ORDERS, packed(bytes(order(1))), "application/json").fields()).containsExactly("Content-Encoding");
        assertThat(kept()).isZero();
    }

    @Test
    void refusesTooManyItemsAndTooLongOnes() {
        assertThat(hotline().post(ORDERS, bytes("{}\n".repeat(2001)), LINES).status()).isEqualTo(413);
        Http.Answer answer = hotline().post(ORDERS, bytes(order(1) + "\n" + Pushes.anOrder(run + "-2").with("padding", "x".repeat(256 * 1024)).json() + "\n" + order(3)), LINES);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("results").valueStream().map(result -> result.path("problem").asString("none"))).containsExactly("none", "payload-too-large", "none");
        assertThat(kept()).isEqualTo(2);
    }

    @Test
    void refusesFiftyMegabytes() {
        byte[] huge = new byte[50 * 1024 * 1024];
        for (String type : List.of(LINES, EVENTS, "application/json", "application/cloudevents+json")) {
            int status;
            try {
                status = hotline().post(ORDERS, huge, type).status();
            } catch (java.io.UncheckedIOException e) {
                // The answer was given and the connection closed while the client still wrote.
                continue;
            }
            assertThat(status).isEqualTo(413);
        }
        assertThat(kept()).isZero();
    }

    @Test
    void takesEventsInEveryMode() {
        String type = "cn.tiyan.hotline-orders.v1";
        assertThat(hotline().post(ORDERS, bytes(event(type, order(1))), "application/cloudevents+json").at("/key")).isEqualTo(run + "-1");
        assertThat(binary(type).post(ORDERS, order(2)).at("/key")).isEqualTo(run + "-2");
        Http.Answer batch = hotline().post(ORDERS, bytes("[" + event(type, order(3)) + ",\n" + event("cn.tiyan.ratings.v1", order(4)) + "]"), EVENTS);
        assertThat(batch.status()).as(batch.text()).isEqualTo(202);
        assertThat(batch.json().path("results").valueStream().map(result -> result.path("status").asString())).containsExactly("ACCEPTED", "REFUSED");
        assertThat(batch.at("/results/1/fieldErrors/0/field")).isEqualTo("type");
        assertThat(binary("cn.tiyan.ratings.v1").post(ORDERS, order(5)).fields()).containsExactly("ce-type");
        assertThat(hotline().post(ORDERS, bytes(event(type, "[]")), "application/cloudevents+json").fields()).containsExactly("data");
        assertThat(hotline().post(ORDERS, bytes("[" + event(type, order(6)) + ","), EVENTS).fields()).containsExactly("(body)");
        assertThat(kept()).isEqualTo(3);
    }

    private SigningSender binary(String type) {
        return hotline().with("ce-specversion", "1.0").with("ce-id", "7").with("ce-source", "urn:hotline").with("ce-type", type);
    }

    @Test
    void tellsSendersOfTheirOwnReceiptsOnly() {
        String receipt = hotline().order(Pushes.anOrder(run + "-1")).at("/receiptId");
        String path = "/api/v1/ingest/receipts/" + receipt;
        KafkaTopics.await("the push to be processed", () -> "PROCESSED".equals(hotline().get(path).at("/state")));
        assertThat(hotline().get(path).at("/effect")).isEqualTo("APPLIED");
        assertThat(SigningSender.ratings(http).get(path).status()).isEqualTo(404);
        assertThat(http.get(path).status()).isEqualTo(401);
        String batch = "/api/v1/ingest/receipts/" + hotline().post(ORDERS, lines(2), LINES).at("/receiptId");
        assertThat(SigningSender.ratings(http).get(batch).status()).isEqualTo(404);
        assertThat(hotline().get(batch.replace("_2_0_", "_9_0_")).status()).isEqualTo(404);
        assertThat(hotline().get(batch).json().path("accepted").asInt()).isEqualTo(2);
    }

    @Test
    void holdsASenderToItsQuota() {
        SigningSender hurried = hotline().named("hotline-hurried");
        List<Http.Answer> answers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            answers.add(hurried.order(Pushes.anOrder(run + "-" + i)));
        }
        assertThat(answers).extracting(Http.Answer::status).startsWith(202, 202, 202, 202, 202).contains(429);
        Http.Answer refused = answers.stream().filter(answer -> answer.status() == 429).findFirst().orElseThrow();
        assertThat(refused.problem()).isEqualTo("quota-exceeded");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 2);
        assertThat(kept()).isEqualTo(answers.stream().filter(answer -> answer.status() == 202).count());
        assertThat(hurried.post(ORDERS, lines(6), LINES).status()).as("more than may ever come at once").isEqualTo(413);
        assertThat(hotline().order(Pushes.anOrder(run + "-other")).status()).as("another sender's quota").isEqualTo(202);
    }

    @Test
    void takesChineseSignaturesAndKeysInTurn() {
        SigningSender chinese = hotline().named("hotline-chinese");
        assertThat(chinese.chinese().order(Pushes.anOrder(run + "-1")).status()).isEqualTo(202);
        assertThat(chinese.chinese().with("Tiyan-Key", "2026").post(ORDERS, lines(2), LINES).status()).isEqualTo(202);
        assertThat(chinese.chinese().with("Tiyan-Key", "2025").order(Pushes.anOrder(run + "-2")).problem()).isEqualTo("signature-wrong");
        assertThat(chinese.order(Pushes.anOrder(run + "-2")).problem()).isEqualTo("key-not-valid");
        assertThat(SigningSender.ratings(http).named("hotline-chinese").chinese().order(Pushes.anOrder(run + "-2")).problem()).isEqualTo("key-not-valid");
    }
}
