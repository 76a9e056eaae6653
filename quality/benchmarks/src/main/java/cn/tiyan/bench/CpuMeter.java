package cn.tiyan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** How much processor time each process of a platform has used, and this one: from Linux's /proc, to 10 ms. */
final class CpuMeter {

    static final String GENERATOR = "load generator";
    /** Linux tells user space in hundredths of a second, whatever its own clock. */
    private static final double MILLIS_PER_TICK = 10;
    private static final int USER_FIELD = 11;
    private static final int SYSTEM_FIELD = 12;

    private final Path run;

    /** @param home folder of the platform; its processes write their ids there */
    CpuMeter(Path home) {
        this.run = home.resolve("run");
    }

    /** Milliseconds used since each process began, by its name. */
    Map<String, Double> read() throws IOException {
        Map<String, Double> used = new LinkedHashMap<>();
        try (var files = Files.list(run)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".pid")).sorted().toList()) {
                String name = file.getFileName().toString();
                used.put(name.substring(0, name.length() - ".pid".length()), millis(Files.readAllLines(file).getFirst().strip()));
            }
        }
        used.put(GENERATOR, millis("self"));
        return used;
    }

    private static double millis(String pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", pid, "stat"));
        // The name in brackets may hold anything, so what follows it is counted.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER_FIELD]) + Long.parseLong(fields[SYSTEM_FIELD])) * MILLIS_PER_TICK;
    }
}
