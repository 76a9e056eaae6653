package cn.tiyan.experiencer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A real HTTP server that answers as walkthrough-service documents it does, or as it must not. That walkthrough-service gives these
 * answers is tested there.
 */
public final class ChecklistStandIn {

    /** The one all tests of this JVM share. */
    public static final ChecklistStandIn INSTANCE = new ChecklistStandIn();

    private static final String CHECKLISTS = """
            {"items": [{"version": "five-dimensions.v1", "family": "five-dimensions", "number": 1, "newest": true, "title": "五个维度", "source": "通知",
              "dimensions": [
                {"dimension": "COVERAGE", "name": "全不全", "checkpoints": [{"code": "COVERAGE-01", "text": "事项入平台", "section": "四(一)"}]},
                {"dimension": "QUALITY", "name": "优不优", "checkpoints": [{"code": "QUALITY-10", "text": "可网上核验的不要纸质", "section": "四(三)"},
                  {"code": "QUALITY-12", "text": "线上线下融合", "section": "四(三)"}]}]}%s]}""";

    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = ChecklistStandIn::whole;

    /** What it was asked. */
    public record Asked(String path, String authorization) {
    }

    /** How it answers. */
    public interface Behaviour {

        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private ChecklistStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            asked.add(new Asked(exchange.getRequestURI().getPath(), exchange.getRequestHeaders().getFirst("Authorization")));
            try (exchange) {
                behaviour.answer(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    /** Where it answers. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers like this from now on, and forgets what it was asked. */
    public void behave(Behaviour now) {
        behaviour = now;
        asked.clear();
    }

    /** What it was asked since {@link #behave}. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The documented answer. */
    public static void whole(HttpExchange exchange) throws IOException {
        send(exchange, 200, CHECKLISTS.formatted(""));
    }

    /** The documented answer with one more item. */
    public static Behaviour with(String item) {
        return exchange -> send(exchange, 200, CHECKLISTS.formatted(", " + item));
    }

    /** A problem as the platform's services answer it. */
    public static Behaviour problem(int status) {
        return exchange -> send(exchange, status, "{\"type\":\"urn:tiyan:problem:x\",\"status\":%d,\"detail\":\"不应外传的内容\"}".formatted(status));
    }

    /** Any text as JSON. */
    public static Behaviour text(String body) {
        return exchange -> send(exchange, 200, body);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", status == 200 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
