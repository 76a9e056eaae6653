package cn.tiyan.bench;

import cn.tiyan.e2e.Platform;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long it takes to see what walkers found beside what citizens said, through the gateway, with a year of both on record: pages of
 * the gap, of coverage, suggestions, and the records behind an item, asked for by the province, a city and a department in turn.
 *
 * <p>It starts a platform of its own, as {@link Lifecycle} does, and removes it afterwards.
 */
final class GapView {

    private static final int PORT_OFFSET = 5000;
    private static final double LIMIT_MILLIS = 100;
    private static final String[] ACCOUNTS = {"sheng.ban", "shenyang.ban", "shenyang.renshe"};
    private static final int WARM_UP = 60;

    private final int feedback;
    private final int walkthroughs;
    private final int pages;

    GapView(boolean quick) {
        this.feedback = quick ? 20_000 : 1_000_000;
        this.walkthroughs = quick ? 1_000 : 50_000;
        this.pages = quick ? 30 : 300;
    }

    List<Metric> run() throws Exception {
        Path home = Path.of(System.getenv("TIYAN_ROOT"), "quality/benchmarks/target/gap");
        try (var own = new OwnPlatform(Files.createDirectories(home), PORT_OFFSET, Lifecycle.SETTINGS)) {
            own.tiyan("up", "--fresh");
            return measure(own.environment());
        }
    }

    private List<Metric> measure(Map<String, String> environment) throws Exception {
        var platform = Platform.of(environment);
        YearMonth now = YearMonth.now(ZoneId.of("Asia/Shanghai"));
        try (MongoClient mongo = MongoClients.create(environment.get("MONGODB_URI"))) {
            new GapSeed(mongo, now).fill(feedback, walkthroughs);
        }
        var overall = platform.as(ACCOUNTS[0]).get("/api/v1/walkthroughs/gap?limit=1").expect(200).json().at("/overall");
        if (overall.at("/citizens/feedback").asInt() != feedback || overall.at("/walkers/walkthroughs").asInt() != walkthroughs) {
            throw new IllegalStateException("The view shows other sums than were seeded: " + overall);
        }
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("gap, a year", "gap?limit=50");
        queries.put("gap, a year, citizens worse", "gap?limit=50&sort=CITIZENS_WORSE");
        queries.put("gap, this month", "gap?limit=50&from=" + now + "&to=" + now);
        queries.put("gap, a quarter", "gap?limit=50&from=" + now.minusMonths(4) + "&to=" + now.minusMonths(2));
        queries.put("records behind an item, citizens", "gap/" + GapSeed.busiest() + "?limit=50&side=CITIZENS");
        queries.put("records behind an item, walkers", "gap/" + GapSeed.busiest() + "?limit=50&side=WALKERS");
        queries.put("coverage", "coverage?limit=50");
        queries.put("coverage by unit", "coverage/units?limit=50");
        queries.put("suggestions", "plans/suggestions");
        String at = ", %,d feedback records, %,d walkthroughs".formatted(feedback, walkthroughs);
        List<Metric> metrics = new ArrayList<>();
        try (var wire = new Wire(platform.gateway())) {
            for (var query : queries.entrySet()) {
                for (int level = 0; level < ACCOUNTS.length; level++) {
                    double[] millis = ask(platform, wire, ACCOUNTS[level], "/api/v1/walkthroughs/" + query.getValue());
                    String name = query.getKey() + ", " + List.of("province", "city", "department").get(level) + at;
                    metrics.add(Metric.of(name + ", p95", "ms", "limit", LIMIT_MILLIS, Lifecycle.percentile(millis, 95)));
                    System.out.printf("  %s: p50 %.1f ms, p95 %.1f ms%n", name, Lifecycle.percentile(millis, 50), Lifecycle.percentile(millis, 95));
                }
            }
        }
        return metrics;
    }

    private double[] ask(Platform platform, Wire wire, String account, String path) throws IOException, InterruptedException {
        double[] millis = new double[pages];
        for (int page = -WARM_UP; page < pages; page++) {
            long began = System.nanoTime();
            var answer = wire.send("GET", path, platform.token(account), null, null, null);
            if (answer.status() != 200) {
                throw new IOException(path + " → " + answer.status() + " " + answer.body());
            }
            if (page >= 0) {
                millis[page] = (System.nanoTime() - began) / 1e6;
            }
        }
        return millis;
    }
}
