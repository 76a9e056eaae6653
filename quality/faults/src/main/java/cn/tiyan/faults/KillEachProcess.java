package cn.tiyan.faults;

import cn.tiyan.e2e.FirstJourney;
import cn.tiyan.e2e.Narrator;
import cn.tiyan.e2e.Platform;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * Kills every process of the platform in turn, in an order the seed decides, while pushes keep coming and the demo is played over
 * and over; {@code ./tiyan up} heals after each. Then every acknowledged push must be one feedback record, in its newest
 * version, with one issue; the province's figures must count each once; and the demo must play.
 */
final class KillEachProcess {

    private static final Duration LIVE_BETWEEN_KILLS = Duration.ofSeconds(4);
    private static final Duration DEAD = Duration.ofSeconds(2);
    private static final Duration SETTLING = Duration.ofMinutes(3);

    private final long seed;
    private final Platform platform = Platform.ofEnvironment();
    private final LocalStack stack = new LocalStack();
    private final Findings findings;

    KillEachProcess(long seed) {
        this.seed = seed;
        this.findings = new Findings("kill9", seed);
    }

    boolean run() throws Exception {
        Instant began = Instant.now();
        String run = "F%06x%d".formatted(seed, began.getEpochSecond() % 1_000_000);
        System.out.println("kill9, seed " + seed + ": each process in turn, pushes and the demo going on");
        long countedBefore = counted("FEEDBACK");
        long foundBefore = counted("FOUND");
        var load = new PushLoad(platform, run, seed);
        var plays = new AtomicInteger();
        var interrupted = new AtomicInteger();
        load.start();
        Thread demo = Thread.ofVirtual().start(() -> playOverAndOver(plays, interrupted));
        List<String> victims = new ArrayList<>(stack.processes());
        Collections.shuffle(victims, new Random(seed));
        for (String victim : victims) {
            Thread.sleep(LIVE_BETWEEN_KILLS);
            long pid = stack.kill9(victim);
            Thread.sleep(DEAD);
            Instant healing = Instant.now();
            stack.heal();
            System.out.printf("  ✓ kill -9 %-24s (pid %d), healed in %.1f s; %s%n", victim, pid,
                    Duration.between(healing, Instant.now()).toMillis() / 1000.0, load.summary());
        }
        Thread.sleep(LIVE_BETWEEN_KILLS);
        load.stop();
        demo.interrupt();
        demo.join();
        System.out.println("  " + load.summary() + "; demo: " + plays + " played whole, " + interrupted + " interrupted");
        findings.note("processes killed", victims.size() == 10, String.join(" ", victims));
        examine(load, run, began);
        awaitFigures(began, countedBefore, foundBefore);
        new FirstJourney(platform, Narrator.silent()).play();
        findings.note("the demo plays to its end afterwards", true, "");
        findings.tell("load", load.summary());
        return findings.report(stack.results());
    }

