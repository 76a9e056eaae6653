package cn.tiyan.local.stack;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Shows the end of a component's log. */
final class LogView {

    private static final int LAST_LINES = 100;
    private static final int EXPLAINING_LINES = 15;
    private static final long TAIL_BYTES = 256 * 1024;
    private static final long LOOK_EVERY_MILLIS = 300;

    private final Home home;
    private final PrintStream out;

    LogView(Home home, PrintStream out) {
        this.home = home;
        this.out = out;
    }

    /** The last lines of the log; with {@code follow} goes on until interrupted. */
    void show(String name, boolean follow) {
        var log = home.log(name);
        try {
            var shown = Files.size(log);
            lastLines(log, LAST_LINES).forEach(out::println);
            while (follow) {
                out.flush();
                Pause.millis(LOOK_EVERY_MILLIS);
                shown = printFrom(log, shown);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says which component failed, the last it said, and where to read on. */
    void explain(Component component, String why) {
        var log = home.log(component.name());
        out.printf("%n✗ %s（%s）启动失败：%s (failed)%n", component.title(), component.name(), why);
        lastLines(log, EXPLAINING_LINES).forEach(line -> out.println("    " + line));
        out.printf("  完整日志 full log: %s%n  或 or: ./tiyan logs %s%n", log, component.name());
    }

    private static List<String> lastLines(Path log, int count) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var from = Math.max(0, file.length() - TAIL_BYTES);
            var lines = textFrom(file, from).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException noLog) {
            return List.of("(无日志 no log)");
        }
    }

    private long printFrom(Path log, long from) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var start = file.length() < from ? 0 : from;
            out.print(textFrom(file, start));
            return file.getFilePointer();
        }
    }

    private static String textFrom(RandomAccessFile file, long from) throws IOException {
        file.seek(from);
        var bytes = new byte[(int) Math.min(Integer.MAX_VALUE - 8L, file.length() - from)];
        file.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
