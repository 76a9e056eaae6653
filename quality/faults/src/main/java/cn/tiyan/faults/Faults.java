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
            case "ingest" -> IngestFaults.kills(seed);
            case "disk" -> IngestFaults.fullDisks(seed);
            case "inviting" -> new KillInviting(seed).run();
            default -> {
                System.err.println("""
                        Experiments:
                          kill9     kills each process in turn while pushes keep coming
                          ingest    kills what takes pushes in, each twice, while 300 pushes a second come by all ways
                          disk      the same, but what takes pushes in finds its disk full (Linux only)
                          inviting  kills what invites two thousand experiencers half-way, while the request is repeated""");
                yield false;
            }
        };
        System.exit(held ? 0 : 1);
    }
}
