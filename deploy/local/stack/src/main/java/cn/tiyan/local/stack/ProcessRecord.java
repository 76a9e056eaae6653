package cn.tiyan.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a pid file says, a line each: the pid comes first, so that a script can read it with {@code head -1}.
 *
 * @param pid number of the process, which the system may give to another one later
 * @param start when that process began, as the system tells it; with it a reused pid is not mistaken for ours
 * @param port port it was started on
 * @param fingerprint {@link Program#fingerprint()} of what was started
 */
record ProcessRecord(long pid, String start, int port, String fingerprint) {

    private static final Path PROC = Path.of("/proc");
    private static final int STATE_FIELD = 0;
    private static final int START_FIELD = 19;

    static ProcessRecord of(ProcessHandle process, int port, String fingerprint) {
        return new ProcessRecord(process.pid(), startOf(process.pid()), port, fingerprint);
    }

    /** The record in the file, whether or not its process still lives. */
    static Optional<ProcessRecord> read(Path file) {
        try {
            var lines = Files.readAllLines(file);
            return Optional.of(new ProcessRecord(
                    Long.parseLong(lines.get(0)), lines.get(1), Integer.parseInt(lines.get(2)), lines.get(3)));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException none) {
            return Optional.empty();
        }
    }

    /** The process the file speaks of, if it is alive and no other that has got its pid. */
    static Optional<ProcessRecord> alive(Path file) {
        return read(file).filter(ProcessRecord::isAlive);
    }

    void write(Path file) {
        try {
            var draft = file.resolveSibling(file.getFileName() + ".tmp");
            Files.write(draft, List.of(String.valueOf(pid), start, String.valueOf(port), fingerprint));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return !start.isEmpty() && start.equals(startOf(pid));
    }

    /** Asks the process to end, and the system to end it when it has not within the given time. */
    void stop(Duration patience) {
        ProcessHandle.of(pid).ifPresent(process -> {
            process.destroy();
            if (!endsWithin(patience)) {
                process.destroyForcibly();
                endsWithin(patience);
            }
        });
    }

    /** Resident memory in MB, or -1 where the system does not tell. */
    long residentMegabytes() {
        try {
            if (Files.isDirectory(PROC.resolve("self"))) {
                return Files.readAllLines(PROC.resolve(pid + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024).findFirst().orElse(-1);
            }
            var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(pid)).start();
            return Long.parseLong(new String(ps.getInputStream().readAllBytes()).strip()) / 1024;
        } catch (IOException | NumberFormatException unknown) {
            return -1;
        }
    }

    Duration uptime() {
        return ProcessHandle.of(pid).flatMap(process -> process.info().startInstant())
                .map(start -> Duration.between(start, Instant.now())).orElse(Duration.ZERO);
    }

    private boolean endsWithin(Duration patience) {
        var deadline = Instant.now().plus(patience);
        while (isAlive()) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            Pause.millis(50);
        }
        return true;
    }

    /** Empty when there is no such process, or only the remains of one that nobody has collected yet. */
    private static String startOf(long pid) {
        try {
            var stat = Files.readString(PROC.resolve(pid + "/stat"));
            // The name in brackets may hold blanks and brackets, so what follows the last of them is counted.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[STATE_FIELD].equals("Z") || fields[STATE_FIELD].equals("X") ? "" : fields[START_FIELD];
        } catch (IOException noProc) {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
                    .flatMap(process -> process.info().startInstant())
                    .map(start -> String.valueOf(start.toEpochMilli())).orElse("");
        }
    }
}
