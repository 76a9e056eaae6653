package cn.tiyan.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The running local stack, as an operator with a shell has it in hand. */
final class LocalStack {

    private final Path root = Path.of(System.getenv("TIYAN_ROOT"));
    private final Path home = Path.of(System.getenv("TIYAN_HOME"));

    /** Names of the processes that run, but for the one that trains start-up caches in the background: nobody depends on it. */
    List<String> processes() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("run"))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".pid"))
                    .map(name -> name.substring(0, name.length() - ".pid".length()))
                    .filter(name -> !name.equals("aot-training"))
                    .filter(name -> ProcessHandle.of(pid(name)).isPresent()).sorted().toList();
        }
    }

    /** kill -9, and waits until it is gone. */
    long kill9(String process) throws IOException {
        long pid = pid(process);
        ProcessHandle handle = ProcessHandle.of(pid).orElseThrow(() -> new IOException(process + " does not run"));
        handle.destroyForcibly();
        handle.onExit().join();
        return pid;
    }

    /** From now on it can write nothing more, as if the disk were full: a limit that Linux sets on the running process. */
    void fillDiskOf(String process) throws IOException, InterruptedException {
        limitFiles(pid(process), "1:unlimited");
    }

    /** It can write again, if it still runs. */
    void makeRoomFor(String process) throws IOException, InterruptedException {
        long pid = pid(process);
        if (ProcessHandle.of(pid).isPresent()) {
            limitFiles(pid, "unlimited");
        }
    }

    private static void limitFiles(long pid, String bytes) throws IOException, InterruptedException {
        Process prlimit = new ProcessBuilder("prlimit", "--fsize=" + bytes, "--pid", Long.toString(pid)).redirectErrorStream(true).start();
        String said = new String(prlimit.getInputStream().readAllBytes());
        if (prlimit.waitFor() != 0) {
            throw new IOException("prlimit: " + said);
        }
    }

    /** Waits until it has stopped by itself, or for so long. Returns whether it has. */
    boolean awaitEnd(String process, Duration longest) throws InterruptedException {
        Instant end = Instant.now().plus(longest);
        while (ProcessHandle.of(pid(process)).isPresent() && Instant.now().isBefore(end)) {
            Thread.sleep(200);
        }
        return ProcessHandle.of(pid(process)).isEmpty();
    }

    /** {@code ./tiyan up}: starts what is dead. */
    void heal() throws IOException, InterruptedException {
        var up = new ProcessBuilder(root.resolve("tiyan").toString(), "up").directory(root.toFile()).redirectErrorStream(true);
        up.environment().put("TIYAN_SKIP_BUILD", "1");
        // What ./tiyan env names for us would tell ./tiyan up to use others' servers instead of its own.
        List.of("MONGODB_URI", "KAFKA_BOOTSTRAP", "NACOS_ADDR", "OIDC_ISSUER").forEach(up.environment()::remove);
        Process process = up.start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("./tiyan up did not heal the platform:\n" + said);
        }
    }

    Path results() throws IOException {
        return Files.createDirectories(root.resolve("quality/faults/target/faults"));
    }

    private long pid(String process) {
        try {
            return Long.parseLong(Files.readAllLines(home.resolve("run").resolve(process + ".pid")).getFirst().strip());
        } catch (IOException e) {
            return -1;
        }
    }
}
