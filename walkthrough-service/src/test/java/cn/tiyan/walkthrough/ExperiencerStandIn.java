package cn.tiyan.walkthrough;

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
 * A real HTTP server that answers as experiencer-service documents it does, or as it must not. It tests what this service makes
 * of the answers; that experiencer-service gives them is tested there and in the journeys through both.
 */
public final class ExperiencerStandIn {

    /** The one all tests of this JVM share. */
    public static final ExperiencerStandIn INSTANCE = new ExperiencerStandIn();

    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = ExperiencerStandIn::yes;

    /** What it was asked. */
    public record Asked(String path, String query, String authorization, String traceparent) {
    }

    /** How it answers. */
    public interface Behaviour {

        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private ExperiencerStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            asked.add(new Asked(exchange.getRequestURI().getPath(), exchange.getRequestURI().getQuery(), headers.getFirst("Authorization"), headers.getFirst("traceparent")));
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

    /** Everybody may come along. */
    public static void yes(HttpExchange exchange) throws IOException {
        answer(exchange, true, true, "");
    }

    /** The documented answer, about whom and when was asked. */
    public static void answer(HttpExchange exchange, boolean eligible, boolean free, String more) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        String date = exchange.getRequestURI().getQuery().replace("date=", "");
        send(exchange, 200, "{\"experiencerId\":\"%s\",\"date\":\"%s\",\"eligible\":%s,\"free\":%s%s}".formatted(path[4], date, eligible, free, more));
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
