package cn.tiyan.local.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real process, on a port and in a folder of its own. */
final class RunningEngine implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(5); // the first one fetches the library

    private final Path folder;
    private final List<String> options;
    private Process process;

    RunningEngine(Path folder, String... options) {
        this.folder = folder;
        this.options = List.of(options);
        start();
    }

    void start() {
        try {
            Files.deleteIfExists(readyFile(folder)); // a killed one left it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = launch(folder, 0, options);
        var deadline = Instant.now().plus(START);
        while (!Files.exists(readyFile(folder))) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new AssertionError("not started: " + log());
            }
            await(process, Duration.ofMillis(20));
        }
    }

    static Process launch(Path folder, int port, List<String> options) {
        var command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx160m",
                                "-Xss512k",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                Path.of("target", "classes").toAbsolutePath().toString(),
                                MongoEngine.class.getName(),
                                Integer.toString(port),
                                folder.resolve("data").toString(),
                                readyFile(folder).toString()));
        command.addAll(options);
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean await(Process process, Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static Path readyFile(Path folder) {
        return folder.resolve("ready");
    }

    int port() {
        try {
            return Integer.parseInt(Files.readString(readyFile(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MongoClient client() {
        return MongoClients.create("mongodb://127.0.0.1:" + port() + "/?w=majority&serverSelectionTimeoutMS=10000");
    }

    Process process() {
        return process;
    }

    String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kill -9: no hook runs, nothing is flushed. */
    void kill() {
        process.destroyForcibly();
        await(process, Duration.ofSeconds(10));
    }

    @Override
    public void close() {
        process.destroy();
        if (!await(process, Duration.ofSeconds(20))) {
            kill();
        }
    }
}
