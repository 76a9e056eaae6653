package cn.tiyan.local.stack;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows how the components come up: a table drawn over itself on a terminal, a line for each change elsewhere. */
final class Board {

    private static final String UP_AND_CLEAR = "\u001b[%dF\u001b[J";

    private final PrintStream out;
    private final boolean terminal;
    private final List<Progress> all;
    private final Map<String, Progress.State> shown = new HashMap<>();
    private int linesDrawn;

    Board(PrintStream out, boolean terminal, List<Progress> all) {
        this.out = out;
        this.terminal = terminal;
        this.all = all;
    }

    void draw() {
        if (terminal) {
            redraw();
        } else {
            all.forEach(this::printChange);
        }
        out.flush();
    }

    private void redraw() {
        var table = new StringBuilder();
        if (linesDrawn > 0) {
            table.append(String.format(Locale.ROOT, UP_AND_CLEAR, linesDrawn));
        }
        all.forEach(progress -> table.append(line(progress)).append('\n'));
        out.print(table);
        linesDrawn = all.size();
    }

    private void printChange(Progress progress) {
        var state = progress.state();
        if (state != Progress.State.WAITING && shown.put(progress.component().name(), state) != state) {
            out.println(line(progress));
        }
    }

    private String line(Progress progress) {
        var state = progress.state();
        var seconds = state == Progress.State.WAITING || state == Progress.State.BLOCKED
                ? "" : String.format(Locale.ROOT, "%.1f s", progress.time().toMillis() / 1000.0);
        return "  " + mark(state) + " " + Columns.left(progress.component().name(), 25)
                + Columns.left(progress.component().title(), 20) + colour(state, Columns.left(state.title, 8))
                + Columns.right(seconds, 8) + (progress.note().isEmpty() ? "" : "  " + progress.note());
    }

    private String mark(Progress.State state) {
        return colour(state, switch (state) {
            case WAITING -> "·";
            case STARTING -> "…";
            case HEALTHY -> "✓";
            case FAILED -> "✗";
            case BLOCKED -> "-";
        });
    }

    private String colour(Progress.State state, String text) {
        if (!terminal) {
            return text;
        }
        var code = switch (state) {
            case HEALTHY -> "32";
            case FAILED -> "31";
            case STARTING -> "33";
            default -> "2";
        };
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
