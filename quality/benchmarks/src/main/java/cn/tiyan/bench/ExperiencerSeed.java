package cn.tiyan.bench;

import cn.tiyan.e2e.Platform;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bson.Document;

/**
 * Fills the roster with appointed experiencers: one record as a real recommendation leaves it is cloned, with a category, an age
 * band, a field and a unit of its own, spread evenly over all active units.
 */
final class ExperiencerSeed {

    private static final int BATCH = 1000;
    private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final List<String> CATEGORIES = List.of("PEOPLES_CONGRESS_DEPUTY", "CPPCC_MEMBER", "BUSINESS_ENVIRONMENT_SUPERVISOR", "GRID_WORKER",
            "EXPERT", "ENTERPRISE_REPRESENTATIVE", "CITIZEN_REPRESENTATIVE");
    private static final List<String> AGE_BANDS = List.of("UNDER_30", "FROM_30_TO_44", "FROM_45_TO_59", "FROM_60");
    private static final List<String> FIELDS = List.of("餐饮业", "制造业", "医疗", "教育", "社区服务", "法律", "物流", "农业");
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    private final SplittableRandom random = new SplittableRandom(20_231_015);
    private final Platform platform;
    private final MongoCollection<Document> experiencers;
    private final List<Document> units = new ArrayList<>();

    ExperiencerSeed(Platform platform, MongoClient mongo) {
        this.platform = platform;
        this.experiencers = mongo.getDatabase("experiencer").getCollection("experiencer");
        mongo.getDatabase("experiencer").getCollection("organisation").find(new Document("active", true)).into(units);
    }

    /** Inserts so many. */
    void add(int count) throws IOException, InterruptedException {
        String id = platform.as("shenyang.ban").post("/api/v1/experiencers", Map.of("unit", "210100", "name", "王晓明",
                "phone", "139%08d".formatted(random.nextInt(100_000_000)), "category", "EXPERT", "ageBand", "UNDER_30", "field", "法律",
                "recruitment", "UNIT_RECOMMENDATION")).expect(201).at("/id");
        Document exemplar = experiencers.find(new Document("_id", id)).first();
        if (exemplar == null) {
            throw new IllegalStateException(id + " is not in this database");
        }
        List<Document> batch = new ArrayList<>(BATCH);
        for (int i = 1; i <= count; i++) {
            batch.add(next(exemplar));
            if (batch.size() == BATCH || i == count) {
                experiencers.insertMany(batch, new InsertManyOptions().ordered(false));
                batch = new ArrayList<>(BATCH);
            }
        }
    }

    private Document next(Document exemplar) {
        var one = new Document(exemplar);
        Document unit = units.get(random.nextInt(units.size()));
        String id = "exp_" + text(26);
        String from = TODAY.minusDays(random.nextInt(1, 300)).toString();
        String to = TODAY.plusDays(random.nextInt(60, 700)).toString();
        one.putAll(Map.of("_id", id, "owner", id, "phoneIndex", text(64), "unit", unit.getString("_id"), "within", unit.getList("within", String.class),
                "category", of(CATEGORIES), "ageBand", of(AGE_BANDS), "field", of(FIELDS), "status", "APPOINTED", "standing", true));
        one.putAll(Map.of("termFrom", from, "termTo", to, "servedFrom", from, "servedTo", to,
                "tenures", List.of(new Document("from", from).append("to", to)), "outbox", List.of()));
        return one;
    }

    private String of(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }

    private String text(int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
