package cn.tiyan.bench;

import cn.tiyan.e2e.Platform;
import cn.tiyan.e2e.Platform.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * How long a roster of twenty thousand people takes through the gateway: handed in as a workbook, every row read, checked and weighed
 * against all who are recruited already, then confirmed, until the last of them is a record with its events on their way. Half of
 * them are appointed on paper, so that each gets a certificate number. Every round finds the people of the rounds before it there.
 *
 * <p>It starts a platform of its own, as {@link Lifecycle} does, and removes it afterwards; with {@code --here} it uses the one that
 * runs, and leaves its people there.
 */
final class RosterImport {

    private static final int PORT_OFFSET = 5000;
    private static final double LIMIT_SECONDS = 30;
    private static final double WORTH_TELLING = 0.01;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String IMPORTS = "/api/v1/experiencers/imports";
    private static final String CLERK = "sheng.ban";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final List<String> UNITS = List.of("210000", "210100", "210102", "210200", "210300");
    private static final String[] HEADINGS = {"姓名*", "手机号码*", "身份证号码", "类别*", "年龄段", "所属领域*", "单位编码", "联系地址", "任期起始", "任期截止"};
    private static final String[] CATEGORIES = {"人大代表", "政协委员", "营商环境监督员", "网格员", "专家学者", "企业代表", "群众代表"};
    private static final String[] FIELDS = {"餐饮业", "软件业", "教育", "物流", "制造业", "法律服务", "社区服务", "医疗"};
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    private final boolean here;
    private final int rows;
    private final int rounds;
    /** No two runs make up the same people. */
    private long people = ThreadLocalRandom.current().nextLong(1, 900) * 1_000_000;

    RosterImport(boolean quick, boolean here) {
        this.here = here;
        this.rows = quick ? 2_000 : 20_000;
        this.rounds = quick ? 2 : 3;
    }

    List<Metric> run() throws Exception {
        if (here) {
            return measure(Platform.ofEnvironment(), new CpuMeter(Path.of(System.getenv("TIYAN_HOME"))));
        }
        Path home = Path.of(System.getenv("TIYAN_ROOT"), "quality/benchmarks/target/roster-import");
        Map<String, String> settings = new HashMap<>(Lifecycle.SETTINGS);
        settings.put("TIYAN_JVM_EXPERIENCER_SERVICE", Lifecycle.FULL + " -Xmx256m");
        try (var own = new OwnPlatform(Files.createDirectories(home), PORT_OFFSET, settings)) {
            own.tiyan("up", "--fresh");
            return measure(Platform.of(own.environment()), new CpuMeter(home));
        }
    }

    private List<Metric> measure(Platform platform, CpuMeter meter) throws Exception {
        double[] preview = new double[rounds];
        double[] taken = new double[rounds];
        double[] whole = new double[rounds];
        // What is measured is an office's roster, not the compiler.
        round(platform, Math.min(rows, 2_000));
        Map<String, Double> before = meter.read();
        for (int round = 0; round < rounds; round++) {
            double[] seconds = round(platform, rows);
            preview[round] = seconds[0];
            taken[round] = seconds[1];
            whole[round] = seconds[0] + seconds[1];
            System.out.printf("  %d: %,d rows previewed in %.1f s, taken in in %.1f s%n", round + 1, rows, seconds[0], seconds[1]);
        }
        double spent = 0;
        for (var process : meter.read().entrySet()) {
            double millis = (process.getValue() - before.getOrDefault(process.getKey(), 0.0)) / rounds / rows;
            spent += millis;
            if (millis >= WORTH_TELLING) {
                System.out.printf("  %-24s %.2f ms of a processor for each row%n", process.getKey(), millis);
            }
        }
        String what = ", %,d rows".formatted(rows);
        return List.of(Metric.of("roster handed in and previewed" + what, "s", null, null, preview),
                Metric.of("roster taken in, from the confirmation to the last record" + what, "s", null, null, taken),
                Metric.of("both" + what, "s", "limit", LIMIT_SECONDS, whole),
                Metric.of("processor time of all processes, for each row, events folded by then included", "ms", null, null, spent));
    }

    private double[] round(Platform platform, int many) throws IOException, InterruptedException {
        byte[] workbook = workbook(many);
        var clerk = platform.as(CLERK);
        long began = System.nanoTime();
        Answer previewed = clerk.upload(IMPORTS + "?unit=210000", "roster.xlsx", XLSX, workbook).expect(201);
        long seen = System.nanoTime();
        require(previewed.json().at("/counts/GOOD").asInt() == many, "Not all rows are good: " + previewed.response().body());
        String path = IMPORTS + "/" + previewed.at("/id");
        clerk.with("If-Match", previewed.etag()).post(path + "/commit", Map.of("onlyGood", false)).expect(202);
        Answer done = clerk.get(path).expect(200);
        while (!done.at("/status").equals("COMMITTED")) {
            require(System.nanoTime() - seen < PATIENCE.toNanos(), "Not taken in within " + PATIENCE);
            TimeUnit.MILLISECONDS.sleep(200);
            done = clerk.get(path).expect(200);
        }
        long finished = System.nanoTime();
        require(done.json().at("/outcome/taken").asInt() == many, "Not all were taken in: " + done.response().body());
        return new double[] {(seen - began) / 1e9, (finished - seen) / 1e9};
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalStateException(message);
        }
    }

    private byte[] workbook(int many) throws IOException {
        LocalDate today = LocalDate.now();
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "Tiyan", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("名单");
            for (int column = 0; column < HEADINGS.length; column++) {
                sheet.value(0, column, HEADINGS[column]);
            }
            for (int row = 1; row <= many; row++) {
                long person = people++;
                int kind = (int) (person % 56);
                String[] cells = {"赵小满", "13%09d".formatted(person % 1_000_000_000), identity(person), CATEGORIES[kind % 7], "", FIELDS[kind % 8],
                    UNITS.get((int) (person % UNITS.size())), "沈阳市和平区青年大街 " + person % 999 + " 号", "", ""};
                if (row % 2 == 0) {
                    cells[8] = today.minusMonths(1).toString();
                    cells[9] = today.plusYears(2).toString();
                }
                for (int column = 0; column < cells.length; column++) {
                    if (!cells[column].isEmpty()) {
                        sheet.value(row, column, cells[column]);
                    }
                }
            }
        }
        return out.toByteArray();
    }

    /** A number of nobody; no two are alike among some ten million. */
    private static String identity(long person) {
        LocalDate birthday = LocalDate.of(1960, 1, 1).plusDays(person % 14_000);
        String start = "21%04d%s%03d".formatted(person / 14_000_000 % 10_000, birthday.toString().replace("-", ""), person / 14_000 % 1000);
        int sum = 0;
        for (int at = 0; at < WEIGHTS.length; at++) {
            sum += (start.charAt(at) - '0') * WEIGHTS[at];
        }
        return start + CHECKS.charAt(sum % 11);
    }
}
