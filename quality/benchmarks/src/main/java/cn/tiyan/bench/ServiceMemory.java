package cn.tiyan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What feedback-ingest-service takes of the machine's memory, and how much of its heap is in use. */
final class ServiceMemory {

    private static final Pattern USED = Pattern.compile("(?:DefNew|Tenured|generation)\\s+total \\d+K, used (\\d+)K");
    private static final double KIB_IN_MIB = 1024;

    private final String pid;

    /** @param home folder of the platform; its processes write their ids there */
    ServiceMemory(Path home) throws IOException {
        this.pid = Files.readAllLines(home.resolve("run/feedback-ingest-service.pid")).getFirst().strip();
    }

    /** MiB of the machine. */
    double resident() throws IOException {
        return Files.readAllLines(Path.of("/proc", pid, "status")).stream().filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KIB_IN_MIB).findFirst().orElseThrow();
    }

    /** MiB of its heap that are left once all garbage is collected. */
    double live() throws IOException, InterruptedException {
        command("GC.run");
        return USED.matcher(command("GC.heap_info")).results().mapToDouble(space -> Double.parseDouble(space.group(1))).sum() / KIB_IN_MIB;
    }

    private String command(String name) throws IOException, InterruptedException {
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), pid, name).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("jcmd " + name + ":\n" + said);
        }
        return said;
    }
}
