package cn.tiyan.feedback.progress;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A sender's webhook, written from docs/integration.md: refuses what is not rightly signed, and for some keys does what a test wants. */
final class Receiver {

    static final byte[] KEY = "a key for webhooks, of 32 bytes!".getBytes(StandardCharsets.UTF_8);
    static final String PATH = "/tiyan/progress?from=platform";

    /** What came, rightly signed or not. */
    record Received(String id, String key, JsonNode event, boolean signed, String contentType) {
    }

    /** What is answered to the nth request about a key, from 1. */
    @FunctionalInterface
    interface Behaviour {

        void answer(int nth, HttpExchange exchange) throws Exception;
    }

    final List<Received> received = new CopyOnWriteArrayList<>();
    final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    final Map<String, Integer> atOnce = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> now = new ConcurrentHashMap<>();
    private final HttpServer server;

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    void stop() {
        server.stop(0);
    }

    static Behaviour always(int status) {
        return (nth, exchange) -> answer(exchange, status);
    }

    static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    /** What came about a key. */
    List<Received> about(String key) {
        return received.stream().filter(one -> one.key().equals(key)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        JsonNode event = JsonMapper.shared().readTree(body);
        String key = event.path("subject").asString();
        AtomicInteger busy = now.computeIfAbsent(key, absent -> new AtomicInteger());
        atOnce.merge(key, busy.incrementAndGet(), Math::max);
        received.add(new Received(event.path("id").asString(), key, event, signed(exchange, body), exchange.getRequestHeaders().getFirst("Content-Type")));
        try {
            int nth = requests.computeIfAbsent(key, absent -> new AtomicInteger()).incrementAndGet();
            behaviours.getOrDefault(key, always(204)).answer(nth, exchange);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            busy.decrementAndGet();
            exchange.close();
        }
    }

    private static boolean signed(HttpExchange exchange, byte[] body) {
        try {
            var headers = exchange.getRequestHeaders();
            String digest = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
            String text = String.join("\n", "hmac-sha256", exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers.getFirst("Tiyan-Timestamp"),
                    headers.getFirst("Tiyan-Nonce"), digest);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            String expected = "hmac-sha256=" + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            return expected.equals(headers.getFirst("Tiyan-Signature")) && "hotline-shenyang".equals(headers.getFirst("Tiyan-Sender"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
