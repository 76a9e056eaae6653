package cn.tiyan.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How the gateway deals with its connections to the services: kept, closed by the other side, broken off in the middle. */
class ServiceConnectionsIT {

    private static final String REFUSAL = "HTTP/1.1 413 \r\nX-By: service\r\nContent-Length: 0\r\n\r\n";

    private static final CountDownLatch OVER = new CountDownLatch(1);
    private static final Set<InetSocketAddress> CALLERS = ConcurrentHashMap.newKeySet();
    private static final CompletableFuture<String> BROKEN_OFF = new CompletableFuture<>();
    private static Upstream feedback;
    private static ServerSocket issues;
    private static ServerSocket units;
    private static ServerSocket figures;
    private static ServerSocket walkthroughs;
    private static Issuer issuer;
    private static RunningGateway gateway;
    private static String token;

    @BeforeAll
    static void start() throws IOException {
        issuer = new Issuer();
        token = "Bearer " + issuer.token();
        feedback = service(0);
        issues = server(ServiceConnectionsIT::refuseEarly);
        units = server(_ -> OVER.await(30, TimeUnit.SECONDS));
        figures = server(ServiceConnectionsIT::listen);
        walkthroughs = server(ServiceConnectionsIT::die);
        gateway = RunningGateway.before(issuer.address(), "feedback-ingest-service", feedback.address(),
                "issue-service", "http://127.0.0.1:" + issues.getLocalPort(),
                "experiencer-service", "http://127.0.0.1:" + units.getLocalPort(),
                "reporting-service", "http://127.0.0.1:" + figures.getLocalPort(),
                "walkthrough-service", "http://127.0.0.1:" + walkthroughs.getLocalPort());
    }

    @AfterAll
    static void stop() throws IOException {
        OVER.countDown();
        gateway.close();
        walkthroughs.close();
        figures.close();
        units.close();
        issues.close();
        feedback.close();
        issuer.close();
    }

    @Test
    void servesOneRequestAfterTheOtherOnTheSameConnection() {
        CALLERS.clear();
        for (int i = 0; i < 5; i++) {
            assertThat(gateway.post("/api/v1/ingest/orders", "正文" + i).statusCode()).isEqualTo(202);
            assertThat(gateway.get("/api/v1/feedback/" + i, "Authorization", token).statusCode()).isEqualTo(202);
        }
        assertThat(CALLERS).hasSize(1);
    }

    @Test
    void noticesThatAServiceWasRestarted() {
        for (int i = 0; i < 5; i++) {
            assertThat(gateway.post("/api/v1/ingest/orders", "前" + i).statusCode()).isEqualTo(202);
            int port = feedback.port();
            feedback.close();
            feedback = service(port);
            assertThat(gateway.post("/api/v1/ingest/orders", "后" + i).statusCode()).isEqualTo(202);
            assertThat(feedback.last().text()).isEqualTo("后" + i);
        }
    }

    @Test
    void passesOnARefusalThatComesBeforeTheBodyIsOver() {
        var body = new byte[5 * 1024 * 1024];
        for (var publisher : new java.net.http.HttpRequest.BodyPublisher[] {BodyPublishers.ofByteArray(body),
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))}) {
            var answer = gateway.send("/api/v1/issues/1/evidence", it -> it.POST(publisher), "Authorization", token);

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.headers().firstValue("X-By")).hasValue("service");
        }
    }

    @Test
    void givesUpOnAServiceThatDoesNotTakeTheBody() {
        assertThat(gateway.send("/api/v1/units", it -> it.POST(BodyPublishers.ofByteArray(new byte[1024 * 1024])),
                "Authorization", token).statusCode()).isEqualTo(504);
    }

    /** However the connection breaks: its end, a broken pipe or a reset. */
    @Test
    void neverTakesTheDeathOfAServiceForAnAnswer() {
        for (int kilobytes : new int[] {100, 1000, 20_000}) {
            for (int i = 0; i < 10; i++) {
                var answer = gateway.send("/api/v1/walkthroughs/photos/1", it -> it.POST(BodyPublishers.ofByteArray(new byte[kilobytes * 1024])),
                        "Authorization", token);
                assertThat(answer.statusCode()).as("%s KB, %s", kilobytes, answer.body()).isEqualTo(503);
            }
        }
    }

    @Test
    void neverMakesABodyThatWasBrokenOffLookWhole() throws Exception {
        try (var caller = new Socket("127.0.0.1", gateway.port())) {
            var start = "POST /api/v1/figures HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + token
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n" + "8000\r\n" + "x".repeat(0x8000) + "\r\n8000\r\nxxx";
            caller.getOutputStream().write(start.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(BROKEN_OFF.get(20, TimeUnit.SECONDS)).startsWith("POST /api/v1/figures").contains("chunked")
                .doesNotEndWith("0\r\n\r\n");
    }

    private static Upstream service(int port) {
        return new Upstream(port)
                .on("/api/v1/ingest", ServiceConnectionsIT::accept)
                .on("/api/v1/feedback", ServiceConnectionsIT::accept);
    }

    private static void accept(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
        CALLERS.add(exchange.getRemoteAddress());
        Upstream.answer(exchange, 202, "application/json", "{}");
    }

    /** Answers as soon as it has seen the headers, and reads no further. */
    private static void refuseEarly(Socket caller) throws Exception {
        var seen = new StringBuilder();
        while (!seen.toString().endsWith("\r\n\r\n")) {
            seen.append((char) caller.getInputStream().read());
        }
        caller.getOutputStream().write(REFUSAL.getBytes(StandardCharsets.US_ASCII));
        OVER.await(30, TimeUnit.SECONDS);
    }

    /** Reads a while, and is gone in the middle of it. */
    private static void die(Socket caller) throws IOException {
        caller.getInputStream().readNBytes(64 * 1024);
        caller.setSoLinger(true, 0);
    }

    /** Listens until the caller is gone. */
    private static void listen(Socket caller) {
        var heard = new ByteArrayOutputStream();
        try {
            caller.getInputStream().transferTo(heard);
        } catch (IOException reset) {
            // That is an end, too.
        }
        BROKEN_OFF.complete(heard.toString(StandardCharsets.US_ASCII));
    }

    private static ServerSocket server(Service service) throws IOException {
        var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    var caller = server.accept();
                    Thread.ofVirtual().start(() -> {
                        try (caller) {
                            service.serve(caller);
                        } catch (Exception over) {
                            // The caller is gone.
                        }
                    });
                } catch (IOException closed) {
                    // The test is over.
                }
            }
        });
        return server;
    }

    @FunctionalInterface
    private interface Service {
        void serve(Socket caller) throws Exception;
    }
}
