package cn.tiyan.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GatewayIT {

    private static final int MEGABYTE = 1024 * 1024;
    private static final String OTHER_RULE = """
            {"type":"urn:tiyan:problem:broken-rule","title":"不能销号","status":422,"detail":"没有整改证据","fieldErrors":[]}""";

    private static final CountDownLatch OVER = new CountDownLatch(1);
    private static Issuer issuer;
    private static Upstream issues;
    private static Upstream feedback;
    private static ServerSocket breaking;
    private static RunningGateway gateway;
    private static String token;

    @BeforeAll
    static void start() throws IOException {
        issuer = new Issuer();
        token = "Bearer " + issuer.token();
        issues = new Upstream()
                .on("/api/v1/issues", exchange -> Upstream.answer(exchange, 201, "application/json", "{\"id\":\"甲\"}",
                        "Location", "/api/v1/issues/1", "ETag", "\"3\"", "X-Of-The-Service", "yes",
                        "Access-Control-Allow-Origin", "*", "traceparent", "00-1-2-3"))
                .on("/api/v1/issues/422", exchange -> Upstream.answer(exchange, 422, "application/problem+json", OTHER_RULE))
                .on("/api/v1/issues/304", exchange -> Upstream.answer(exchange, 304, "application/json", "", "ETag", "\"3\""))
                .on("/api/v1/issues/gzip", GatewayIT::answerCompressed)
                .on("/api/v1/issues/slow", _ -> await(OVER))
                .on("/api/v1/issues/stalled", exchange -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write(new byte[10]);
                    exchange.getResponseBody().flush();
                    await(OVER);
                })
                .on("/api/v1/issues/endless", exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(new byte[100_000]);
                    exchange.getResponseBody().flush();
                    await(OVER);
                })
                .on("/api/v1/issues/redirect", exchange -> Upstream.answer(exchange, 302, "text/plain", "", "Location", "/x"))
                .on("/api/v1/lists", exchange -> Upstream.answer(exchange, 200, "application/octet-stream", "xlsx"))
                .on("/api/v1/calendar", exchange -> Upstream.answer(exchange, 200, "application/json", "{}"))
                .on("/api/v1/common-problems", exchange -> Upstream.answer(exchange, 200, "application/json", "{}"))
                .on("/api/v1/self-checks", exchange -> Upstream.answer(exchange, 200, "application/json", "{}"))
                .on("/api/v1/practices", exchange -> Upstream.answer(exchange, 200, "application/json", "{}"))
                .on("/internal", exchange -> Upstream.answer(exchange, 200, "text/plain", "secret"))
                .on("/actuator", exchange -> Upstream.answer(exchange, 200, "text/plain", "secret"))
                .on("/v3/api-docs", exchange -> Upstream.answer(exchange, 200, "application/json", """
                        {"openapi":"3.1.0","paths":{
                           "/api/v1/issues":{"get":{"operationId":"list","tags":["x"],"security":[{"jwt":[]}],
                             "responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Page"}}}}}}},
                           "/internal/x":{"get":{"operationId":"hidden"}}},
                         "components":{"schemas":{"Page":{"type":"object","properties":{"issues":{"type":"array"}}}},
                           "securitySchemes":{"jwt":{"type":"http","scheme":"bearer"}}}}"""));
        feedback = new Upstream()
                .on("/api/v1/ingest", exchange -> Upstream.answer(exchange, 202, "application/json", "{}"))
                .on("/open311", exchange -> Upstream.answer(exchange, 200, "application/xml", "<services/>"))
                .on("/v3/api-docs", exchange -> Upstream.answer(exchange, 200, "application/json", """
                        {"openapi":"3.1.0","paths":{
                           "/api/v1/ingest/orders":{"post":{"operationId":"list","requestBody":{"content":{"application/json":
                             {"schema":{"$ref":"#/components/schemas/Page"}}}},"responses":{"202":{"description":"ok"}}}}},
                         "components":{"schemas":{"Page":{"type":"string"}}}}"""));
        breaking = serverThatBreaksOff();
        var nobody = "http://127.0.0.1:" + freePort();
        gateway = RunningGateway.before(issuer.address(),
                "issue-service", issues.address(),
                "feedback-ingest-service", feedback.address(),
                "walkthrough-service", nobody,
                "experiencer-service", "http://127.0.0.1:" + breaking.getLocalPort());
    }

    @AfterAll
    static void stop() throws IOException {
        OVER.countDown();
        gateway.close();
        breaking.close();
        feedback.close();
        issues.close();
        issuer.close();
    }

    @Test
    void asksForATokenWhenThereIsNone() {
        var answer = gateway.get("/api/v1/issues");

        assertProblem(answer, 401, "unauthorized");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValueSatisfying(it -> assertThat(it).startsWith("Bearer"));
    }

    @Test
    void refusesEveryTokenButAGoodOne() {
        var good = issuer.token();
        var parts = good.split("\\.");
        var unsigned = java.util.Base64.getUrlEncoder().withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "." + parts[1] + ".";
        var tampered = parts[0] + "." + parts[1].substring(0, parts[1].length() - 2) + "AA." + parts[2];
        for (var bad : new String[] {"garbage", "a.b.c", unsigned, tampered, issuer.expiredToken(),
            issuer.tokenOfAnotherIssuer(), issuer.tokenSignedByAStranger(), issuer.tokenForSomebodyElse()}) {
            var answer = gateway.get("/api/v1/issues", "Authorization", "Bearer " + bad);
            assertProblem(answer, 401, "unauthorized");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
        }
        assertProblem(gateway.get("/api/v1/issues?access_token=" + good), 401, "unauthorized");
        assertThat(gateway.get("/api/v1/issues", "Authorization", "Bearer " + good).statusCode()).isEqualTo(201);
    }

    @Test
    void passesRequestAndAnswerThrough() {
        var answer = gateway.post("/api/v1/issues/7?a=1&a=2&empty=&b", "{\"title\":\"堵点\"}", "Authorization", token,
                "If-Match", "\"2\"", "Idempotency-Key", "k-1", "Content-Type", "application/json");

        var received = issues.last();
        assertThat(received.method()).isEqualTo("POST");
        assertThat(received.uri()).isEqualTo("/api/v1/issues/7?a=1&a=2&empty=&b");
        assertThat(received.text()).isEqualTo("{\"title\":\"堵点\"}");
        assertThat(received.headers().getFirst("Authorization")).isEqualTo(token);
        assertThat(received.headers().getFirst("If-Match")).isEqualTo("\"2\"");
        assertThat(received.headers().getFirst("Idempotency-Key")).isEqualTo("k-1");
        assertThat(received.headers().getFirst("Content-Length")).isEqualTo("18");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"id\":\"甲\"}");
        assertThat(answer.headers().firstValue("Location")).hasValue("/api/v1/issues/1");
        assertThat(answer.headers().allValues("ETag")).containsExactly("\"3\"");
        assertThat(answer.headers().firstValue("X-Of-The-Service")).hasValue("yes");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValueSatisfying(it -> assertThat(it).contains("no-store"));
    }

    @Test
    void passesEveryMethodAndEmptyAnswerThrough() {
        for (var method : new String[] {"PUT", "PATCH", "DELETE", "POST"}) {
            assertThat(gateway.send("/api/v1/issues/1", it -> it.method(method, BodyPublishers.noBody()),
                    "Authorization", token).statusCode()).isEqualTo(201);
            assertThat(issues.last().method()).isEqualTo(method);
        }
        var head = gateway.send("/api/v1/issues/1", HttpRequest.Builder::HEAD, "Authorization", token);
        assertThat(head.body()).isEmpty();
        var notModified = gateway.get("/api/v1/issues/304", "Authorization", token, "If-None-Match", "\"3\"");
        assertThat(notModified.statusCode()).isEqualTo(304);
        assertThat(notModified.headers().firstValue("ETag")).hasValue("\"3\"");
        assertThat(gateway.get("/api/v1/issues/redirect", "Authorization", token).statusCode()).isEqualTo(302);
    }

    @Test
    void letsCivicAppsInWithoutAToken() {
        var services = gateway.get("/open311/v2/services.xml?jurisdiction_id=210100");
        assertThat(services.statusCode()).isEqualTo(200);
        assertThat(services.body()).isEqualTo("<services/>");
        var report = gateway.send("/open311/v2/requests.json", it -> it.POST(BodyPublishers.ofString("api_key=k&description=a+b%26c")),
                "Content-Type", "application/x-www-form-urlencoded");
        assertThat(report.statusCode()).isEqualTo(200);
        assertThat(new String(feedback.last().body(), StandardCharsets.UTF_8)).isEqualTo("api_key=k&description=a+b%26c");
        assertThat(gateway.get("/open311/v3/services.json").statusCode()).isEqualTo(404);
    }

    @Test
    void letsSignedPushesInWithoutATokenButNothingElse() {
        assertThat(gateway.post("/api/v1/ingest/orders", "{}", "X-Signature", "abc").statusCode()).isEqualTo(202);
        assertThat(feedback.last().headers().getFirst("X-Signature")).isEqualTo("abc");

        for (String signed : List.of("/api/v1/ingest/progress?limit=5", "/api/v1/ingest/receipts/rcp_1")) {
            assertThat(gateway.get(signed, "X-Signature", "abc").statusCode()).as(signed).isEqualTo(202);
        }
        assertProblem(gateway.get("/api/v1/ingest/orders"), 401, "unauthorized");
        assertProblem(gateway.send("/api/v1/ingest/orders", it -> it.method("PUT", BodyPublishers.ofString("{}"))), 401,
                "unauthorized");
        assertProblem(gateway.post("/api/v1/ingestion", "{}"), 401, "unauthorized");
    }

    @Test
    void letsThePublicApplyWithoutATokenButNothingElse() {
        for (String open : List.of("/open", "/open/cmp_1", "/notices?limit=5", "/privacy-notice")) {
            assertThat(gateway.get("/api/v1/recruitment" + open).statusCode()).as("%s, where the service breaks off", open).isGreaterThanOrEqualTo(500);
        }
        for (String open : List.of("/open/cmp_1/applications", "/applications/status", "/applications/withdrawal", "/invitations/open",
                "/invitations/accept", "/invitations/decline")) {
            assertThat(gateway.post("/api/v1/recruitment" + open, "{}").statusCode()).as(open).isGreaterThanOrEqualTo(500);
            assertProblem(gateway.get("/api/v1/recruitment" + open), 401, "unauthorized");
        }
        for (String closed : List.of("/campaigns", "/campaigns/cmp_1/publication", "/invitations", "/invitations/inv_1/renewal", "/open", "/open/cmp_1",
                "/open/cmp_1/applications/1", "/notices", "/worklist")) {
            assertProblem(gateway.post("/api/v1/recruitment" + closed, "{}"), 401, "unauthorized");
        }
        assertProblem(gateway.get("/api/v1/recruitment/worklist"), 401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/ingest/../issues", "/api/v1/ingest/%2e%2e/issues", "/api/v1/ingest/..%2fissues",
        "/api/v1/ingest%2f..%2fissues", "/api/v1/ingest/..%5cissues", "/api/v1/ingest/;/../issues", "/api/v1/ingest/..;/issues",
        "//api/v1/issues", "/api//v1/issues", "/api/v1/ingest//issues", "/api/v1/./issues", "/api/v1/issues;x=/api/v1/ingest",
        "/api/v1/ingest/%252e%252e/issues", "/docs/../api/v1/issues", "/api/v1/ingest/%00", "/api/v1/ingest/a|b",
        "/API/V1/issues", "/api/v1/issues/", "/api/v1/issues.json", "http://elsewhere.example/api/v1/issues"})
    void cannotBeTalkedPastItsLock(String target) throws IOException {
        for (var method : new String[] {"GET", "POST"}) {
            int before = issues.requests();
            var answer = gateway.raw(method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n"
                    + "Connection: close\r\n\r\n");

            assertThat(issues.requests()).isEqualTo(before);
            assertThat(answer).matches("(?s)HTTP/1.1 (400|401|404) .*").contains("urn:tiyan:problem:", "traceId")
                    .doesNotContainIgnoringCase("exception").doesNotContainIgnoringCase("tomcat").doesNotContain("?????");
        }
    }

    @Test
    void neverReachesWhatServicesKeepToThemselves() {
        for (var path : new String[] {"/internal/x", "/actuator/env", "/api/v1/internal/x", "/v3/api-docs", "/error"}) {
            assertProblem(gateway.get(path, "Authorization", token), 404, "not-found");
        }
    }

    @Test
    void namesAServiceThatIsNotThere() {
        for (var path : new String[] {"/api/v1/figures/x", "/api/v1/walkthroughs", "/api/v1/units"}) {
            var answer = gateway.get(path, "Authorization", token, "Origin", "http://localhost:5173");

            assertProblem(answer, 503, "service-unavailable");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("http://localhost:5173");
        }
        assertProblem(gateway.post("/api/v1/walkthroughs", "x".repeat(500_000), "Authorization", token), 503,
                "service-unavailable");
    }

    @Test
    void triesTheNextInstanceWhenOneCannotBeReached() throws IOException {
        var halfDead = "http://127.0.0.1:" + freePort() + "," + issues.address();
        try (var other = RunningGateway.before(issuer.address(), "issue-service", halfDead)) {
            for (int i = 0; i < 6; i++) {
                var answer = other.post("/api/v1/issues", "正文" + i, "Authorization", token);
                assertThat(answer.statusCode()).isEqualTo(201);
                assertThat(issues.last().text()).isEqualTo("正文" + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/calendar/working-days?from=2026-11-23&days=5", "/api/v1/common-problems?status=PROPOSED",
        "/api/v1/self-checks/sck_1", "/api/v1/practices/prc_1/adoptions", "/api/v1/lists/problems/export?kind=PROBLEM"})
    void leadsEveryPathOfAServiceToIt(String path) {
        assertThat(gateway.get(path, "Authorization", token).statusCode()).isEqualTo(200);
        assertThat(issues.last().uri()).isEqualTo(path);
    }

    @Test
    void givesUpOnASlowService() {
        assertProblem(gateway.get("/api/v1/issues/slow", "Authorization", token), 504, "gateway-timeout");
        assertProblem(gateway.post("/api/v1/issues/slow", "{}", "Authorization", token), 504, "gateway-timeout");
    }

    @Test
    void neverPassesHalfAnAnswerOffAsAWholeOne() {
        assertProblem(gateway.get("/api/v1/issues/stalled", "Authorization", token), 503, "service-unavailable");
        assertThatThrownBy(() -> gateway.get("/api/v1/issues/endless", "Authorization", token))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void refusesABodyThatSaysItIsTooLarge() {
        var limits = Map.of("/api/v1/figures", 1, "/api/v1/ingest/orders", 20, "/api/v1/issues", 1, "/api/v1/issues/1/triage", 1,
                "/api/v1/issues/1/evidence", 21, "/api/v1/experiencers/imports", 7, "/api/v1/experiencers/imports/1/rows/1", 1,
                "/api/v1/service-items", 1, "/api/v1/service-items/imports", 9, "/api/v1/walkthroughs/photos/1", 21);
        limits.forEach((path, size) -> {
            int before = feedback.requests() + issues.requests();

            assertProblem(gateway.send(path, it -> it.POST(BodyPublishers.ofByteArray(new byte[size * MEGABYTE + 1])),
                    "Authorization", token), 413, "payload-too-large");
            assertThat(feedback.requests() + issues.requests()).isEqualTo(before);
        });
    }

    /** A form of one file says more than the file. */
    @Test
    void takesTheLargestPieceOfEvidenceWithWhatWrapsIt() {
        assertThat(gateway.send("/api/v1/issues/1/evidence", it -> it.POST(BodyPublishers.ofByteArray(new byte[20 * MEGABYTE + 1000])),
                "Authorization", token).statusCode()).isEqualTo(201);
    }

    @Test
    void stopsABodyThatTurnsOutTooLarge() {
        assertProblem(gateway.send("/api/v1/ingest/orders", it -> it.POST(chunked(new byte[20 * MEGABYTE + 1]))), 413,
                "payload-too-large");
        assertThat(gateway.send("/api/v1/ingest/orders", it -> it.POST(chunked(new byte[20 * MEGABYTE]))).statusCode())
                .isEqualTo(202);
    }

    @Test
    void streamsALargeChunkedBodyIntact() {
        var body = new byte[5 * MEGABYTE];
        new Random(7).nextBytes(body);

        var answer = gateway.send("/api/v1/ingest/orders", it -> it.POST(chunked(body)));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(feedback.last().body()).isEqualTo(body);
        assertThat(feedback.last().headers().getFirst("Transfer-Encoding")).isEqualTo("chunked");
    }

    @Test
    void readsNoFormsOrPartsOnTheWay() {
        var form = "a=1&b=%F0%9F%98%80&a=2+3";
        gateway.post("/api/v1/issues?a=0", form, "Authorization", token, "Content-Type", "application/x-www-form-urlencoded");
        assertThat(issues.last().text()).isEqualTo(form);
        assertThat(issues.last().uri()).isEqualTo("/api/v1/issues?a=0");

        var parts = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"图.txt\"\r\n\r\n内容\r\n--b--\r\n";
        gateway.post("/api/v1/issues", parts, "Authorization", token, "Content-Type", "multipart/form-data; boundary=b");
        assertThat(issues.last().text()).isEqualTo(parts);

        gateway.send("/api/v1/issues", it -> it.PUT(BodyPublishers.ofString(form)), "Authorization", token,
                "Content-Type", "application/x-www-form-urlencoded");
        assertThat(issues.last().text()).isEqualTo(form);
    }

    @Test
    void leavesCompressedAnswersCompressed() throws IOException {
        var answer = gateway.send("/api/v1/issues/gzip", it -> { }, BodyHandlers.ofByteArray(), "Authorization", token,
                "Accept-Encoding", "gzip");

        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(answer.body()).isEqualTo(compressed());
        assertThat(issues.last().headers().getFirst("Accept-Encoding")).isEqualTo("gzip");
    }

    @Test
    void leavesAServicesOwnProblemsAlone() {
        var answer = gateway.post("/api/v1/issues/422", "{}", "Authorization", token);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).isEqualTo(OTHER_RULE);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void keepsEveryByteOfEveryScript() {
        var text = "👩‍🌾 办不成事 \u202Eשלום مرحبا\u202C ﷽ 𠮷 e\u0301";
        var query = "q=%F0%9F%91%A9%E2%80%8D%F0%9F%8C%BE&r=%d7%a9%D7%9C&s=a+b%20c&t=%E4%B8%ad;u&v=a%26b%3Dc&w=%25&x";

        gateway.post("/api/v1/issues/%E4%B8%AD%e6%96%87?" + query, text, "Authorization", token);

        assertThat(issues.last().uri()).isEqualTo("/api/v1/issues/%E4%B8%AD%e6%96%87?" + query);
        assertThat(issues.last().text()).isEqualTo(text);
    }

    @Test
    void saysItselfWhereARequestCameFrom() throws IOException {
        gateway.raw("GET /api/v1/issues HTTP/1.1\r\nHost: tiyan.example:1234\r\nAuthorization: " + token + "\r\n"
                + "X-Forwarded-For: 10.9.9.9\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Prefix: /evil\r\n"
                + "X-Forwarded-Proto: https\r\nForwarded: for=10.9.9.9\r\nX-Real-IP: 10.9.9.9\r\n"
                + "Connection: close, X-Secret\r\nX-Secret: 1\r\nTE: trailers\r\nKeep-Alive: 5\r\nProxy-Authorization: x\r\n"
                + "Upgrade: h2c\r\n\r\n");

        var headers = issues.last().headers();
        assertThat(headers.get("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(headers.get("X-Forwarded-Host")).containsExactly("tiyan.example:1234");
        assertThat(headers.get("X-Forwarded-Proto")).containsExactly("http");
        for (var dropped : new String[] {"X-Forwarded-Prefix", "Forwarded", "X-Real-IP", "X-Secret", "TE", "Keep-Alive",
            "Proxy-Authorization", "Upgrade"}) {
            assertThat(headers.get(dropped)).as(dropped).isNull();
        }
    }

    @Test
    void continuesATraceOrBeginsOne() {
        var id = "4bf92f3577b34da6a3ce929d0e0e4736";
        var answer = gateway.get("/api/v1/issues", "Authorization", token, "traceparent", "00-" + id + "-00f067aa0ba902b7-01",
                "tracestate", "a=b");
        assertThat(issues.last().headers().get("traceparent")).singleElement().asString().startsWith("00-" + id + "-")
                .endsWith("-01").doesNotContain("00f067aa0ba902b7");
        assertThat(issues.last().headers().getFirst("tracestate")).isEqualTo("a=b");
        assertThat(answer.headers().allValues("traceparent")).isEqualTo(issues.last().headers().get("traceparent"));

        gateway.get("/api/v1/issues", "Authorization", token, "traceparent", "nonsense", "tracestate", "a=b");
        assertThat(issues.last().headers().getFirst("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
        assertThat(issues.last().headers().get("tracestate")).isNull();

        var refused = gateway.get("/api/v1/issues", "traceparent", "00-" + id + "-00f067aa0ba902b7-01");
        assertThat(json(refused).path("traceId").asString()).isEqualTo(id);
    }

    @Test
    void answersPagesOfKnownOriginsOnly() throws IOException {
        var answer = gateway.send("/api/v1/issues/1", it -> it.method("OPTIONS", BodyPublishers.noBody()),
                "Origin", "http://localhost:5173", "Access-Control-Request-Method", "PATCH",
                "Access-Control-Request-Headers", "authorization,if-match");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("http://localhost:5173");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElse("")).contains("PATCH");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse("")).contains("if-match");

        var seen = gateway.get("/api/v1/issues", "Authorization", token, "Origin", "http://localhost:5173");
        assertThat(seen.headers().allValues("Access-Control-Allow-Origin")).containsExactly("http://localhost:5173");
        assertThat(seen.headers().firstValue("Access-Control-Expose-Headers").orElse("")).contains("ETag", "Location", "Retry-After");

        assertProblem(gateway.get("/api/v1/issues", "Authorization", token, "Origin", "http://evil.example"), 403,
                "origin-refused");
        var own = "http://127.0.0.1:" + gateway.port();
        assertThat(gateway.get("/api/v1/issues", "Authorization", token, "Origin", own).statusCode()).isEqualTo(201);
    }

    @Test
    void knowsNoOtherAddress() {
        assertProblem(gateway.get("/nothing"), 404, "not-found");
        assertProblem(gateway.get("/api/v2/issues", "Authorization", token), 404, "not-found");
        assertProblem(gateway.send("/docs/config.json", it -> it.DELETE()), 405, "method-not-allowed");
    }

    @Test
    void refusesHeadersBeyondMeasure() {
        var answer = gateway.get("/api/v1/issues", "X-Long", "x".repeat(20 * 1024));

        assertThat(answer.statusCode()).isIn(400, 431);
        assertThat(json(answer).path("type").asString()).startsWith("urn:tiyan:problem:");
    }

    @Test
    void joinsTheDocumentsOfTheServicesThatAnswer() {
        var document = json(gateway.get("/docs/openapi.json"));

        assertThat(document.path("servers").path(0).path("url").asString()).isEqualTo("http://127.0.0.1:" + gateway.port());
        assertThat(document.path("paths").propertyNames()).containsExactlyInAnyOrder("/api/v1/issues", "/api/v1/ingest/orders");
        assertThat(document.path("info").path("description").asString()).contains("reporting-service", "walkthrough-service")
                .doesNotContain("issue-service）");
        var list = document.path("paths").path("/api/v1/issues").path("get");
        assertThat(list.path("tags").path(0).asString()).isEqualTo("问题与整改");
        assertThat(list.has("security")).isFalse();
        assertThat(list.at("/responses/200/content/application~1json/schema/$ref").asString())
                .isEqualTo("#/components/schemas/Page");
        var push = document.path("paths").path("/api/v1/ingest/orders").path("post");
        assertThat(push.path("operationId").asString()).isEqualTo("FeedbackIngestService_list");
        assertThat(push.at("/requestBody/content/application~1json/schema/$ref").asString())
                .isEqualTo("#/components/schemas/FeedbackIngestService_Page");
        assertThat(push.path("security").isEmpty()).isTrue();
        assertThat(document.at("/components/schemas").propertyNames()).containsExactly("Page", "FeedbackIngestService_Page");
        assertThat(document.at("/components/securitySchemes").propertyNames()).containsExactly("bearer");
    }

    @Test
    void showsEachServiceAlone() {
        assertThat(json(gateway.get("/docs/services/issue-service.json")).path("paths").propertyNames())
                .containsExactly("/api/v1/issues");
        assertProblem(gateway.get("/docs/services/reporting-service.json"), 503, "service-unavailable");
        assertProblem(gateway.get("/docs/services/nobody.json"), 404, "not-found");
    }

    @Test
    void hasPagesForPeople() {
        assertThat(gateway.get("/").body()).contains("政务服务体验平台", issuer.address(), "/docs").doesNotContain("{{");
        assertThat(gateway.get("/docs").body()).contains("接口文档");
        for (var part : new String[] {"/docs/page/docs.js", "/docs/page/docs.css", "/docs/ui/swagger-ui-bundle.js",
            "/docs/ui/swagger-ui.css", "/docs/config.json"}) {
            assertThat(gateway.get(part).statusCode()).as(part).isEqualTo(200);
        }
        assertThat(gateway.get("/actuator/health").body()).contains("UP").doesNotContain("components");
        assertThat(gateway.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    @Test
    void startsAndSaysSoWithoutTheIdentityProvider() throws IOException {
        try (var alone = RunningGateway.before("http://127.0.0.1:" + freePort(), "feedback-ingest-service", feedback.address())) {
            assertProblem(alone.get("/api/v1/issues"), 401, "unauthorized");
            assertProblem(alone.get("/api/v1/issues", "Authorization", token), 503, "identity-unavailable");
            assertThat(alone.post("/api/v1/ingest/orders", "{}").statusCode()).isEqualTo(202);
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(
                it -> assertThat(it).startsWith("application/problem+json"));
        var problem = json(answer);
        assertThat(problem.path("type").asString()).isEqualTo("urn:tiyan:problem:" + type);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).matches("\\p{IsHan}.*");
        assertThat(answer.headers().firstValue("traceparent").orElseThrow()).contains(problem.path("traceId").asString());
        assertThat(answer.body()).doesNotContainIgnoringCase("exception").doesNotContain("127.0.0.1", "java.");
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    /** A body of unannounced length. */
    private static HttpRequest.BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private static void answerCompressed(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, compressed().length);
        exchange.getResponseBody().write(compressed());
    }

    private static byte[] compressed() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write("{\"标题\":\"压缩\"}".repeat(50).getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes a connection, reads a little and closes it in the caller's face. */
    private static ServerSocket serverThatBreaksOff() throws IOException {
        var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (var socket = server.accept()) {
                    socket.getInputStream().read();
                    socket.setSoLinger(true, 0);
                } catch (IOException closed) {
                    // The test is over, or the next caller comes.
                }
            }
        });
        return server;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
