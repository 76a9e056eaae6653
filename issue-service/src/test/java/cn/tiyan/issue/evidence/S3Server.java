package cn.tiyan.issue.evidence;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** A server that speaks S3, as a child of this JVM on a free port; the build has put its jar in place. */
final class S3Server implements AutoCloseable {

    private static final Path JAR = Path.of("target/s3-server/s3-server.jar").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final int port;

    private S3Server(Process process, int port) {
        this.process = process;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** With one bucket. */
    static S3Server start(String bucket) throws IOException {
        int port = freePort();
        Path log = Files.createTempFile("s3-server", ".log");
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dserver.port=0",
                "-Dcom.adobe.testing.s3mock.http-port=" + port,
                "-Dcom.adobe.testing.s3mock.store.initial-buckets=" + bucket,
                "-Dcom.adobe.testing.s3mock.max-payload-size=30MB", "-jar", JAR.toString())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        var server = new S3Server(process, port);
        Instant until = Instant.now().plus(PATIENCE);
        while (!server.answers()) {
            if (!process.isAlive() || Instant.now().isAfter(until)) {
                server.close();
                throw new IOException("The S3 server does not start; see " + log);
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return server;
    }

    EvidenceProperties.S3 settings(String bucket) {
        return new EvidenceProperties.S3("http://127.0.0.1:" + port, "us-east-1", bucket, "somebody", "a-secret", true);
    }

    private boolean answers() {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).timeout(Duration.ofSeconds(5)).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
