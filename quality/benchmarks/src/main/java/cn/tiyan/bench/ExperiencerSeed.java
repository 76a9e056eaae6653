package cn.tiyan.bench;

import cn.tiyan.e2e.Platform;
import cn.tiyan.e2e.Platform.Answer;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * Fills the roster with experiencers as real commands leave them: records taken as far as each status by the API are cloned, with
 * identifiers, units, kinds, names' and phones' marks of their own, spread evenly over all active units and over three years. Three
 * of four are appointed. No event tells of them and none asks to be woken.
 */
final class ExperiencerSeed {

    static final List<String> FIELDS = List.of("餐饮业", "零售业", "法律", "公共管理", "医疗卫生", "教育", "建筑业", "物流", "金融", "农业", "软件", "文旅", "社区服务",
            "制造业", "外贸", "会计", "工程建设", "人力资源", "新能源", "养老服务");
    static final List<String> CATEGORIES = List.of("PEOPLES_CONGRESS_DEPUTY", "CPPCC_MEMBER", "BUSINESS_ENVIRONMENT_SUPERVISOR", "GRID_WORKER", "EXPERT",
            "ENTERPRISE_REPRESENTATIVE", "CITIZEN_REPRESENTATIVE");
    static final List<String> AGE_BANDS = List.of("UNDER_30", "FROM_30_TO_44", "FROM_45_TO_59", "FROM_60");
    static final List<String> RECRUITMENTS = List.of("OPEN_CALL", "UNIT_RECOMMENDATION", "TARGETED_INVITATION");
    /** How many share the one name the benchmark looks for. */
    static final int NAMESAKES = 60;
    private static final int BATCH = 1000;
    private static final Duration SPAN = Duration.ofDays(3 * 365);
    private static final int APPOINTED_OF_FOUR = 3;
    private static final int ONE_IN_CAMPAIGN = 40;
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String LETTERS = "0123456789abcdefghijklmnopqrstuv";

    private final MongoDatabase database;
    private final MongoCollection<Document> experiencers;
    private final SplittableRandom random = new SplittableRandom();
    private final Instant now = Instant.now();
    private final List<Document> exemplars = new ArrayList<>();
    private Document appointed = new Document();
    private String phone = "";

    ExperiencerSeed(MongoClient mongo) {
        this.database = mongo.getDatabase("experiencer");
        this.experiencers = database.getCollection("experiencer");
    }

    /** Name that some share. */
    static String name() {
        return "王建国";
    }

    /** Phone of one of them. */
    String phone() {
        return phone;
    }

    /** Id of the open call that one in forty answered. */
    static String campaign() {
        return "cmp_" + "0".repeat(25) + "1";
    }

    /** Makes one of each status by the API. */
    void prepare(Platform platform) throws IOException, InterruptedException {
        LocalDate today = LocalDate.now(CHINA);
        Map<String, String> term = Map.of("termFrom", today.toString(), "termTo", today.plusYears(2).toString());
        keep(recommend(platform));
        Answer approved = command(platform, recommend(platform), "approval", Map.of("opinion", "符合条件"));
        keep(approved);
        keep(command(platform, recommend(platform), "rejection", Map.of("reason", "材料不全")));
        for (String verb : List.of("", "suspension", "resignation")) {
            Answer one = command(platform, command(platform, recommend(platform), "approval", Map.of("opinion", "符合条件")), "appointment", term);
            if (verb.isEmpty()) {
                appointed = read(one);
            } else {
                keep(command(platform, one, verb, Map.of("reason", "个人原因")));
            }
        }
    }

    private Answer recommend(Platform platform) throws IOException, InterruptedException {
        phone = "139%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
        return platform.as("shenyang.ban").post("/api/v1/experiencers", new HashMap<>(Map.of("unit", "210100", "name", name(), "phone", phone,
                "category", "EXPERT", "ageBand", "FROM_30_TO_44", "field", "餐饮业", "recruitment", "UNIT_RECOMMENDATION"))).expect(201);
    }

