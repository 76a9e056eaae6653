package cn.tiyan.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The gateway as it runs, on a port of its own, with a fixed list of instances in place of the registry. */
final class RunningGateway implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final int port;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();

    private RunningGateway(List<String> settings) {
        context = new SpringApplicationBuilder(Gateway.class).run(settings.toArray(String[]::new));
        port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    static RunningGateway before(String issuer, String... instances) {
        var settings = new ArrayList<>(List.of("--server.port=0", "--server.address=127.0.0.1",
                "--spring.cloud.nacos.discovery.enabled=false", "--tiyan.gateway.issuer=" + issuer,
                "--tiyan.gateway.response-timeout=1s", "--tiyan.gateway.docs-age=0s", "--spring.main.banner-mode=off",
                "--logging.level.root=WARN"));
        for (int i = 0; i < instances.length; i += 2) {
            var service = instances[i];
            var addresses = instances[i + 1].split(",");
            for (int j = 0; j < addresses.length; j++) {
                settings.add("--spring.cloud.discovery.client.simple.instances.%s[%d].uri=%s".formatted(service, j, addresses[j]));
            }
        }
        return new RunningGateway(settings);
    }

    int port() {
        return port;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(path, request -> { }, headers);
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send(path, request -> request.POST(BodyPublishers.ofString(body)), headers);
    }

    HttpResponse<String> send(String path, Consumer<HttpRequest.Builder> more, String... headers) {
        return send(path, more, BodyHandlers.ofString(), headers);
    }

    <T> HttpResponse<T> send(String path, Consumer<HttpRequest.Builder> more, HttpResponse.BodyHandler<T> body,
            String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(20));
        more.accept(request);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), body);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Sends bytes no well-behaved client would, and returns all that comes back until the gateway closes. */
    String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            var answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        context.close();
        client.close();
    }
}
