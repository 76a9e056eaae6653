package cn.tiyan.bench;

import cn.tiyan.e2e.Platform;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * How fast the roster is searched through the gateway, with twenty thousand experiencers stored: by each filter, and by several at
 * once, as seen from the province, a city and a department. Pages of fifty, the first and the ones after it.
 *
 * <p>It starts what it needs of a platform of its own, on other ports, and removes it afterwards; with {@code --here} it uses the
 * platform that runs, and leaves its experiencers there.
 */
final class Experiencers {

    private static final double LIMIT_MILLIS = 50;
    private static final int STORED = 20_000;
    private static final int PORT_OFFSET = 5000;
    private static final int PAGE = 50;
    private static final int WARM_UP_ROUNDS = 2;
    private static final Map<String, String> LEVELS = new LinkedHashMap<>();
    private static final Map<String, String> SETTINGS = Map.of(
            "TIYAN_AOT", "off",
            "TIYAN_ONLY", "mongo,kafka,nacos,identity,experiencer-service,gateway",
            "TIYAN_JVM_GATEWAY", Lifecycle.FULL + " -Xmx256m",
            "TIYAN_JVM_EXPERIENCER_SERVICE", Lifecycle.FULL + " -Xmx384m");

    static {
        LEVELS.put("province", "sheng.ban");
        LEVELS.put("city", "shenyang.ban");
        LEVELS.put("department", "shenyang.ganbu");
    }

    private final boolean here;
    private final int requests;
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

    Experiencers(boolean quick, boolean here) {
        this.here = here;
        this.requests = quick ? 60 : 400;
    }

    List<Metric> run() throws Exception {
        if (here) {
            return measure(System.getenv());
        }
        Path home = Path.of(System.getenv("TIYAN_ROOT"), "quality/benchmarks/target/experiencers");
        try (var own = new OwnPlatform(Files.createDirectories(home), PORT_OFFSET, SETTINGS)) {
            own.tiyan("up", "--fresh");
            return measure(own.environment());
        }
    }

    private List<Metric> measure(Map<String, String> environment) throws Exception {
        var platform = Platform.of(environment);
        List<Metric> metrics = new ArrayList<>();
        try (MongoClient mongo = MongoClients.create(environment.get("MONGODB_URI"))) {
            var seed = new ExperiencerSeed(mongo);
            seed.prepare(platform);
            seed.fill(STORED);
            Map<String, String> filters = filters(seed);
            // Until the JIT has seen enough of it.
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                for (String filter : filters.values()) {
                    search(platform, "sheng.ban", filter);
                }
            }
            double worst = 0;
            for (var filter : filters.entrySet()) {
                for (var level : LEVELS.entrySet()) {
                    if (isPersonal(filter.getValue()) && level.getKey().equals("department")) {
                        continue;
                    }
                    double[] millis = search(platform, level.getValue(), filter.getValue());
                    Metric metric = Metric.of(filter.getKey() + ", " + level.getKey() + ", p95", "ms", "limit", LIMIT_MILLIS, Lifecycle.percentile(millis, 95));
                    System.out.println("  " + metric.line());
                    metrics.add(metric);
                    worst = Math.max(worst, metric.value());
                }
            }
            metrics.add(Metric.of("the slowest of these, %,d stored, p95".formatted(seed.stored()), "ms", "limit", LIMIT_MILLIS, worst));
        }
        return metrics;
    }

    /** By what is searched, with places where a random value comes. */
    private static Map<String, String> filters(ExperiencerSeed seed) {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put("all", "");
        filters.put("status", "status=APPOINTED");
        filters.put("status, few", "status=SUSPENDED");
        filters.put("category", "category={category}");
        filters.put("age band", "ageBand={ageBand}");
        filters.put("field", "field={field}");
        filters.put("recruitment", "recruitment={recruitment}");
        filters.put("unit", "unit=210100-HRSS");
        filters.put("serving today", "servingOn=" + today);
        filters.put("serving two years ago", "servingOn=" + today.minusYears(2));
        filters.put("serving on a day nobody does", "servingOn=" + today.plusYears(9));
        filters.put("campaign", "campaign=" + ExperiencerSeed.campaign());
        filters.put("certificate", "certificate={certificate}");
        filters.put("last day of notice", "noticeTo=" + today);
        filters.put("name", "name=" + encoded(ExperiencerSeed.name()));
        filters.put("phone", "phone=" + seed.phone());
        filters.put("identity number", "identityNumber=11010519491231002X");
        filters.put("category and age band", "category={category}&ageBand={ageBand}");
        filters.put("status, category, age band and field", "status=APPOINTED&category={category}&ageBand={ageBand}&field={field}");
        filters.put("all of that, and serving today", "status=APPOINTED&category={category}&ageBand={ageBand}&field={field}&recruitment={recruitment}&servingOn=" + today);
        filters.put("several that nobody has all of", "status=REJECTED&category={category}&servingOn=" + today);
        filters.put("campaign and status", "status=APPLIED&campaign=" + ExperiencerSeed.campaign());
        return filters;
    }

    private static boolean isPersonal(String filter) {
        return filter.startsWith("name=") || filter.startsWith("phone=") || filter.startsWith("identityNumber=");
    }

    /** Milliseconds of each request: a first page, then, as long as there are some, those after it. */
    private double[] search(Platform platform, String account, String template) throws IOException, InterruptedException {
        double[] millis = new double[requests];
        String filter = "";
        String next = "";
        for (int request = -10; request < requests; request++) {
            if (next.isEmpty() || random.nextInt(4) == 0) {
                filter = filled(template);
                next = "";
            }
            String path = "/api/v1/experiencers?limit=" + PAGE + (filter.isEmpty() ? "" : "&" + filter) + (next.isEmpty() ? "" : "&after=" + next);
            var client = platform.as(account);
            long began = System.nanoTime();
            var answer = client.get(path);
            if (request >= 0) {
                millis[request] = (System.nanoTime() - began) / 1e6;
            }
            next = answer.expect(200).at("/next");
        }
        return millis;
    }

    private String filled(String template) {
        return template.replace("{category}", any(ExperiencerSeed.CATEGORIES)).replace("{ageBand}", any(ExperiencerSeed.AGE_BANDS))
                .replace("{field}", encoded(any(ExperiencerSeed.FIELDS))).replace("{recruitment}", any(ExperiencerSeed.RECRUITMENTS))
                .replace("{certificate}", ExperiencerSeed.certificate(random.nextInt(STORED)));
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
