package cn.tiyan.bench;

import cn.tiyan.e2e.Platform;
import cn.tiyan.e2e.Platform.Answer;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * How long it takes to hand in a catalogue of twenty thousand service items as a workbook, through the gateway: previewed, confirmed, and taken
 * over to the last item; the same once more with every tenth item changed; and then how fast it is searched in Chinese, and how fast an office
 * sees which of all these items nobody has walked.
 *
 * <p>It starts a platform of its own, as {@link Lifecycle} does, and removes it afterwards.
 */
final class ItemCatalogue {

    private static final int PORT_OFFSET = 8000;
    private static final int WARM_UP = 100;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(4);
    private static final String ITEMS = "/api/v1/service-items";
    private static final String CLERK = "sheng.ban";
    private static final String[] ACCOUNTS = {"sheng.ban", "shenyang.ganbu"};
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String[] HEADINGS = {"事项编码*", "事项名称*", "单位编码", "事项类型*", "主题*", "承诺时限", "办理渠道*", "全程网办", "申请材料"};
    private static final List<String> UNITS = List.of("210000", "210100", "210100-HRSS", "210102", "210200", "210300");
    private static final String[] WHOSE = {"企业职工", "城乡居民", "灵活就业人员", "个体工商户", "外商投资企业", "农民专业合作社", "残疾人", "老年人", "新生儿", "高校毕业生", "退役军人",
        "建设单位", "民办学校", "医疗机构", "食品经营者", "道路运输企业", "船舶", "林权权利人", "住房公积金缴存人", "不动产权利人"};
    private static final String[] WHAT = {"养老保险", "医疗保险", "失业保险", "工伤保险", "生育保险", "营业执照", "经营许可证", "不动产登记", "建设工程规划许可", "施工许可", "卫生许可", "食品生产许可",
        "道路运输证", "船舶检验", "护理补贴", "高龄津贴", "就业补助", "创业担保贷款", "住房公积金", "社会保障卡", "户口", "居住证", "出生医学证明", "婚姻登记", "收养登记"};
    private static final String[] DEED = {"参保登记", "信息变更", "注销", "关系转移", "待遇申领", "补办", "延续", "年度报告", "查询打印", "申请核准", "备案", "撤销", "复核", "缴费", "退费", "异地转入",
        "异地转出", "资格认证", "补缴", "终止"};
    private static final String[] KINDS = {"公共服务", "行政许可", "行政确认"};

    private final int rows;
    private final int pages;

    ItemCatalogue(boolean quick) {
        this.rows = quick ? 2_000 : 20_000;
        this.pages = quick ? 40 : 300;
    }

    List<Metric> run() throws Exception {
        Path home = Path.of(System.getenv("TIYAN_ROOT"), "quality/benchmarks/target/catalogue");
        Map<String, String> settings = new HashMap<>(Lifecycle.SETTINGS);
        settings.put("TIYAN_ONLY", "mongo,kafka,nacos,identity,experiencer-service,walkthrough-service,gateway");
        try (var own = new OwnPlatform(Files.createDirectories(home), PORT_OFFSET, settings)) {
            own.tiyan("up", "--fresh");
            return measure(own.environment());
        }
    }

    private List<Metric> measure(Map<String, String> environment) throws Exception {
        Platform platform = Platform.of(environment);
        List<Metric> metrics = new ArrayList<>();
        try (MongoClient mongo = MongoClients.create(environment.get("MONGODB_URI"))) {
            MongoCollection<Document> told = mongo.getDatabase("walkthrough").getCollection("matter");
            // What is measured is an office's table, not the compiler.
            int few = rows / 10;
            imported(platform, few, 0, few);
            awaitTold(told, few);
            int fresh = rows - few;
            metrics.addAll(of("%,d of them new".formatted(fresh), imported(platform, rows, 0, fresh)));
            awaitTold(told, rows);
            metrics.addAll(of("a tenth of them changed", imported(platform, rows, 10, rows / 10)));
        }
        metrics.addAll(searches(platform));
        return metrics;
    }

    private List<Metric> of(String what, double[] seconds) {
        String table = ", a table of %,d items, %s".formatted(rows, what);
        return List.of(Metric.of("catalogue handed in and previewed" + table, "s", null, null, seconds[0]),
                Metric.of("catalogue taken over, from the confirmation to the last item" + table, "s", null, null, seconds[1]));
    }

