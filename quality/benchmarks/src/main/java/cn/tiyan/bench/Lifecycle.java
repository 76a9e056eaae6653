package cn.tiyan.bench;

import cn.tiyan.e2e.Platform;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * How many issues a second go through their whole life, from registration to closing, through the gateway: ten commands each,
 * every one durable before it is answered, with so many issues stored already. Everything runs on this one machine, the load
 * generator included, and the processor time each process took is printed by command.
 *
 * <p>It starts a platform of its own, on other ports, in {@code quality/benchmarks/target/lifecycle}, and removes it afterwards:
 * a million made-up issues have no place in anybody's own. The processes on the way of a command get the JIT's full tiers and
 * the memory that goes with a million issues ({@link #SETTINGS}); start-up caches are off, as they would be trained meanwhile.
 * With {@code --here} it uses the platform that runs, as it runs, and leaves its issues there.
 *
 * <p>After each round it waits until reporting has folded every event, and counts that processor time too: what is only put off
 * is not saved.
 */
final class Lifecycle {

    /**
     * The best public figure for a system of this kind: the complaint module of eGov DIGIT, as its project published it. Another
     * machine, of 16 virtual processors, and another load: a landmark, not a contest.
     */
    private static final String PEER = "eGov DIGIT complaints, 16 vCPU (published; another machine)";
    private static final double PEER_AT_100_THOUSAND = 37;
    private static final double PEER_AT_1_MILLION = 6.3;
    private static final double LIFE_LIMIT = 60;
    private static final double RATIO_LIMIT = 0.9;
    private static final double LIST_LIMIT_MILLIS = 50;
    private static final double WORTH_A_WORD = 0.05;

    /** Heaps in huge pages spare the processor's address tables: together with compact headers worth a third of a service's time. */
    static final String FULL = "-XX:TieredStopAtLevel=4 -XX:+UseTransparentHugePages";

    /**
     * What the components are given, beside what they get on a developer's machine. The database's cache is less than what MongoDB
     * takes by itself of a machine with 24 GB: with less than the indexes of a million issues need, it waits for the disk.
     */
    static final Map<String, String> SETTINGS = Map.of(
            "TIYAN_AOT", "off",
            "TIYAN_JVM_MONGO", FULL + " -Xmx256m -Dtiyan.mongo.cache-mb=8192",
            "TIYAN_JVM_KAFKA", FULL + " -Xmx384m",
            "TIYAN_JVM_GATEWAY", FULL + " -Xmx384m",
            "TIYAN_JVM_ISSUE_SERVICE", FULL + " -Xmx1g",
            "TIYAN_JVM_REPORTING_SERVICE", FULL + " -Xmx512m",
            "TIYAN_JVM_WALKTHROUGH_SERVICE", FULL + " -Xmx256m",
            "TIYAN_JVM_EXPERIENCER_SERVICE", FULL + " -Xmx256m",
            "TIYAN_JVM_FEEDBACK_INGEST_SERVICE", FULL + " -Xmx256m");
    private static final int PORT_OFFSET = 5000;

    private static final int CLERKS = 24;
    private static final Duration MOST_WARM_UP = Duration.ofMinutes(10);
    private static final Duration FOLDED_WITHIN = Duration.ofMinutes(2);

    private final boolean here;
    private final int[] stored;
    private final int rounds;
    private final Duration round;
    private final Duration warmUp;
    private final int warmUpCommands;
    private final int pages;

    /** @param sizes with so many issues stored, rising; empty for the usual */
    Lifecycle(boolean quick, boolean here, List<String> sizes) {
        this.here = here;
        int[] usual = quick ? new int[] {2_000, 20_000} : new int[] {100_000, 1_000_000};
        this.stored = sizes.isEmpty() ? usual : sizes.stream().mapToInt(Integer::parseInt).toArray();
        this.rounds = quick ? 2 : 5;
        this.round = Duration.ofSeconds(quick ? 6 : 20);
        this.warmUp = Duration.ofSeconds(20);
        this.warmUpCommands = quick ? 0 : 150_000;
        if (quick) {
            System.out.println("--quick shows that it works: the JIT is still at work, and each command costs several times what it does later.");
        }
        this.pages = quick ? 50 : 300;
    }

    List<Metric> run() throws Exception {
        if (here) {
            return measure(System.getenv());
        }
        Path home = Path.of(System.getenv("TIYAN_ROOT"), "quality/benchmarks/target/lifecycle");
        try (var own = new OwnPlatform(Files.createDirectories(home), PORT_OFFSET, SETTINGS)) {
            System.out.println("Starts a platform of its own in " + home + " with\n  " + String.join("\n  ",
                    new TreeMap<>(SETTINGS).entrySet().stream().map(Object::toString).toList()));
            own.tiyan("up", "--fresh");
            return measure(own.environment());
        }
    }

    private List<Metric> measure(Map<String, String> environment) throws Exception {
        var platform = Platform.of(environment);
        var meter = new CpuMeter(Path.of(environment.get("TIYAN_HOME")));
        List<Metric> metrics = new ArrayList<>();
        try (MongoClient mongo = MongoClients.create(environment.get("MONGODB_URI")); var clerks = new Clerks(platform)) {
            var seed = new IssueSeed(mongo, false);
            clerks.oneLife((command, issue) -> seed.keep(issue));
            warmUp(clerks);
            double[] lives = new double[stored.length];
            double[] costs = new double[stored.length];
            for (int i = 0; i < stored.length; i++) {
                seed.fill(stored[i]);
                List<Round> done = new ArrayList<>();
                for (int number = 1; number <= rounds; number++) {
                    done.add(round(clerks, meter));
                    System.out.println("  " + done.getLast().line(number));
                }
                String at = ", %,d issues stored".formatted(stored[i]);
                metrics.addAll(lives(done, at, i));
                lives[i] = metrics.stream().filter(metric -> metric.metric().equals("whole lives" + at)).findFirst().orElseThrow().value();
                metrics.add(Metric.of("processor a command ÷ issue-service's alone" + at, "", null, null, each(done, Round::besideIssueService)));
                costs[i] = metrics.getLast().value();
                metrics.addAll(latencies(done, at));
                metrics.addAll(processors(done, at));
                metrics.addAll(lists(platform, at));
            }
            if (stored.length > 1) {
                String sizes = ", %,d stored beside %,d stored".formatted(stored[1], stored[0]);
                metrics.add(Metric.of("whole lives" + sizes, "%", "least", RATIO_LIMIT * 100, lives[1] / lives[0] * 100));
                metrics.add(Metric.of("whole lives, had the machine been as fast" + sizes, "%", "least", RATIO_LIMIT * 100, costs[0] / costs[1] * 100));
            }
        }
        return metrics;
    }

    /** Until the JIT has seen enough of every command: what it has not compiled yet costs several times as much. */
    private void warmUp(Clerks clerks) throws Exception {
        long patience = System.nanoTime() + MOST_WARM_UP.toNanos();
        int commands = 0;
        do {
            commands += clerks.work(warmUp).commands();
            System.out.printf("warming up: %,d commands%n", commands);
        } while (commands < warmUpCommands && System.nanoTime() < patience);
        clerks.awaitFolded();
    }

    /** One round, until the last of its events is folded. */
    private Round round(Clerks clerks, CpuMeter meter) throws Exception {
        Map<String, Double> before = meter.read();
        long began = System.nanoTime();
        var work = clerks.work(round);
        double seconds = (System.nanoTime() - began) / 1e9;
        long folding = System.nanoTime();
        clerks.awaitFolded();
        double late = (System.nanoTime() - folding) / 1e9;
        Map<String, Double> used = new LinkedHashMap<>();
        meter.read().forEach((name, millis) -> used.put(name, millis - before.getOrDefault(name, 0.0)));
        return new Round(work, seconds, late, used);
    }

    /**
     * What was measured at once.
     *
     * @param late seconds until the last event was folded
     * @param used processor milliseconds by process
     */
    private record Round(Clerks.Work work, double seconds, double late, Map<String, Double> used) {

        double lives() {
            return work.lives() / seconds;
        }

        double commands() {
            return work.commands() / seconds;
        }

        double processor() {
            return all() / work.commands();
        }

        private double all() {
            return used.values().stream().mapToDouble(Double::doubleValue).sum();
        }

        /**
         * What all processes took, by what issue-service took, which does the same however many issues are stored: so it tells how much
         * dearer a command has become, on a machine that is not always as fast.
         */
        double besideIssueService() {
            return all() / used.get("issue-service");
        }

        String line(int number) {
            String each = used.entrySet().stream().filter(entry -> entry.getValue() / work.commands() >= WORTH_A_WORD)
                    .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                    .map(entry -> "%s %.2f".formatted(entry.getKey(), entry.getValue() / work.commands())).collect(Collectors.joining(", "));
            return "round %d: %.1f lives a second, %.0f commands a second, %.2f ms of processor a command (%s); last event folded after %.1f s"
                    .formatted(number, lives(), commands(), processor(), each, late);
        }
    }

    private static double[] each(List<Round> rounds, java.util.function.ToDoubleFunction<Round> value) {
        return rounds.stream().mapToDouble(value).toArray();
    }

    private List<Metric> lives(List<Round> rounds, String at, int index) {
        boolean few = stored[index] < 1_000_000;
        double peer = few ? PEER_AT_100_THOUSAND : PEER_AT_1_MILLION;
        double[] lives = each(rounds, Round::lives);
        return List.of(
                Metric.of("whole lives" + at, "1/s", "least", LIFE_LIMIT * (few ? 1 : RATIO_LIMIT), lives),
                Metric.of("whole lives beside a peer" + at, "1/s", PEER, peer, lives),
                Metric.of("commands" + at, "1/s", null, null, each(rounds, Round::commands)),
                Metric.of("last event folded after" + at, "s", null, null, each(rounds, Round::late)));
    }

    private static List<Metric> latencies(List<Round> rounds, String at) {
        List<Metric> metrics = new ArrayList<>();
        for (Clerk.Command command : Clerk.Command.values()) {
            for (int percent : new int[] {50, 95, 99}) {
                metrics.add(Metric.of("%s p%d%s".formatted(command.name().toLowerCase(), percent, at), "ms", null, null,
                        each(rounds, done -> percentile(done.work().millis().get(command), percent))));
            }
        }
        return metrics;
    }

    private static List<Metric> processors(List<Round> rounds, String at) {
        List<Metric> metrics = new ArrayList<>();
        for (String process : rounds.getFirst().used().keySet()) {
            metrics.add(Metric.of("processor a command: " + process + at, "ms", null, null,
                    each(rounds, done -> done.used().get(process) / done.work().commands())));
        }
        metrics.add(Metric.of("processor a command: all" + at, "ms", null, null, each(rounds, Round::processor)));
        return metrics;
    }

    /** Pages as people look at them, one after another, at three levels of the tree. */
    private List<Metric> lists(Platform platform, String at) throws IOException {
        List<Metric> metrics = new ArrayList<>();
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("list", "");
        queries.put("list by status", "&status=SUBMITTED");
        queries.put("list by kind", "&kind=PROBLEM");
        queries.put("list by source and phase", "&source=SELF_CHECK&phase=CLOSED");
        for (String workList : List.of("UNIT", "MINE", "DUE_TODAY", "OVERDUE", "RETURNED", "TO_VERIFY")) {
            queries.put("work list " + workList, "&workList=" + workList);
        }
        try (var wire = new Wire(platform.gateway())) {
            metrics.add(list(platform, wire, "counts of the work lists" + at, "/api/v1/issues/work-lists"));
            for (var query : queries.entrySet()) {
                metrics.add(list(platform, wire, query.getKey() + at, "/api/v1/issues?limit=50" + query.getValue()));
            }
        }
        return metrics;
    }

    private Metric list(Platform platform, Wire wire, String name, String path) throws IOException {
        String[] accounts = {"sheng.ban", "shenyang.ban", "shenyang.renshe", "shenyang.hecha"};
        double[] millis = new double[pages];
        for (int page = -10; page < pages; page++) {
            long began = System.nanoTime();
            var answer = wire.send("GET", path, platform.token(accounts[Math.floorMod(page, accounts.length)]), null, null, null);
            if (answer.status() != 200) {
                throw new IOException(path + " → " + answer.status() + " " + answer.body());
            }
            if (page >= 0) {
                millis[page] = (System.nanoTime() - began) / 1e6;
            }
        }
        return Metric.of(name + ", p95", "ms", "limit", LIST_LIMIT_MILLIS, percentile(millis, 95));
    }

    static double percentile(double[] values, int percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    /** Clerks at work beside one another. */
    static final class Clerks implements AutoCloseable {

        private final Platform platform;
        private final List<Clerk> clerks = new ArrayList<>();
        private final java.util.concurrent.ExecutorService threads = Executors.newFixedThreadPool(CLERKS);
        private long closed;

        Clerks(Platform platform) throws IOException, InterruptedException {
            this.platform = platform;
            for (int i = 0; i < CLERKS; i++) {
                clerks.add(new Clerk(platform));
            }
            this.closed = folded();
        }

        /**
         * What was done.
         *
         * @param millis how long each command took
         */
        record Work(int lives, int commands, Map<Clerk.Command, double[]> millis) {
        }

        void oneLife(BiConsumer<Clerk.Command, String> afterEach) throws IOException {
            clerks.getFirst().life((_, _) -> { }, afterEach);
            closed++;
        }

        /** Everybody works for so long, and finishes the issue in hand. */
        Work work(Duration time) throws InterruptedException, ExecutionException {
            long end = System.nanoTime() + time.toNanos();
            List<Future<Map<Clerk.Command, DoubleStream.Builder>>> working = new ArrayList<>();
            for (Clerk clerk : clerks) {
                working.add(threads.submit(() -> {
                    // What was open before may have been idle for so long that the gateway has given it up.
                    clerk.close();
                    Map<Clerk.Command, DoubleStream.Builder> millis = new EnumMap<>(Clerk.Command.class);
                    while (System.nanoTime() < end) {
                        clerk.life((command, nanos) -> millis.computeIfAbsent(command, _ -> DoubleStream.builder()).add(nanos / 1e6), (_, _) -> { });
                    }
                    return millis;
                }));
            }
            Map<Clerk.Command, DoubleStream> all = new EnumMap<>(Clerk.Command.class);
            for (var clerk : working) {
                clerk.get().forEach((command, millis) -> all.merge(command, millis.build(), DoubleStream::concat));
            }
            Map<Clerk.Command, double[]> millis = new EnumMap<>(Clerk.Command.class);
            all.forEach((command, stream) -> millis.put(command, stream.toArray()));
            int lives = millis.get(Clerk.Command.CLOSE).length;
            closed += lives;
            return new Work(lives, millis.values().stream().mapToInt(each -> each.length).sum(), millis);
        }

        /** Until the figures say what was done. */
        void awaitFolded() throws IOException, InterruptedException {
            long patience = System.nanoTime() + FOLDED_WITHIN.toNanos();
            while (folded() < closed) {
                if (System.nanoTime() > patience) {
                    throw new IOException("The figures still lack " + (closed - folded()) + " closed issues");
                }
                Thread.sleep(250);
            }
        }

        private long folded() throws IOException, InterruptedException {
            return platform.as("sheng.ban").get("/api/v1/figures/overview").expect(200).json().at("/figures/CLOSED/value").asLong();
        }

        @Override
        public void close() throws IOException {
            threads.shutdownNow();
            for (Clerk clerk : clerks) {
                clerk.close();
            }
        }
    }
}
