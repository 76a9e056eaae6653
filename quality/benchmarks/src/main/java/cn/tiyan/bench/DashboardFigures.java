package cn.tiyan.bench;

import cn.tiyan.e2e.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * How many events a second are folded into figures; how soon any answer of the dashboards comes, with 100 thousand and with a million
 * issues; how soon an event shows; and how long folding everything anew takes while the figures go on being answered, and whether it
 * comes to the same, to the digit.
 *
 * <p>It starts the part of a platform that this needs, in a folder of its own and on other ports, and removes it afterwards. The events
 * are told to Kafka as issue-service would tell them, of some 800 units and a year: see {@link IssueTeller}.
 */
final class DashboardFigures {

    private static final int PORT_OFFSET = 5600;
    private static final double LIMIT_MILLIS = 50;
    private static final double FOLD_LIMIT = 5_000;
    private static final double VISIBLE_LIMIT = 2_000;
    private static final double REBUILD_LIMIT = 600;
    private static final double RATIO_LIMIT = 1.2;
    private static final String[] ACCOUNTS = {"sheng.ban", "shenyang.ban", "shenyang.renshe"};
    private static final String[] LEVELS = {"province", "city", "department"};
    private static final int WARM_UP = 30;
    private static final int ROUNDS = 3;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(60);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final int[] stored;
    private final int pages;
    private final int shown;

    /** @param sizes how many issues, few and many; by default a hundred thousand and a million */
    DashboardFigures(boolean quick, List<String> sizes) {
        int[] usual = quick ? new int[] {5_000, 20_000} : new int[] {100_000, 1_000_000};
        this.stored = sizes.size() == 2 ? sizes.stream().mapToInt(Integer::parseInt).toArray() : usual;
        this.pages = quick ? 30 : 100;
        this.shown = quick ? 10 : 40;
    }

    List<Metric> run() throws Exception {
        Path home = Path.of(System.getenv("TIYAN_ROOT"), "quality/benchmarks/target/figures");
        Map<String, String> settings = new HashMap<>(Lifecycle.SETTINGS);
        settings.put("TIYAN_JVM_REPORTING_SERVICE", Lifecycle.FULL + " -Xmx3g -Xmn1200m");
        settings.put("TIYAN_ONLY", "mongo,kafka,nacos,identity,gateway,reporting-service");
        try (var own = new OwnPlatform(Files.createDirectories(home), PORT_OFFSET, settings)) {
            own.tiyan("up", "--fresh");
            return measure(own);
        }
    }

    private List<Metric> measure(OwnPlatform own) throws Exception {
        Map<String, String> environment = own.environment();
        var platform = Platform.of(environment);
        var meter = new CpuMeter(Path.of(environment.get("TIYAN_HOME")));
        List<Metric> metrics = new ArrayList<>();
        Map<String, Double> small = new LinkedHashMap<>();
        try (var teller = new IssueTeller(environment.get("KAFKA_BOOTSTRAP"))) {
            teller.tellUnits();
            awaitUnits(platform);
            int told = 0;
            for (int many : stored) {
                String at = ", %,d issues".formatted(many);
                if (told == 0) {
                    // What runs for the first time is compiled first.
                    int first = many / 5;
                    fold(platform, teller, meter, first, at);
                    metrics.add(fold(platform, teller, meter, many - first, at));
                } else {
                    catchUp(own, platform, teller, many - told);
                }
                told = many;
                answers(platform, at).forEach((name, millis) -> {
                    metrics.add(Metric.of(name + at + ", p95", "ms", "limit", LIMIT_MILLIS, millis));
                    Double before = small.putIfAbsent(name, millis);
                    if (before != null) {
                        metrics.add(Metric.of(name + ", %,d ÷ %,d issues".formatted(stored[1], stored[0]), "", "most", RATIO_LIMIT, millis / before));
                    }
                });
                metrics.add(visible(platform, teller, at));
            }
            rebuild(platform, metrics);
        }
        return metrics;
    }

