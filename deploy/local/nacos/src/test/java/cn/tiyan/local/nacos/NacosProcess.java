package cn.tiyan.local.nacos;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** One server as the local stack starts it: the module's jar and class path file in a JVM of its own. */
final class NacosProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path console;
    private final int port;

    private NacosProcess(Process process, Path console, int port) {
        this.process = process;
        this.console = console;
        this.port = port;
    }

    static int freePort() {
        while (true) {
            var ports = new Ports(ThreadLocalRandom.current().nextInt(20_000, 32_000));
            try {
                ports.requireFree();
                return ports.http();
            } catch (IllegalStateException taken) {
                continue;
            }
        }
    }

    static NacosProcess launch(int port, Path dataDir) throws IOException {
        var target = Path.of("target").toAbsolutePath();
        var classPath = target.resolve("tiyan-local-nacos-0.1.0-SNAPSHOT.jar") + ":" + Files.readString(target.resolve("runtime.classpath")).strip();
        Files.createDirectories(dataDir.getParent());
        var console = dataDir.resolveSibling(dataDir.getFileName() + ".out");
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "-cp", classPath, NacosServer.class.getName(), Integer.toString(port), dataDir.toString());
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        var process = builder.redirectErrorStream(true).redirectOutput(console.toFile()).start();
        return new NacosProcess(process, console, port);
    }

    NacosProcess awaitReady() throws Exception {
        var deadline = Instant.now().plus(START_LIMIT);
        while (!ready()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new AssertionError("Nacos is not ready:\n" + console());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        return this;
    }

    private boolean ready() throws InterruptedException {
        try {
            return send("GET", "/v3/admin/core/state/readiness", Map.of()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** POST sends the parameters as a form, anything else in the address. */
    HttpResponse<String> send(String method, String path, Map<String, String> parameters) throws IOException, InterruptedException {
        var encoded = parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
        var asForm = method.equals("POST");
        var address = URI.create("http://127.0.0.1:" + port + "/nacos" + path + (asForm ? "" : "?" + encoded));
        var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, asForm ? HttpRequest.BodyPublishers.ofString(encoded) : HttpRequest.BodyPublishers.noBody())
            .build();
        return http.send(request, BodyHandlers.ofString());
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("Nacos does not end");
        }
        return process.exitValue();
    }

    int terminate() throws InterruptedException {
        process.destroy();
        return awaitExit();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitExit();
    }

    long pid() {
        return process.pid();
    }

    String console() throws IOException {
        return Files.readString(console);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
        http.close();
    }
}
