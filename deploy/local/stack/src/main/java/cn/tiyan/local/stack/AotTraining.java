package cn.tiyan.local.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Trains the missing start-up caches in the background: after a while, one component at a time, at the lowest priority.
 *
 * <p>A Spring component is started as usual but ends as soon as its context is ready ({@code spring.context.exit}): it
 * neither opens its port, nor registers in Nacos, nor reads from Kafka. An engine runs on ports and a folder of its own
 * until it is ready and is then stopped.
 */
final class AotTraining {

    private static final String NAME = "aot-training";
    // Long enough for somebody who starts the platform and plays the demo at once.
    private static final Duration DELAY = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LOWEST_PRIORITY = 19;

    private final Platform platform;
    private final AotCaches caches;

    AotTraining(Platform platform) {
        this.platform = platform;
        this.caches = new AotCaches(platform);
    }

    /** Starts the training as a process of its own if anything is missing; tells whether it did. */
    boolean startInBackground() {
        if (caches.missing().isEmpty()) {
            return false;
        }
        var self = new ArrayList<String>();
        Launch.executable("nice").ifPresent(nice -> self.addAll(List.of(nice, "-n", String.valueOf(LOWEST_PRIORITY))));
        self.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx32m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Stack.class.getName(), NAME));
        var log = platform.home().log(NAME).toFile();
        try {
            var process = new ProcessBuilder(Launch.detached(self))
                    .redirectInput(new File("/dev/null")).redirectOutput(log).redirectErrorStream(true).start();
            ProcessRecord.of(process.toHandle(), 0, NAME).write(platform.home().pid(NAME));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a training that is under way; what it has finished stays. */
    static void stop(Home home) {
        ProcessRecord.alive(home.pid(NAME)).flatMap(record -> ProcessHandle.of(record.pid())).ifPresent(training -> {
            var children = training.descendants().toList();
            training.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        });
        Down.delete(home.pid(NAME));
    }

    /** The training itself, in the process of its own. */
    void run() {
        giveWay();
        Pause.millis(DELAY.toMillis());
        for (var component : caches.missing()) {
            var began = Instant.now();
            try {
                train(component);
                log("%s trained in %d s".formatted(component.name(), Duration.between(began, Instant.now()).toSeconds()));
            } catch (IOException | RuntimeException e) {
                log("%s not trained: %s".formatted(component.name(), e));
            }
        }
        Down.delete(platform.home().pid(NAME));
    }

    /** Where Linux shares the processor among sessions, a nice value counts within a session only; this one counts among them. */
    private static void giveWay() {
        try {
            Files.writeString(Path.of("/proc/self/autogroup"), String.valueOf(LOWEST_PRIORITY));
        } catch (IOException otherSystem) {
            // Then the nice value is all there is.
        }
    }

    private void train(Component component) throws IOException {
        var program = Program.of(platform, component);
        var scratch = platform.home().aot().resolve("training-" + component.name());
        Down.delete(scratch);
        Files.createDirectories(scratch);
        var cache = scratch.resolve("cache.aot");
        var trained = component.kind() == Component.Kind.SPRING
                ? runToReady(program, cache, scratch)
                : runAndStop(program, cache, scratch);
        if (!trained || !Files.exists(cache)) {
            throw new IOException("no cache was written, see " + scratch.resolve("output.log"));
        }
        deleteOlder(component);
        Files.move(cache, caches.fileOf(program), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Down.delete(scratch);
    }

    private boolean runToReady(Program program, Path cache, Path scratch) throws IOException {
        var command = program.java(List.of("-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh"));
        command.add(program.component().mainClass());
        return endsWithin(start(program, command, scratch, Map.of("SERVER_PORT", "0", "TIYAN_DATA", scratch.toString())));
    }

    private boolean runAndStop(Program program, Path cache, Path scratch) throws IOException {
        var component = program.component();
        var port = freePort(component);
        var ready = scratch.resolve("ready");
        var command = program.java(List.of("-XX:AOTCacheOutput=" + cache));
        command.add(component.mainClass());
        command.addAll(Launch.arguments(component, port, 0, scratch.resolve("data"), ready));
        var process = start(program, command, scratch, Map.of());
        var readiness = new Readiness(platform);
        var deadline = Instant.now().plus(PATIENCE);
        while (process.isAlive() && !readiness.of(component, port, ready)) {
            if (Instant.now().isAfter(deadline)) {
                process.destroyForcibly();
                return false;
            }
            Pause.millis(500);
        }
        process.destroy();
        return endsWithin(process);
    }

    private Process start(Program program, List<String> command, Path scratch, Map<String, String> more)
            throws IOException {
        var builder = new ProcessBuilder(command).directory(platform.root().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(scratch.resolve("output.log").toFile()).redirectErrorStream(true);
        builder.environment().putAll(platform.environmentOf(program.component()));
        builder.environment().putAll(more);
        return builder.start();
    }

    /** The cache is written by the JVM as it ends, which takes longer than the run itself. */
    private static boolean endsWithin(Process process) {
        try {
            if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return true;
            }
            process.destroyForcibly();
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return false;
        }
    }

    private void deleteOlder(Component component) throws IOException {
        try (var files = Files.newDirectoryStream(platform.home().aot(), component.name() + "-*.aot")) {
            for (var file : files) {
                Files.delete(file);
            }
        }
    }

    /** A free port of which those derived from it are free too. */
    private static int freePort(Component component) throws IOException {
        if (component.kind() != Component.Kind.NACOS) {
            return 0;
        }
        for (var attempt = 0; attempt < 50; attempt++) {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                var port = socket.getLocalPort();
                if (Ports.ofNacos(port).stream().skip(1).allMatch(p -> p < 65536 && PortOwner.isFree(p))) {
                    return port;
                }
            }
        }
        throw new IOException("no free ports for " + component.name());
    }

    private static void log(String message) {
        System.out.println(Instant.now() + " " + message);
    }
}