    /** Every listener has heard of every item, so that nothing goes on beside what is measured next. */
    private static void awaitTold(MongoCollection<Document> told, int wanted) throws Exception {
        long began = System.nanoTime();
        while (told.countDocuments(new Document("side", "CATALOGUE")) < wanted) {
            require(System.nanoTime() - began < PATIENCE_NANOS, "Not all items are told of");
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** @return seconds until it is previewed, and from the confirmation until it is taken over */
    private static double[] imported(Platform platform, int many, int changedEvery, int expected) throws IOException, InterruptedException {
        byte[] workbook = workbook(many, changedEvery);
        var clerk = platform.as(CLERK);
        long began = System.nanoTime();
        Answer previewed = clerk.upload(ITEMS + "/imports?unit=210000", "catalogue.xlsx", XLSX, workbook).expect(201);
        long seen = System.nanoTime();
        require(previewed.json().at("/counts").path(changedEvery == 0 ? "NEW" : "CHANGED").asInt() == expected,
                "Other rows than were expected: " + previewed.response().body());
        String path = ITEMS + "/imports/" + previewed.at("/id");
        clerk.with("If-Match", previewed.etag()).post(path + "/commit", Map.of("onlyGood", false)).expect(202);
        Answer done = clerk.get(path).expect(200);
        while (done.json().at("/outcome").isMissingNode() || done.json().at("/outcome").isNull()) {
            require(System.nanoTime() - seen < PATIENCE_NANOS, "Not taken over");
            TimeUnit.MILLISECONDS.sleep(100);
            done = clerk.get(path).expect(200);
        }
        long finished = System.nanoTime();
        require(done.json().at("/outcome/taken").asInt() == expected, "Not all were taken over: " + done.response().body());
        System.out.printf("  %,d rows previewed in %.1f s, %,d taken over in %.1f s%n", many, (seen - began) / 1e9, expected, (finished - seen) / 1e9);
        return new double[] {(seen - began) / 1e9, (finished - seen) / 1e9};
    }

    private List<Metric> searches(Platform platform) throws IOException, InterruptedException {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("search, a common word", ITEMS + "?q=" + encoded("登记"));
        String rare = name(rows - 3);
        queries.put("search, a rare name", ITEMS + "?q=" + encoded(rare));
        queries.put("search, two words", ITEMS + "?q=" + encoded("残疾人 护理补贴"));
        queries.put("search, words, unit and theme", ITEMS + "?q=" + encoded("企业 延续") + "&unit=210100&theme=SOCIAL_SECURITY");
        queries.put("search, words nothing has", ITEMS + "?q=" + encoded("渔业捕捞") + "&fullyOnline=true");
        queries.put("search, a whole code", ITEMS + "?q=" + code(77));
        queries.put("coverage of all items, none walked", "/api/v1/walkthroughs/coverage?limit=50");
        queries.put("suggestions out of all items", "/api/v1/walkthroughs/plans/suggestions");
        var found = platform.as(CLERK).get(queries.get("search, a rare name")).expect(200).json().at("/items");
        require(!found.isEmpty() && found.valueStream().allMatch(item -> item.toString().contains(rare)), "Found something else: " + found);
        List<Metric> metrics = new ArrayList<>();
        try (var wire = new Wire(platform.gateway())) {
            for (var query : queries.entrySet()) {
                for (String account : ACCOUNTS) {
                    double[] millis = ask(platform, wire, account, query.getValue());
                    String name = "%s, %s, %,d items".formatted(query.getKey(), account.equals(CLERK) ? "province" : "walker", rows);
                    metrics.add(Metric.of(name + ", p95", "ms", null, null, Lifecycle.percentile(millis, 95)));
                    System.out.printf("  %s: p50 %.1f ms, p95 %.1f ms%n", name, Lifecycle.percentile(millis, 50), Lifecycle.percentile(millis, 95));
                }
            }
        }
        return metrics;
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    private double[] ask(Platform platform, Wire wire, String account, String path) throws IOException, InterruptedException {
        double[] millis = new double[pages];
        for (int page = -WARM_UP; page < pages; page++) {
            long began = System.nanoTime();
            var answer = wire.send("GET", path, platform.token(account), null, null, null);
            require(answer.status() == 200, path + " → " + answer.status() + " " + answer.body());
            if (page >= 0) {
                millis[page] = (System.nanoTime() - began) / 1e6;
            }
        }
        return millis;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalStateException(message);
        }
    }

    private static String code(int item) {
        return "11210000%023d".formatted(item);
    }

    private static String name(int item) {
        return WHOSE[item % WHOSE.length] + WHAT[item / WHOSE.length % WHAT.length] + DEED[item / WHOSE.length / WHAT.length % DEED.length];
    }

    /** @param changedEvery every so many-th is promised sooner than before; 0 for none */
    private static byte[] workbook(int many, int changedEvery) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "Tiyan", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("事项目录");
            for (int column = 0; column < HEADINGS.length; column++) {
                sheet.value(0, column, HEADINGS[column]);
            }
            for (int item = 0; item < many; item++) {
                boolean changed = changedEvery > 0 && item % changedEvery == 0;
                String[] cells = {code(item), name(item), UNITS.get(item % UNITS.size()), KINDS[item % KINDS.length], item % 3 == 0 ? "社会保障" : "市场准入",
                    changed ? "3" : "5", "一体化平台、窗口", item % 2 == 0 ? "是" : "否", "身份证（可在线核验）；申请表；授权委托书（非必需）"};
                for (int column = 0; column < cells.length; column++) {
                    sheet.value(item + 1, column, cells[column]);
                }
            }
        }
        return out.toByteArray();
    }
}