    /** Ready, once the last unit that was told of is known. */
    private static void awaitUnits(Platform platform) throws Exception {
        long patience = System.nanoTime() + PATIENCE_NANOS;
        while (platform.as(ACCOUNTS[0]).get("/api/v1/figures/overview?unit=211409-HUD").response().statusCode() != 200) {
            if (System.nanoTime() > patience) {
                throw new IOException("The units never became known");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** From the first event told to the last one folded; telling takes its share of the machine. */
    private Metric fold(Platform platform, IssueTeller teller, CpuMeter meter, int more, String at) throws Exception {
        long before = teller.events();
        Map<String, Double> used = meter.read();
        long wanted = found(platform) + more;
        long began = System.nanoTime();
        teller.tell(more);
        double telling = (System.nanoTime() - began) / 1e9;
        double seconds = (awaitAll(platform, wanted) - began) / 1e9;
        long events = teller.events() - before;
        System.out.printf("  %,d events told in %.0f s, folded after %.0f s: %,.0f a second%n", events, telling, seconds, events / seconds);
        meter.read().forEach((process, millis) -> System.out.printf("    %-20s %.3f ms of processor an event%n", process, (millis - used.getOrDefault(process, 0.0)) / events));
        return Metric.of("events folded" + at, "1/s", "least", FOLD_LIMIT, events / seconds);
    }

    /** The others are told of while the service is down, and then folded with all the rest, from the beginning: sooner than one by one. */
    private void catchUp(OwnPlatform own, Platform platform, IssueTeller teller, int more) throws Exception {
        long wanted = found(platform) + more;
        Path pid = own.home().resolve("run/reporting-service.pid");
        ProcessHandle service = ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst().strip())).orElseThrow();
        service.destroyForcibly();
        service.onExit().join();
        long began = System.nanoTime();
        teller.tell(more);
        System.out.printf("  %,d issues more told of in %.0f s%n", more, (System.nanoTime() - began) / 1e9);
        own.tiyan("up");
        System.out.printf("  all folded from the beginning in %.0f s, beside what was being followed%n", foldAnew(platform).path("seconds").asDouble());
        awaitAll(platform, wanted);
    }

    private static JsonNode foldAnew(Platform platform) throws Exception {
        long began = System.nanoTime();
        JsonNode rebuild = platform.as("yunwei").post("/api/v1/figures/rebuilds", Map.of("reason", "核对")).expect(202).json();
        String path = "/api/v1/figures/rebuilds/" + rebuild.path("id").asString();
        long said = System.nanoTime();
        while (rebuild.path("state").asString().equals("RUNNING")) {
            TimeUnit.SECONDS.sleep(1);
            rebuild = platform.as("yunwei").get(path).expect(200).json();
            if (System.nanoTime() - said > TimeUnit.SECONDS.toNanos(20)) {
                said = System.nanoTime();
                System.out.printf("  folding anew: %,d of %,d events%n", rebuild.path("read").asLong(), rebuild.path("events").asLong());
            }
        }
        return ((tools.jackson.databind.node.ObjectNode) rebuild).put("seconds", (System.nanoTime() - began) / 1e9);
    }

    /**
     * Waits until every event is folded: every registration is found, and nothing has changed for longer than it takes to fold what is
     * read at once.
     *
     * @return when the last change was seen, by {@link System#nanoTime}
     */
    private long awaitAll(Platform platform, long wanted) throws Exception {
        long patience = System.nanoTime() + PATIENCE_NANOS;
        String last = "";
        long changed = System.nanoTime();
        while (true) {
            String now = platform.as(ACCOUNTS[0]).get("/api/v1/figures/overview" + year()).expect(200).json().path("figures").toString();
            if (!now.equals(last)) {
                changed = System.nanoTime();
                last = now;
            } else if (found(platform) >= wanted && System.nanoTime() - changed > QUIET_NANOS) {
                return changed;
            }
            if (System.nanoTime() > patience) {
                throw new IOException("The figures still lack " + (wanted - found(platform)) + " of the issues told of");
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private static String year() {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        return "?from=" + today.minusDays(400) + "&to=" + today;
    }

    private static long found(Platform platform) throws IOException, InterruptedException {
        return platform.as(ACCOUNTS[0]).get("/api/v1/figures/overview" + year()).expect(200).json().at("/figures/FOUND/value").asLong();
    }

    /** p95 of each answer, the median of several rounds, the slowest of three levels of the tree. */
    private Map<String, Double> answers(Platform platform, String at) throws Exception {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("overview, this year", "overview");
        queries.put("overview, 100 days", "overview?from=" + today.minusDays(130) + "&to=" + today.minusDays(30));
        queries.put("compared, this month", "compared?period=" + today.toString().substring(0, 7));
        queries.put("funnel", "funnel");
        queries.put("by unit", "by-unit");
        queries.put("by unit, 100 days", "by-unit?from=" + today.minusDays(130) + "&to=" + today.minusDays(30));
        queries.put("by source", "by-source");
        queries.put("by dimension", "by-dimension");
        queries.put("map of cities", "map");
        queries.put("map of counties", "map?depth=2&figures=CLOSURE_RATE");
        queries.put("map of counties, every figure", "map?depth=2");
        queries.put("ranking of counties", "ranking?figure=CLOSURE_RATE&depth=2");
        queries.put("trend by day, 90 days", "trend?step=DAY&figures=FOUND,CLOSED_IN_PERIOD&from=" + today.minusDays(90) + "&to=" + today);
        queries.put("trend by day, 90 days, every figure", "trend?step=DAY&from=" + today.minusDays(90) + "&to=" + today);
        queries.put("trend by month", "trend?step=MONTH");
        queries.put("overdue by age", "overdue");
        queries.put("hot items", "hot-items");
        queries.put("heat of topics", "topics");
        queries.put("by theme", "by-theme");
        queries.put("coverage", "coverage");
        queries.put("records found", "records?figure=FOUND");
        queries.put("records reopened", "records?figure=REOPENED");
        queries.put("records overdue", "records?figure=OVERDUE&from=" + today.minusDays(200) + "&to=" + today.minusDays(100));
        Map<String, double[][]> rounds = new LinkedHashMap<>();
        try (var wire = new Wire(platform.gateway())) {
            for (int round = 0; round < ROUNDS; round++) {
                for (var query : queries.entrySet()) {
                    double[][] levels = rounds.computeIfAbsent(query.getKey(), _ -> new double[LEVELS.length][ROUNDS]);
                    for (int level = 0; level < LEVELS.length; level++) {
                        levels[level][round] = pages(wire, query.getValue(), platform.token(ACCOUNTS[level]));
                    }
                }
            }
        }
        Map<String, Double> slowest = new LinkedHashMap<>();
        rounds.forEach((query, levels) -> {
            StringBuilder line = new StringBuilder();
            for (int level = 0; level < LEVELS.length; level++) {
                double median = Lifecycle.percentile(levels[level], 50);
                line.append(" %s %.1f (%.1f–%.1f)".formatted(LEVELS[level], median, Lifecycle.percentile(levels[level], 0), Lifecycle.percentile(levels[level], 100)));
                slowest.merge(query, median, Math::max);
            }
            System.out.println("  " + query + at + ", p95 in ms:" + line);
        });
        return slowest;
    }

    /** @return p95 in milliseconds */
    private double pages(Wire wire, String query, String token) throws IOException {
        double[] millis = new double[pages];
        for (int page = -WARM_UP; page < pages; page++) {
            long began = System.nanoTime();
            var answer = wire.send("GET", "/api/v1/figures/" + query, token, null, null, null);
            if (answer.status() != 200) {
                throw new IOException(query + " → " + answer.status() + " " + answer.body());
            }
            if (page >= 0) {
                millis[page] = (System.nanoTime() - began) / 1e6;
            }
        }
        return Lifecycle.percentile(millis, 95);
    }

    /** From the moment Kafka has an event to the figure that counts it. */
    private Metric visible(Platform platform, IssueTeller teller, String at) throws Exception {
        double[] millis = new double[shown];
        for (int i = 0; i < shown; i++) {
            long before = found(platform);
            long began = System.nanoTime();
            teller.tellOne("iss_v" + System.nanoTime(), "210100");
            while (found(platform) == before) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        return Metric.of("event to visible figure" + at + ", p95", "ms", "limit", VISIBLE_LIMIT, Lifecycle.percentile(millis, 95));
    }

    /** Without the times of events: folded at once, a cell knows only of what is left in it. */
    private static String figures(Platform platform, String query) throws IOException, InterruptedException {
        return platform.as(ACCOUNTS[0]).get("/api/v1/figures/" + query).expect(200).json().toString().replaceAll("\"asOf\":\"[^\"]*\"", "");
    }

    private void rebuild(Platform platform, List<Metric> metrics) throws Exception {
        List<String> asked = List.of("overview" + year(), "by-unit" + year(), "by-source" + year(), "map" + year() + "&depth=2",
                "trend" + year() + "&step=WEEK", "hot-items", "overdue");
        List<String> before = new ArrayList<>();
        for (String query : asked) {
            before.add(figures(platform, query));
        }
        JsonNode rebuild = foldAnew(platform);
        double seconds = rebuild.path("seconds").asDouble();
        int different = 0;
        for (int i = 0; i < asked.size(); i++) {
            if (!figures(platform, asked.get(i)).equals(before.get(i))) {
                System.out.println("  ✗ " + asked.get(i) + " differs");
                different++;
            }
        }
        String at = ", %,d issues".formatted(stored[1]);
        metrics.add(Metric.of("folding everything anew" + at, "s", "limit", REBUILD_LIMIT, seconds));
        metrics.add(Metric.of("events folded anew" + at, "1/s", null, null, rebuild.path("read").asLong() / seconds));
        metrics.add(Metric.of("answers that differ afterwards", "", "most", 0.0, different));
    }
}
