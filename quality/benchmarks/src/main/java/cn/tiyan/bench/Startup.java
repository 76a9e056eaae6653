package cn.tiyan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Starts platforms of its own, on other ports, in a folder of its own: the first without start-up caches, then, when these are
 * trained, with them. What was built is used as it is.
 */
final class Startup {

    private static final double LIMIT_FIRST_SECONDS = 90;
    private static final double LIMIT_SECONDS = 60;
    private static final double LIMIT_AGAIN_SECONDS = 2;
    private static final double LIMIT_MIB = 3.5 * 1024;
    private static final Duration TRAINING = Duration.ofMinutes(8);

    private final int runs;
    private final Path home;
    private final OwnPlatform platform;

    Startup(boolean quick) throws IOException {
        this.runs = quick ? 1 : 3;
        this.home = Files.createTempDirectory("tiyan-bench");
        this.platform = new OwnPlatform(home, 3000, Map.of());
    }

    List<Metric> run() throws Exception {
        try (platform) {
            double[] cold = new double[runs];
            double[] again = new double[runs];
            for (int run = 0; run < runs; run++) {
                cold[run] = seconds("off", "up", "--fresh");
                System.out.printf("first start %d: %.1f s%n", run + 1, cold[run]);
            }
            double bare = memory();
            tiyan("off", "down");
            tiyan("on", "up");
            System.out.println("start-up caches are being trained in the background …");
            boolean trained = awaitTraining();
            double[] warm = new double[runs];
            for (int run = 0; run < runs; run++) {
                tiyan("on", "down");
                warm[run] = seconds("on", "up");
                again[run] = seconds("on", "up");
                System.out.printf("start with caches %d: %.1f s; up again: %.1f s%n", run + 1, warm[run], again[run]);
            }
            double cached = memory();
            return List.of(
                    Metric.of("up, the very first, no caches, to all healthy", "s", "limit", LIMIT_FIRST_SECONDS, cold),
                    Metric.of("up, caches " + (trained ? "trained" : "NOT all trained in time") + ", to all healthy", "s", "limit", LIMIT_SECONDS, warm),
                    Metric.of("up when all is healthy", "s", "limit", LIMIT_AGAIN_SECONDS, again),
                    Metric.of("memory of all processes right after the start, no caches", "MiB", "limit", LIMIT_MIB, bare),
                    Metric.of("memory of all processes right after the start, caches", "MiB", "limit", LIMIT_MIB, cached));
        }
    }

    /** A cache per component that runs on a JVM; none has been added for a while when all are there. */
    private boolean awaitTraining() throws Exception {
        Instant deadline = Instant.now().plus(TRAINING);
        while (Instant.now().isBefore(deadline)) {
            Thread.sleep(3000);
            if (Files.isDirectory(home.resolve("aot"))) {
                try (var files = Files.list(home.resolve("aot"))) {
                    if (files.filter(file -> file.toString().endsWith(".aot")).count() >= 10) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private double memory() throws Exception {
        double kilobytes = 0;
        try (var files = Files.list(home.resolve("run"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".pid")).toList()) {
                String pid = Files.readAllLines(file).getFirst().strip();
                for (String line : Files.readAllLines(Path.of("/proc", pid, "status"))) {
                    if (line.startsWith("VmRSS:")) {
                        kilobytes += Double.parseDouble(line.replaceAll("\\D", ""));
                    }
                }
            }
        }
        return kilobytes / 1024;
    }

    private double seconds(String aot, String... command) throws Exception {
        Instant began = Instant.now();
        tiyan(aot, command);
        return Duration.between(began, Instant.now()).toMillis() / 1000.0;
    }

    private void tiyan(String aot, String... command) throws Exception {
        platform.tiyan(Map.of("TIYAN_AOT", aot), command);
    }
}
