package cn.tiyan.local.stack;

import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/** The launcher behind {@code ./tiyan}: the commands that look after processes. */
public final class Stack {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final Platform platform;
    private final PrintStream out;
    private final boolean terminal;

    private Stack(Platform platform, PrintStream out, boolean terminal) {
        this.platform = platform;
        this.out = out;
        this.terminal = terminal;
    }

    /** Runs one command and exits: 0 done, 1 not all healthy or refused, 2 no such command. */
    public static void main(String[] arguments) {
        try {
            var terminal = Boolean.getBoolean("tiyan.terminal");
            var stack = new Stack(Platform.of(System.getenv(), Catalog.all()), System.out, terminal);
            System.exit(stack.run(Arrays.asList(arguments)));
        } catch (Refusal refusal) {
            System.out.flush();
            System.err.println("✗ " + refusal.getMessage());
            System.exit(FAILED);
        }
    }

    private int run(List<String> arguments) {
        var command = arguments.isEmpty() ? "" : arguments.getFirst();
        var rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        return switch (command) {
            case "up" -> up(rest);
            case "down" -> down();
            case "status" -> new Status(platform).print(out) ? OK : FAILED;
            case "healthy" -> new Status(platform).allHealthy() ? OK : FAILED;
            case "logs" -> logs(rest);
            case "env" -> environment();
            case "aot-training" -> train();
            default -> MISUSED;
        };
    }

    private int up(List<String> options) {
        if (!List.of("--fresh").containsAll(options)) {
            return MISUSED;
        }
        platform.home().createFolders();
        try (var _ = StackLock.take(platform.home(), out)) {
            AotTraining.stop(platform.home());
            if (options.contains("--fresh")) {
                var down = new Down(platform.home(), Catalog.all(), out);
                down.run();
                down.deleteData();
                platform.home().createFolders();
            }
            if (!new Up(platform, out, terminal).run()) {
                return FAILED;
            }
            new Welcome(platform).print(out);
            if (new AotTraining(platform).startInBackground()) {
                out.println("后台将以最低优先级准备启动缓存，下次启动更快 (training start-up caches; TIYAN_AOT=off turns it off)");
            }
            return OK;
        }
    }

    private int down() {
        platform.home().createFolders();
        try (var _ = StackLock.take(platform.home(), out)) {
            new Down(platform.home(), Catalog.all(), out).run();
        }
        return OK;
    }

    private int logs(List<String> arguments) {
        var names = arguments.stream().filter(argument -> !argument.startsWith("-")).toList();
        // Not only components have a log: the build and the training of caches do too.
        if (names.size() != 1 || !Files.exists(platform.home().log(names.getFirst()))) {
            throw new Refusal("请写一个有日志的名称 (name one that has a log): ./tiyan logs NAME [-f]\n  "
                    + String.join(" ", platform.home().namesOfLogs()));
        }
        new LogView(platform.home(), out).show(names.getFirst(), arguments.contains("-f"));
        return OK;
    }

    /** Lines a shell can evaluate, for tools that talk to the platform. */
    private int environment() {
        platform.forTools().forEach((name, value) ->
                out.println("export " + name + "='" + value.replace("'", "'\\''") + "'"));
        return OK;
    }

    private int train() {
        new AotTraining(platform).run();
        return OK;
    }
}
