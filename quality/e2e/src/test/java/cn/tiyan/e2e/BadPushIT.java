package cn.tiyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** By whichever way a push comes: what is not fit is refused, the field at fault is named, and nothing is kept of it. */
@WholePlatform
class BadPushIT {

    private static final String PATH = "/api/v1/ingest/hotline-orders";
    private static final int MEGABYTE = 1024 * 1024;
    private static final int FIFTY_MEGABYTES = 50 * MEGABYTE;
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Platform platform;

    BadPushIT(Platform platform) {
        this.platform = platform;
    }

    /** The ways in. */
    enum Way {
        PLAIN("application/json"), BINARY("application/json"), STRUCTURED("application/cloudevents+json"),
        LINES("application/x-ndjson"), PACKED_LINES("application/x-ndjson"), EVENTS("application/cloudevents-batch+json");

        private final String type;

        Way(String type) {
            this.type = type;
        }

        boolean batch() {
            return compareTo(LINES) >= 0;
        }

        /** A request's body with this push in it. */
        byte[] body(byte[] push) throws IOException {
            var body = new ByteArrayOutputStream();
            if (this == EVENTS) {
                body.write('[');
            }
            if (this == EVENTS || this == STRUCTURED) {
                body.writeBytes(bytes("""
                        {"specversion":"1.0","id":"1","source":"urn:hotline","type":"cn.tiyan.hotline-orders.v1","data":"""));
            }
            body.writeBytes(push);
            if (this == EVENTS || this == STRUCTURED) {
                body.write('}');
            }
            if (this == EVENTS) {
                body.write(']');
            }
            return this == PACKED_LINES ? SignedPush.packed(body.toByteArray()) : body.toByteArray();
        }
    }

    /** What must not be in a push, by the field that is named then. */
    private static Map<String, Flaw> flaws(String key) {
        Map<String, Flaw> flaws = new TreeMap<>();
        flaws.put("a day in 1900", new Flaw("updatedAt", bytes(order(key).replaceFirst("\"updatedAt\":\"[^\"]*", "\"updatedAt\":\"1900-01-01T00:00:00Z"))));
        flaws.put("a day in 9999", new Flaw("updatedAt", bytes(order(key).replaceFirst("\"updatedAt\":\"[^\"]*", "\"updatedAt\":\"9999-12-31T23:59:59Z"))));
        flaws.put("a call in 1900", new Flaw("calledAt", bytes(with(key, "\"calledAt\":\"1900-01-01T08:00:00+08:00\""))));
        flaws.put("a number for a text", new Flaw("title", bytes(order(key).replaceFirst("\"title\":\"[^\"]*\"", "\"title\":17"))));
        flaws.put("an object for a text", new Flaw("title", bytes(order(key).replaceFirst("\"title\":\"[^\"]*\"", "\"title\":{}"))));
        flaws.put("a code nobody knows", new Flaw("handlingMode", bytes(order(key).replace("COMPLAINT", "WISH"))));
        flaws.put("a number of a thousand digits", new Flaw("(body)", bytes(order(key).replace("\"version\":5", "\"version\":" + "9".repeat(1_000)))));
        flaws.put("half a character", new Flaw("title", bytes(order(key).replaceFirst("\"title\":\"", "\"title\":\"\\\\ud83d"))));
        flaws.put("half a character in a field of the sender's own", new Flaw("ourOwn", bytes(with(key, "\"ourOwn\":\"\\udc00\""))));
        flaws.put("nesting 41 deep", new Flaw("(body)", bytes(with(key, "\"ourOwn\":" + "[".repeat(41) + "]".repeat(41)))));
        flaws.put("nesting 100,000 deep", new Flaw("(body)", bytes(with(key, "\"ourOwn\":" + "[".repeat(100_000) + "]".repeat(100_000)))));
        flaws.put("a body cut short", new Flaw("(body)", bytes(order(key).substring(0, order(key).length() - 8))));
        byte[] notUtf8 = bytes(order(key).replaceFirst("\"title\":\"", "\"title\":\"~"));
        notUtf8[new String(notUtf8, StandardCharsets.ISO_8859_1).indexOf('~')] = (byte) 0xff;
        flaws.put("a byte that is not UTF-8", new Flaw("(body)", notUtf8));
        flaws.put("UTF-16", new Flaw("(body)", order(key).getBytes(StandardCharsets.UTF_16)));
        return flaws;
    }

    /**
     * Something wrong with a push.
     *
     * @param field that is named
     * @param push with it
     */
    private record Flaw(String field, byte[] push) {
    }

    @TestFactory
    Stream<DynamicNode> refusesWhatIsNotFitWhicheverWayItComes() {
        return Stream.of(Way.values()).map(way -> {
            String key = "BAD" + UUID.randomUUID().toString().substring(0, 12);
            return dynamicContainer(way.toString(), Stream.concat(
                    flaws(key).entrySet().stream().map(flaw -> dynamicTest(flaw.getKey(), () -> refuses(way, flaw.getValue()))),
                    Stream.of(dynamicTest("keeps nothing of all this", () -> assertNothingKept(way, key)))));
        });
    }

    private void refuses(Way way, Flaw flaw) throws Exception {
        JsonNode problem = Refused.with(400, "malformed", send(way, way.body(flaw.push())));
        List<String> fields = problem.path("results").isEmpty() ? Refused.fields(problem) : Refused.fields(problem.path("results").get(0));
        assertThat(fields).as(problem.toString()).containsExactly(flaw.field());
    }

