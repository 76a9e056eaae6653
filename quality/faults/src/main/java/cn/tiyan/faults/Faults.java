package cn.tiyan.faults;

import java.util.Arrays;
import java.util.List;

/** {@code ./tiyan faults NAME [--seed N]}: exit status 0 only when every invariant held. */
public final class Faults {

    private Faults() {
    }

    public static void main(String[] arguments) throws Exception {
        List<String> options = Arrays.asList(arguments);
        int seedAt = options.indexOf("--seed");
        long seed = seedAt < 0 ? System.nanoTime() & 0xffffff : Long.parseLong(options.get(seedAt + 1));
        boolean held = switch (options.isEmpty() ? "" : options.getFirst()) {
            case "kill9" -> new KillEachProcess(seed).run();
            default -> {
                System.err.println("Experiments: kill9 — kills each process in turn while pushes keep coming");
                yield false;
            }
        };
        System.exit(held ? 0 : 1);
    }
}