    private void playOverAndOver(AtomicInteger plays, AtomicInteger interrupted) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                new FirstJourney(platform, Narrator.silent()).play();
                plays.incrementAndGet();
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                interrupted.incrementAndGet();
                try {
                    Thread.sleep(500);
                } catch (InterruptedException stop) {
                    return;
                }
            }
        }
    }

    private void examine(PushLoad load, String run, Instant began) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(SETTLING);
        Map<String, List<JsonNode>> records = Map.of();
        Map<String, Integer> expected = load.acknowledged();
        while (Instant.now().isBefore(deadline)) {
            records = recordsByKey(run, began);
            var found = records;
            if (expected.entrySet().stream().allMatch(push -> found.containsKey(push.getKey()) && isVersion(found.get(push.getKey()).getFirst(), push.getValue()))) {
                break;
            }
            Thread.sleep(500);
        }
        var found = records;
        List<String> lost = expected.keySet().stream().filter(key -> !found.containsKey(key)).sorted().toList();
        List<String> doubled = found.entrySet().stream().filter(entry -> entry.getValue().size() > 1).map(Map.Entry::getKey).sorted().toList();
        List<String> stale = expected.entrySet().stream()
                .filter(push -> found.containsKey(push.getKey()) && !isVersion(found.get(push.getKey()).getFirst(), push.getValue()))
                .map(Map.Entry::getKey).sorted().toList();
        findings.note("every acknowledged push is on record", lost.isEmpty(), expected.size() + " orders, lost " + Findings.some(lost));
        findings.note("none is on record twice", doubled.isEmpty(), "doubled " + Findings.some(doubled));
        findings.note("each is in its newest acknowledged version, or a newer one", stale.isEmpty(), "stale " + Findings.some(stale));
        List<String> issues = new ArrayList<>();
        for (var entry : found.entrySet()) {
            if (issuesOf(entry.getValue().getFirst().path("id").asString(), deadline) != 1) {
                issues.add(entry.getKey());
            }
        }
        findings.note("each led to exactly one issue", issues.isEmpty(), "otherwise " + Findings.some(issues));
    }

    /** A push that was not acknowledged may have arrived all the same: what is on record may be newer, never older. */
    private static boolean isVersion(JsonNode line, int atLeast) {
        return Integer.parseInt(line.path("title").asString().replaceAll("\\D", "")) >= atLeast;
    }

    private Map<String, List<JsonNode>> recordsByKey(String run, Instant since) throws IOException, InterruptedException {
        Map<String, List<JsonNode>> byKey = new HashMap<>();
        String after = "";
        while (true) {
            JsonNode page = platform.as("shenyang.ban").get("/api/v1/feedback?sender=hotline-shenyang&limit=200" + (after.isEmpty() ? "" : "&after=" + after)).expect(200).json();
            for (JsonNode line : page.path("items")) {
                if (line.path("key").asString().startsWith(run + "-")) {
                    byKey.computeIfAbsent(line.path("key").asString(), _ -> new ArrayList<>()).add(line);
                }
            }
            after = page.path("next").asString("");
            JsonNode last = page.path("items").isEmpty() ? null : page.path("items").get(page.path("items").size() - 1);
            if (after.isEmpty() || last == null || Instant.parse(last.path("createdAt").asString()).isBefore(since)) {
                return byKey;
            }
        }
    }

    private int issuesOf(String feedback, Instant deadline) throws IOException, InterruptedException {
        while (true) {
            int issues = platform.as("shenyang.ban").get("/api/v1/issues?sourceId=" + feedback).expect(200).json().path("items").size();
            if (issues > 0 || Instant.now().isAfter(deadline)) {
                return issues;
            }
            Thread.sleep(200);
        }
    }

    /** The figures count what is on record, each once: as many more as there are records and issues since it began. */
    private void awaitFigures(Instant began, long feedbackBefore, long foundBefore) throws IOException, InterruptedException {
        long records = countSince("/api/v1/feedback?limit=200", began);
        long issues = countSince("/api/v1/issues?limit=200", began);
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        long counted = counted("FEEDBACK") - feedbackBefore;
        long found = counted("FOUND") - foundBefore;
        while ((counted != records || found != issues) && Instant.now().isBefore(deadline)) {
            Thread.sleep(500);
            counted = counted("FEEDBACK") - feedbackBefore;
            found = counted("FOUND") - foundBefore;
        }
        findings.note("the figures count every record once", counted == records, counted + " counted, " + records + " on record");
        findings.note("the figures count every issue once", found == issues, found + " counted, " + issues + " on record");
    }

    private long countSince(String path, Instant since) throws IOException, InterruptedException {
        long count = 0;
        String after = "";
        while (true) {
            JsonNode page = platform.as("sheng.ban").get(path + (after.isEmpty() ? "" : "&after=" + after)).expect(200).json();
            for (JsonNode line : page.path("items")) {
                if (Instant.parse(line.path("createdAt").asString()).isBefore(since)) {
                    return count;
                }
                count++;
            }
            after = page.path("next").asString("");
            if (after.isEmpty()) {
                return count;
            }
        }
    }

    private long counted(String figure) throws IOException, InterruptedException {
        return platform.as("sheng.ban").get("/api/v1/figures/overview").expect(200).json().at("/figures/" + figure + "/value").asLong();
    }}
