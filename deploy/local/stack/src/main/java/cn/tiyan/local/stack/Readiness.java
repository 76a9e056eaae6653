package cn.tiyan.local.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Asks a component whether it truly answers; an open port alone proves nothing for most of them. */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Platform platform;
    // Made when first needed: a look at the two engines does without it.
    private HttpClient http;

    Readiness(Platform platform) {
        this.platform = platform;
    }

    /** Whether the component answers on the given port now. */
    boolean of(Component component, int port) {
        return of(component, port, platform.home().ready(component.name()));
    }

    /** The same for one whose ready file lies elsewhere; port 0 stands for whichever it has chosen itself. */
    boolean of(Component component, int port, Path readyFile) {
        return switch (component.kind()) {
            case MONGO, KAFKA ->
                    (Files.exists(readyFile) || Launch.isInstalledMongod(component)) && (port == 0 || connects(port));
            case NACOS -> answers(port, "/nacos/v3/admin/core/state/readiness");
            case SPRING -> answers(port, "/actuator/health/readiness");
        };
    }

    static boolean connects(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), (int) PATIENCE.toMillis());
            return true;
        } catch (IOException nobodyThere) {
            return false;
        }
    }

    private boolean answers(int port, String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE).build();
        try {
            return client().send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized HttpClient client() {
        if (http == null) {
            http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE)
                    .proxy(HttpClient.Builder.NO_PROXY).build();
        }
        return http;
    }
}
