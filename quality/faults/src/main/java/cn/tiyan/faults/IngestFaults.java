package cn.tiyan.faults;

import cn.tiyan.e2e.Platform;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Harms what pushes are kept by, while 300 pushes a second come by all ways at once; {@code ./tiyan up} heals after each. Then
 * {@link Reckoning}: every acknowledged push is there exactly once, nothing is that was refused.
 */
final class IngestFaults {

    private static final List<String> VICTIMS = List.of("feedback-ingest-service", "kafka", "mongo", "issue-service");
    private static final Duration LIVE = Duration.ofSeconds(6);
    /** So many acknowledged pushes show that it flows again; on a busy machine that takes longer. */
    private static final int FLOWING = 1_500;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration HARMED = Duration.ofSeconds(4);
    private static final Duration STOPPING = Duration.ofSeconds(40);

    private final String experiment;
    private final String words;
    private final long seed;
    private final Platform platform = Platform.ofEnvironment();
    private final LocalStack stack = new LocalStack();
    private final Findings findings;

    private IngestFaults(String experiment, String words, long seed) {
        this.experiment = experiment;
        this.words = words;
        this.seed = seed;
        this.findings = new Findings(experiment, seed);
    }

    /** What is done to a process. */
    private interface Harm {

        /** Returns what was done, in words. */
        String to(String victim, IngestLoad load) throws IOException, InterruptedException;
    }

    /** kill -9, each twice, in an order the seed decides. */
    static boolean kills(long seed) throws Exception {
        var faults = new IngestFaults("ingest", "what takes pushes in is killed, each twice", seed);
        List<String> victims = new ArrayList<>(VICTIMS);
        victims.addAll(VICTIMS);
        Collections.shuffle(victims, new Random(seed));
        return faults.run(victims, (victim, _) -> "kill -9 " + victim + " (pid " + faults.stack.kill9(victim) + ")");
    }

    /** Whatever keeps something on disk finds it full. */
    static boolean fullDisks(long seed) throws Exception {
        var faults = new IngestFaults("disk", "what takes pushes in finds its disk full, one after another", seed);
        return faults.run(List.of("feedback-ingest-service", "kafka", "mongo"), faults::fillDisk);
    }

    private boolean run(List<String> victims, Harm harm) throws Exception {
        Instant began = Instant.now();
        String run = "G%06x%d".formatted(seed, began.getEpochSecond() % 1_000_000);
        System.out.println(experiment + ", seed " + seed + ": " + words + ", while 300 pushes a second come by all ways");
        var load = new IngestLoad(platform, run, seed);
        load.start();
        boolean flows = flows(load);
        for (String victim : victims) {
            String done = harm.to(victim, load);
            Thread.sleep(HARMED);
            Instant healing = Instant.now();
            stack.makeRoomFor(victim);
            stack.heal();
            System.out.printf("  ✓ %-48s healed in %.1f s; %s%n", done, seconds(healing), load.summary());
            flows &= flows(load);
        }
        load.stop();
        System.out.println("  " + load.summary() + "; the longest answer took %.1f s; all over after %.0f s"
                .formatted(load.longest().toMillis() / 1000.0, seconds(began)));
        findings.tell("harmed", victims);
        findings.note("each time pushes were acknowledged again, by itself", flows, "");
        new Reckoning(platform, load, run, began, findings).reckon();
        System.out.printf("  took %.0f s%n", seconds(began));
        return findings.report(stack.results());
    }

    private static boolean flows(IngestLoad load) throws InterruptedException {
        long enough = load.acknowledged() + FLOWING;
        Instant end = Instant.now().plus(PATIENCE);
        Thread.sleep(LIVE);
        while (load.acknowledged() < enough && Instant.now().isBefore(end)) {
            Thread.sleep(200);
        }
        return load.acknowledged() >= enough;
    }

    private static double seconds(Instant since) {
        return Duration.between(since, Instant.now()).toMillis() / 1000.0;
    }

    /** The service goes on with what needs no disk; a broker and a database that can write nothing stop. */
    private String fillDisk(String victim, IngestLoad load) throws IOException, InterruptedException {
        stack.fillDiskOf(victim);
        if (victim.equals("feedback-ingest-service")) {
            String batch = load.pushLargeBatch();
            findings.note("a batch that must be put aside on a full disk is answered with 503", batch.equals("503"), batch);
            String file = load.handInFile();
            findings.note("a file that cannot be put aside is answered with 503", file.equals("503"), file);
            return "disk full for " + victim;
        }
        return "disk full for " + victim + (stack.awaitEnd(victim, STOPPING) ? ", which stopped" : "");
    }
}