    private static Answer command(Platform platform, Answer before, String verb, Map<String, String> body) throws IOException, InterruptedException {
        return platform.as("shenyang.ban").with("If-Match", before.etag()).post("/api/v1/experiencers/" + before.at("/id") + "/" + verb, body).expect(200);
    }

    private void keep(Answer one) {
        exemplars.add(read(one));
    }

    private Document read(Answer one) {
        Document kept = experiencers.find(new Document("_id", one.at("/id"))).first();
        if (kept == null) {
            throw new IllegalStateException("Not stored: " + one.at("/id"));
        }
        kept.put("outbox", List.of());
        kept.remove("wakeAt");
        return kept;
    }

    long stored() {
        return experiencers.estimatedDocumentCount();
    }

    /** Inserts until so many are stored. */
    void fill(long wanted) {
        List<Document> units = database.getCollection("organisation").find(new Document("active", true)).into(new ArrayList<>());
        long missing = wanted - stored();
        List<Document> batch = new ArrayList<>(BATCH);
        for (long i = 0; i < missing; i++) {
            batch.add(next(i, now.minus(SPAN).plusSeconds(SPAN.toSeconds() * i / missing), units.get(random.nextInt(units.size()))));
            if (batch.size() == BATCH || i == missing - 1) {
                experiencers.insertMany(batch, new InsertManyOptions().ordered(false));
                batch.clear();
            }
        }
        System.out.printf("%,d experiencers stored%n", stored());
    }

    private Document next(long number, Instant at, Document unit) {
        boolean serves = random.nextInt(4) < APPOINTED_OF_FOUR;
        var one = new Document(serves ? appointed : exemplars.get(random.nextInt(exemplars.size())));
        one.put("_id", "exp_" + text(26));
        one.put("unit", unit.getString("_id"));
        one.put("within", unit.getList("within", String.class));
        one.put("createdAt", Date.from(at));
        one.put("changedAt", Date.from(at));
        one.put("category", CATEGORIES.get(random.nextInt(CATEGORIES.size())));
        one.put("ageBand", AGE_BANDS.get(random.nextInt(AGE_BANDS.size())));
        one.put("recruitment", RECRUITMENTS.get(random.nextInt(RECRUITMENTS.size())));
        // Some fields of work are much more frequent than others.
        one.put("field", FIELDS.get(Math.min(random.nextInt(FIELDS.size()), random.nextInt(FIELDS.size()))));
        one.put("phoneIndex", text(32));
        if (number >= NAMESAKES) {
            one.put("nameIndex", text(32));
        }
        if (random.nextInt(ONE_IN_CAMPAIGN) == 0) {
            one.put("campaign", campaign());
        }
        if (one.containsKey("certificate")) {
            one.put("certificate", certificate(number));
            LocalDate from = LocalDate.ofInstant(at, CHINA);
            LocalDate to = from.plusYears(serves ? 3 : 2).plusDays(random.nextInt(60));
            var days = new Document("from", from.toString()).append("to", to.toString());
            one.put("termFrom", from.toString());
            one.put("termTo", to.toString());
            one.put("terms", List.of(days));
            one.put("tenures", List.of(days));
            one.put("servedFrom", from.toString());
            one.put("servedTo", to.toString());
            List<String> halves = Stream.iterate(from.withDayOfMonth(1), month -> !month.isAfter(to), month -> month.plusMonths(1))
                    .map(month -> month.getYear() + (month.getMonthValue() <= 6 ? "-1" : "-2")).distinct().toList();
            one.put("servedIn", unit.getList("within", String.class).stream().flatMap(code -> halves.stream().map(half -> code + "/" + half)).toList());
        }
        return one;
    }

    static String certificate(long number) {
        return "TY-BENCH-%08d".formatted(number);
    }

    private String text(int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