    /** All of it was a fifth version of one order: if any had been kept, the first would not show. */
    private void assertNothingKept(Way way, String key) throws Exception {
        String first = order(key).replace("\"version\":5", "\"version\":1").replaceFirst("\"title\":\"[^\"]*", "\"title\":\"第一版");
        assertThat(send(way, way.body(bytes(first))).statusCode()).isEqualTo(202);
        JsonNode line = Given.aFeedback(platform, key);
        assertThat(line.path("title").asString()).isEqualTo("第一版");
        assertThat(platform.as("shenyang.ban").get("/api/v1/feedback/" + line.path("id").asString()).at("/version")).isEqualTo("1");
    }

    @ParameterizedTest
    @EnumSource(names = {"PACKED_LINES", "EVENTS"})
    void refusesZipBombs(Way way) throws Exception {
        byte[] bomb = SignedPush.packed(new byte[150 * MEGABYTE]);
        assertThat(bomb.length).isLessThan(200 * 1024);
        Refused.with(413, "payload-too-large", send(way, bomb, true));
        byte[] twice = SignedPush.packed(SignedPush.packed(new byte[150 * MEGABYTE]));
        Refused.with(400, "malformed", send(way, twice, true));
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "STRUCTURED"})
    void unpacksNothingThatComesAlone(Way way) throws Exception {
        JsonNode problem = Refused.with(400, "malformed", send(way, SignedPush.packed(new byte[MEGABYTE]), true));
        assertThat(Refused.fields(problem)).containsExactly("Content-Encoding");
    }

    @ParameterizedTest
    @EnumSource
    void refusesFiftyMegabytesBeforeTheyAreSent(Way way) throws Exception {
        try (var socket = new Socket(platform.gateway().getHost(), platform.gateway().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head(way, "Content-Length: " + FIFTY_MEGABYTES));
            assertThat(status(socket)).isEqualTo(413);
        }
    }

    /** Nobody knows beforehand how long it will be: it is refused once it is too long, not at its end. */
    @ParameterizedTest
    @EnumSource
    void stopsReadingWhatTurnsOutToBeTooLong(Way way) throws Exception {
        try (var socket = new Socket(platform.gateway().getHost(), platform.gateway().getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(head(way, "Transfer-Encoding: chunked"));
            byte[] megabyte = bytes(" ".repeat(MEGABYTE));
            int sent = 0;
            try {
                for (; sent < 4 * FIFTY_MEGABYTES / MEGABYTE && socket.getInputStream().available() == 0; sent++) {
                    out.write(bytes(Integer.toHexString(MEGABYTE) + "\r\n"));
                    out.write(megabyte);
                    out.write(bytes("\r\n"));
                }
                assertThat(status(socket)).isBetween(400, 499);
            } catch (SocketException closed) {
                // It would hear no more of it; the answer may be lost with the connection.
            }
            assertThat(sent).isLessThan(FIFTY_MEGABYTES / MEGABYTE);
        }
    }

    @Test
    void refusesADigestThatIsNotTheBodys() throws Exception {
        String key = "BAD" + UUID.randomUUID().toString().substring(0, 12);
        SignedPush hotline = platform.hotline();
        byte[] signed = bytes(order(key));
        var request = hotline.signed(PATH, signed, Instant.now(), UUID.randomUUID().toString()).header("Content-Type", Way.LINES.type)
                .header("Tiyan-Digest", hotline.digestOf(signed))
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes(order(key) + "\n" + order(key + "-2"))));
        JsonNode problem = Refused.with(400, "malformed", CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        assertThat(Refused.fields(problem)).containsExactly("Tiyan-Digest");
        assertThat(platform.as("shenyang.ban").get("/api/v1/feedback?key=" + key).expect(200).json().path("items")).isEmpty();
    }

    private HttpResponse<String> send(Way way, byte[] body) throws IOException, InterruptedException {
        return send(way, body, way == Way.PACKED_LINES);
    }

    private HttpResponse<String> send(Way way, byte[] body, boolean packed) throws IOException, InterruptedException {
        SignedPush hotline = platform.hotline();
        var request = hotline.signed(PATH, body, Instant.now(), UUID.randomUUID().toString()).header("Content-Type", way.type);
        if (way.batch()) {
            request.header("Tiyan-Digest", hotline.digestOf(body));
        }
        if (packed) {
            request.header("Content-Encoding", "gzip");
        }
        if (way == Way.BINARY) {
            request.headers("ce-specversion", "1.0", "ce-id", "1", "ce-source", "urn:hotline", "ce-type", "cn.tiyan.hotline-orders.v1");
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Signed for another body: nobody can know, as long as it is not there. */
    private byte[] head(Way way, String length) {
        var lines = new ArrayList<>(List.of("POST " + PATH + " HTTP/1.1", "Host: " + platform.gateway().getAuthority(), "Content-Type: " + way.type, length,
                "Tiyan-Digest: " + SignedPush.digest(new byte[0])));
        platform.hotline().headers(PATH, new byte[0], Instant.now(), UUID.randomUUID().toString()).forEach((name, value) -> lines.add(name + ": " + value));
        return bytes(String.join("\r\n", lines) + "\r\n\r\n");
    }

    private static int status(Socket socket) throws IOException {
        var line = new StringBuilder();
        for (int next = socket.getInputStream().read(); next >= 0 && next != '\r'; next = socket.getInputStream().read()) {
            line.append((char) next);
        }
        return Integer.parseInt(line.toString().split(" ")[1]);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String order(String key) {
        return """
                {"orderNumber":"%s","version":5,"updatedAt":"2026-11-23T09:05:00+08:00","title":"不该收下","content":"不该收下","handlingMode":"COMPLAINT",\
                "responsibleUnit":"210100-HRSS"}""".formatted(key);
    }

    private static String with(String key, String field) {
        return order(key).replaceFirst("}$", "," + field.replace("\\", "\\\\") + "}");
    }
}
