package cn.tiyan.experiencer.activity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.experiencer.SomeCodes;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import cn.tiyan.testkit.http.Tokens;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Units, clerks and appointed experiencers that no other test knows of, and activities of theirs. */
public final class Crowd {

    public static final String ACTIVITIES = "/api/v1/activities";
    public static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    private final Http http;
    private final MongoTemplate mongo;

    public Crowd(Http http, MongoTemplate mongo) {
        this.http = http;
        this.mongo = mongo;
    }

    /** A new unit right below another. */
    public String unitBelow(String parent) {
        Unit above = Objects.requireNonNull(mongo.findById(parent, Unit.class));
        String code = parent.contains("-") ? parent + parent.length() : SomeCodes.department(parent);
        var within = new ArrayList<>(above.within());
        within.add(code);
        mongo.save(new Unit(code, "某单位", UnitKind.DEPARTMENT, parent, within, true, 0));
        return code;
    }

    /** Whoever works for a unit's office. */
    public Http clerk(String unit) {
        return http.withToken(Tokens.of(Persona.SHENYANG_OFFICE, claims -> claims.claim("unit", unit).subject("clerk-" + unit)));
    }

    /** Somebody with other roles there. */
    public Http as(Persona persona, String unit) {
        return http.withToken(Tokens.of(persona, claims -> claims.claim("unit", unit).subject(persona.name().toLowerCase(Locale.ROOT) + "-" + unit)));
    }

    /** An experiencer by account. */
    public Http experiencer(String account) {
        return http.withToken(Tokens.of(Persona.EXPERIENCER, claims -> claims.subject(account)));
    }

    /** Appoints so many; their accounts are their ids. Returns the ids, in order. */
    public List<String> appoint(String unit, int count) {
        return appoint(unit, count, Map.of());
    }

    /** @param different fields of the records that are not as usual */
    public List<String> appoint(String unit, int count, Map<String, Object> different) {
        Answer recommended = http.as(Persona.SHENYANG_OFFICE).post("/api/v1/experiencers", new HashMap<>(Map.of("unit", "210100", "name", "王小丽",
                "phone", SomeCodes.phone(), "category", "CITIZEN_REPRESENTATIVE", "ageBand", "FROM_30_TO_44", "field", "餐饮业", "recruitment", "OPEN_CALL")));
        assertThat(recommended.status()).as(recommended.toString()).isEqualTo(201);
        Document exemplar = Objects.requireNonNull(mongo.getCollection("experiencer").find(new Document("_id", recommended.at("/id"))).first());
        String from = TODAY.minusDays(30).toString();
        String to = TODAY.plusYears(1).toString();
        List<Document> crowd = IntStream.range(0, count).mapToObj(_ -> {
            String id = Ids.next("exp");
            var one = new Document(exemplar);
            one.putAll(Map.of("_id", id, "unit", unit, "within", within(unit), "owner", id, "phoneIndex", id, "status", "APPOINTED", "standing", true,
                    "termFrom", from, "termTo", to, "tenures", List.of(new Document("from", from).append("to", to))));
            one.putAll(different);
            one.put("outbox", List.of());
            return one;
        }).toList();
        mongo.getCollection("experiencer").insertMany(crowd);
        return crowd.stream().map(one -> one.getString("_id")).toList();
    }

    private List<String> within(String unit) {
        return Objects.requireNonNull(mongo.findById(unit, Unit.class)).within();
    }

    /** An open day of tomorrow, for so many. */
    public static Map<String, Object> plan(int capacity) {
        Instant start = Instant.now().plus(1, ChronoUnit.DAYS);
        return new HashMap<>(Map.of("title", "走进政务服务中心", "theme", "MARKET_ENTRY", "kind", "OPEN_DAY", "way", "TOGETHER", "batch", 1,
                "place", "市政务服务中心一楼大厅", "startsAt", start.toString(), "endsAt", start.plus(3, ChronoUnit.HOURS).toString(), "capacity", capacity));
    }

    /** An inspection of these units, without a word to them. */
    public static Map<String, Object> unannounced(List<String> inspected) {
        Map<String, Object> plan = plan(20);
        plan.putAll(Map.of("kind", "INSPECTION", "announced", false, "inspected", inspected, "title", "暗访窗口服务"));
        return plan;
    }

    /** Plans, and returns the path. */
    public String planned(String unit, Map<String, Object> plan) {
        Answer answer = clerk(unit).post(ACTIVITIES, plan);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return Objects.requireNonNull(answer.header("Location"));
    }

    /** Asks for a round and waits until all are invited. */
    public Answer invite(String unit, String path, Map<String, Object> criteria) {
        Answer asked = clerk(unit).at(clerk(unit).get(path).version()).post(path + "/invitations", criteria);
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        return invited(unit, path);
    }

    /** Waits until all are invited. */
    public Answer invited(String unit, String path) {
        Answer[] progress = new Answer[1];
        cn.tiyan.testkit.contract.KafkaTopics.await("everybody invited", () -> {
            progress[0] = clerk(unit).get(path + "/invitations");
            return progress[0].json().path("done").asBoolean();
        });
        return progress[0];
    }

    /** Answers, as the experiencer whose account is the id. */
    public Answer answer(String path, String experiencer, boolean accepts) {
        Http me = experiencer(experiencer);
        Answer mine = me.get(mine(path));
        assertThat(mine.status()).as(mine.toString()).isEqualTo(200);
        return me.at(mine.version()).post(mine(path) + "/answer", Map.of("accepts", accepts));
    }

    public static String mine(String path) {
        return path.replace(ACTIVITIES + "/", ACTIVITIES + "/mine/");
    }

    public static String id(String path) {
        return path.substring(ACTIVITIES.length() + 1);
    }

    /** Lets the activity's day have come: it began an hour ago. */
    public void comes(String path) {
        Date start = Date.from(Instant.now().minus(1, ChronoUnit.HOURS));
        mongo.getCollection("activity").updateOne(new Document("_id", id(path)), new Document("$set", new Document("startsAt", start).append("plan.startsAt", start)));
    }
}
