package cn.tiyan.testkit.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One of the local platform's embedded servers as a child of this JVM, on a free port, in a folder of its own. It ends with
 * this JVM even when that is killed, and its folder is deleted when this JVM ends in good order.
 */
public final class EmbeddedProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String module;
    private final String main;
    private final Path folder;
    private final boolean controller;
    private Process process;
    private int port;

    private EmbeddedProcess(String module, String main, boolean controller) {
        this.module = module;
        this.main = main;
        this.controller = controller;
        try {
            this.folder = Files.createTempDirectory("tiyan-" + module);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.process = start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** A MongoDB of the caller's own. */
    public static EmbeddedProcess mongo() {
        return new EmbeddedProcess("mongo-engine", "cn.tiyan.local.mongo.MongoEngine", false);
    }

    /** A Kafka of the caller's own. */
    public static EmbeddedProcess kafka() {
        return new EmbeddedProcess("kafka", "cn.tiyan.local.kafka.KafkaBroker", true);
    }

    /** The port it answers on; the same after a restart. */
    public int port() {
        return port;
    }

    /** Ends it as a power cut would. */
    public void kill9() {
        process.destroyForcibly().onExit().join();
    }

    /** Starts it again on the same port with the same data. */
    public void restart() {
        process = start();
    }

    @Override
    public void close() {
        kill9();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // A temporary folder; the system clears it away.
        }
    }

    private Process start() {
        Path built = repository().resolve("deploy/local").resolve(module).resolve("target");
        Path ready = folder.resolve("ready");
        Path log = folder.resolve("log.txt");
        try {
            String classPath = built.resolve("tiyan-local-" + module + "-0.1.0-SNAPSHOT.jar") + java.io.File.pathSeparator
                    + Files.readString(built.resolve("runtime.classpath"));
            List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx192m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow", "-cp", classPath, main, Integer.toString(port)));
            if (controller) {
                command.add("0");
            }
            command.addAll(List.of(folder.resolve("data").toString(), ready.toString(), "--exit-with-parent"));
            Files.deleteIfExists(ready);
            Process started = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
            Instant deadline = Instant.now().plus(PATIENCE);
            while (!Files.exists(ready)) {
                if (!started.isAlive() || Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException(module + " did not start: " + Files.readString(log));
                }
                LockSupport.parkNanos(20_000_000);
            }
            port = Integer.parseInt(Files.readString(ready).strip());
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Build deploy/local/" + module + " first (mvn package), or set MONGODB_URI and KAFKA_BOOTSTRAP", e);
        }
    }

    private static Path repository() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("deploy/local")) && Files.exists(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("The tests run within the repository: no folder above holds deploy/local");
    }
}
