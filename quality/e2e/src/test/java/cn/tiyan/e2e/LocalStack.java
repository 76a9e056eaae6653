package cn.tiyan.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The platform as a developer has it: {@code ./tiyan} in the project's folder, here with a folder for its data and ports of its
 * own, so that it can run beside another. Nothing of it is known but the script and its files below {@code TIYAN_HOME}.
 */
final class LocalStack implements AutoCloseable {

    private static final Duration UP = Duration.ofMinutes(4);
    private static final Duration DOWN = Duration.ofMinutes(1);
    /** Above, the system gives ports to whoever connects somewhere. */
    private static final int LOWEST_EPHEMERAL = 32_768;
    private static final int UNPRIVILEGED = 1_024;
    private static final Pattern EXPORT = Pattern.compile("export (\\w+)='(.*)'");

    private final Path root;
    private final Path home;
    private final int offset;
    private final Path output;
    private @Nullable AssertionError neverUp;
    private @Nullable Platform platform;
    private boolean closed;

    /** Not yet started; what an earlier run may have left is stopped and deleted. */
    LocalStack() {
        Path module = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
        root = module.getParent().getParent();
        home = module.resolve("target/e2e-home");
        offset = freeOffset(root.resolve("deploy/local/ports.properties"));
        output = module.resolve("target/e2e-output.txt");
        try {
            Files.createDirectories(home);
            down();
            delete(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Whoever interrupts the tests wants to be left with nothing.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Starts it, or heals what died. */
    synchronized void ensureUp() {
        if (neverUp != null) {
            throw neverUp;
        }
        if (platform == null || tiyan("status").exit() != 0) {
            up();
        }
    }

    /** {@code ./tiyan up}, and reads its addresses afresh. */
    synchronized void up() {
        Ran up = run(UP, List.of("./tiyan", "up"));
        if (up.exit() != 0) {
            neverUp = new AssertionError("./tiyan up ended with " + up.exit() + ":\n" + up.output());
            throw neverUp;
        }
        Map<String, String> told = new HashMap<>();
        tiyan("env").output().lines().map(EXPORT::matcher).forEach(line -> {
            if (line.matches()) {
                told.put(line.group(1), line.group(2).replace("'\\''", "'"));
            }
        });
        platform = Platform.of(told);
    }

    /** What runs, for clients. */
    synchronized Platform platform() {
        ensureUp();
        return platform;
    }

    /** The project's folder. */
    Path root() {
        return root;
    }

    /** Runs {@code ./tiyan ...}. */
    Ran tiyan(String... arguments) {
        return run(UP, Stream.concat(Stream.of("./tiyan"), Stream.of(arguments)).toList());
    }

    /**
     * Runs a command in the project's folder, as in a shell whose environment names this stack.
     *
     * @throws AssertionError with what it said, if it takes longer than the limit
     */
    synchronized Ran run(Duration limit, List<String> command) {
        try {
            var builder = new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    // A file: what a component inherits must not keep a pipe open.
                    .redirectOutput(output.toFile());
            // Neither another stack's addresses nor the way these tests were started may leak in.
            builder.environment().keySet().removeIf(name -> name.startsWith("TIYAN_")
                    || Set.of("MONGODB_URI", "KAFKA_BOOTSTRAP", "NACOS_ADDR", "OIDC_ISSUER", "GATEWAY").contains(name));
            builder.environment().putAll(Map.of("TIYAN_HOME", home.toString(), "TIYAN_PORT_OFFSET", String.valueOf(offset),
                    "TIYAN_SKIP_BUILD", "1", "TIYAN_AOT", "off",
                    // Tests that run the tests would not end.
                    "TIYAN_UNDER_TEST", "1"));
            Process process = builder.start();
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                // The process and its own children, but not the components: those belong to nobody any more.
                process.children().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                throw new AssertionError(command + " has not ended after " + limit.toSeconds() + " s:\n" + Files.readString(output));
            }
            return new Ran(process.exitValue(), Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * What a command came to.
     *
     * @param exit its exit status
     * @param output all it said
     */
    record Ran(int exit, String output) {
    }

    /** kill -9, and waits until it is gone. */
    void kill(String component) {
        ProcessHandle process = ProcessHandle.of(pid(component)).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** The process of a component. */
    long pid(String component) {
        return Long.parseLong(read(home.resolve("run/" + component + ".pid")).lines().findFirst().orElseThrow());
    }

    /** What a component has logged. */
    String log(String component) {
        return read(home.resolve("logs/" + component + ".log"));
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Ran down = down();
            if (down.exit() != 0) {
                throw new AssertionError("./tiyan down ended with " + down.exit() + ":\n" + down.output());
            }
        }
    }

    private Ran down() {
        return run(DOWN, List.of("./tiyan", "down"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** By how much to move all ports, so that they are free and nobody else's by default. */
    private static int freeOffset(Path file) {
        Collection<Integer> ports = ports(file);
        int lowest = UNPRIVILEGED - ports.stream().min(Integer::compare).orElseThrow();
        int highest = LOWEST_EPHEMERAL - 1 - ports.stream().max(Integer::compare).orElseThrow();
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int offset = ThreadLocalRandom.current().nextInt(lowest, highest);
            if (ports.stream().map(port -> port + offset).allMatch(port -> !ports.contains(port) && isFree(port))) {
                return offset;
            }
        }
        throw new IllegalStateException("No offset between " + lowest + " and " + highest + " leaves all ports of " + file + " free");
    }

    private static Set<Integer> ports(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int nacos = Integer.parseInt(properties.getProperty("nacos"));
        Set<Integer> all = properties.values().stream().map(port -> Integer.valueOf(port.toString())).collect(Collectors.toCollection(HashSet::new));
        all.addAll(List.of(nacos + 1_000, nacos + 1_001, nacos - 1_000));
        return all;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
