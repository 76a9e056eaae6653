package cn.tiyan.experiencer.activity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.experiencer.experiencer.Selection;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.WrittenElsewhere;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

@PlatformTest
class InvitingIT {

    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private AggregateStore store;
    @Autowired
    private Inviting inviting;
    @Autowired
    private CheckInCodes codes;

    private Crowd crowd;
    private String unit;

    @BeforeEach
    void unitOfItsOwn() {
        crowd = new Crowd(http, mongo);
        unit = crowd.unitBelow("210100");
    }

    @Test
    void invitesTwoThousandOnceEachWithinSecondsHoweverOftenItIsAsked() {
        List<String> everybody = crowd.appoint(unit, 2_500);
        String path = crowd.planned(unit, Crowd.plan(500));
        Http keyed = crowd.clerk(unit).with("Idempotency-Key", "round-one");
        long version = keyed.get(path).version();
        Map<String, Object> criteria = Map.of("most", 2_000);
        long began = System.nanoTime();
        List<CompletableFuture<Answer>> asked = IntStream.range(0, 4)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> keyed.at(version).post(path + "/invitations", criteria))).toList();
        assertThat(asked.stream().map(answer -> answer.join().status()).toList()).contains(202).allMatch(status -> status == 202 || status == 200 || status == 409);
        Answer progress = crowd.invited(unit, path);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(progress.json().path("invited").asInt()).as(progress.toString()).isEqualTo(2_000);
        assertThat(progress.json().path("rounds").size()).isEqualTo(1);
        assertThat(took).isLessThan(Duration.ofSeconds(5));
        assertThat(keyed.at(version).post(path + "/invitations", criteria).status()).as("the same request, late").isEqualTo(200);
        assertThat(keyed.at(version).post(path + "/invitations", Map.of("most", 1)).problem()).isEqualTo("idempotency-key-reused");
        Set<String> invited = invited(path);
        assertThat(invited).hasSize(2_000).isSubsetOf(everybody);
        assertThat(participations(path)).isEqualTo(2_000);

        crowd.invite(unit, path, criteria);
        assertThat(invited(path)).as("another round asks those who are left").hasSize(2_500).containsAll(everybody);
        assertThat(participations(path)).isEqualTo(2_500);
    }

    @Test
    void goesOnWhereItBrokeOffAndInvitesNobodyTwice() {
        crowd.appoint(unit, 600);
        String path = crowd.planned(unit, Crowd.plan(500));
        crowd.invite(unit, path, Map.of("most", 500));
        Set<String> before = invited(path);
        // As a crash would have left it: who is chosen is written down, half are invited, and the activity knows nothing of it.
        List<Document> half = mongo.getCollection("participation").find(new Document("activityId", Crowd.id(path))).limit(250).into(new ArrayList<>());
        mongo.getCollection("participation").deleteMany(new Document("_id", new Document("$in", half.stream().map(one -> one.getString("_id")).toList())));
        mongo.getCollection("activity").updateOne(new Document("_id", Crowd.id(path)), WrittenElsewhere.setting(new Document("wakeAt", new Date(0)))
                .append("$unset", new Document("rounds.0.doneAt", "").append("rounds.0.invited", "").append("rounds.0.chosen", "")));
        Answer halfWay = crowd.clerk(unit).get(path + "/invitations");
        assertThat(halfWay.json().path("invited").asInt()).isBetween(250, 500);

        assertThat(crowd.invited(unit, path).json().path("invited").asInt()).as("the clock goes on").isEqualTo(500);
        assertThat(invited(path)).isEqualTo(before);
        assertThat(participations(path)).isEqualTo(500);
    }

    @Test
    void leadsToTheSameWhereTwoInviteAtOnce() {
        crowd.appoint(unit, 900);
        String path = crowd.planned(unit, Crowd.plan(500));
        Activity activity = store.find(Activity.class, Crowd.id(path)).orElseThrow();
        activity.invite("rnd_x", new Selection(unit, List.of(), List.of(), List.of(), null, List.of()), 400,
                Persona.SHENYANG_OFFICE.caller(), Instant.now());
        store.save(activity);
        List<CompletableFuture<Void>> workers = IntStream.range(0, 4).mapToObj(_ -> CompletableFuture.runAsync(() ->
                inviting.goOn(store.find(Activity.class, activity.id()).orElseThrow(), Instant.now()))).toList();
        workers.forEach(CompletableFuture::join);
        assertThat(participations(path)).isEqualTo(400);
        assertThat(invited(path)).hasSize(400);
    }

    @Test
    void asksThoseFirstWhoWereAskedLongestAgo() {
        List<String> four = crowd.appoint(unit, 4).stream().sorted().toList();
        asked(four.get(0), Duration.ofDays(3));
        asked(four.get(1), Duration.ofDays(30));
        asked(four.get(3), Duration.ofDays(90));
        String path = crowd.planned(unit, Crowd.plan(5));
        crowd.invite(unit, path, Map.of("most", 1));
        assertThat(invited(path)).as("never asked").containsExactly(four.get(2));
        crowd.invite(unit, path, Map.of("most", 1));
        assertThat(invited(path)).containsExactlyInAnyOrder(four.get(2), four.get(3));
        crowd.invite(unit, path, Map.of("most", 9, "notAskedForDays", 7));
        assertThat(invited(path)).containsExactlyInAnyOrder(four.get(1), four.get(2), four.get(3));

        String next = crowd.planned(unit, Crowd.plan(5));
        crowd.invite(unit, next, Map.of("most", 1));
        assertThat(invited(next)).as("the others were just asked").containsExactly(four.getFirst());
    }

    @Test
    void asksThoseWhoAreMeant() {
        String below = crowd.unitBelow(unit);
        String expert = crowd.appoint(unit, 1, Map.of("category", "EXPERT", "ageBand", "FROM_60", "field", "医疗")).getFirst();
        String worker = crowd.appoint(below, 1, Map.of("category", "GRID_WORKER", "ageBand", "UNDER_30", "field", "社区服务")).getFirst();
        crowd.appoint(unit, 1, Map.of("termTo", Crowd.TODAY.toString(), "tenures",
                List.of(new Document("from", Crowd.TODAY.minusDays(9).toString()).append("to", Crowd.TODAY.toString()))));
        crowd.appoint(unit, 1, Map.of("status", "SUSPENDED"));
        String path = crowd.planned(unit, Crowd.plan(5));
        assertThat(matching(path, Map.of("most", 9))).as("of an activity tomorrow, not those whose term ends today").isEqualTo("2/2");
        assertThat(matching(path, Map.of("most", 1))).isEqualTo("2/1");
        assertThat(matching(path, Map.of("most", 9, "categories", List.of("EXPERT", "CPPCC_MEMBER")))).isEqualTo("1/1");
        assertThat(matching(path, Map.of("most", 9, "ageBands", List.of("UNDER_30")))).isEqualTo("1/1");
        assertThat(matching(path, Map.of("most", 9, "fields", List.of("医疗")))).isEqualTo("1/1");
        assertThat(matching(path, Map.of("most", 9, "unit", below))).isEqualTo("1/1");
        assertThat(matching(path, Map.of("most", 9, "unit", below, "categories", List.of("EXPERT")))).isEqualTo("0/0");
        assertThat(participations(path)).as("a preview invites nobody").isZero();
        crowd.invite(unit, path, Map.of("most", 9, "categories", List.of("EXPERT")));
        assertThat(invited(path)).containsExactly(expert);
        assertThat(matching(path, Map.of("most", 9))).isEqualTo("2/1");
        crowd.invite(unit, path, Map.of("most", 9));
        assertThat(invited(path)).containsExactlyInAnyOrder(expert, worker);
    }

    @Test
    void refusesWhoIsNotTheirsAndTooManyAtOnce() {
        String path = crowd.planned(unit, Crowd.plan(5));
        Http clerk = crowd.clerk(unit);
        assertThat(clerk.at(1).post(path + "/invitations", Map.of("most", 5, "unit", "210100")).problem()).isEqualTo("unit-not-below");
        assertThat(clerk.post(path + "/invitations/preview", Map.of("most", 5, "unit", "210200")).problem()).isEqualTo("unit-not-below");
        assertThat(clerk.at(1).post(path + "/invitations", Map.of("most", 5_001)).problem()).isEqualTo("too-many-at-once");
        assertThat(clerk.at(1).post(path + "/invitations", Map.of("most", 0)).fields()).containsExactly("most");
        assertThat(clerk.post(path + "/invitations", Map.of("most", 5)).status()).isEqualTo(428);
        assertThat(clerk.at(9).post(path + "/invitations", Map.of("most", 5)).status()).isEqualTo(409);
        assertThat(clerk.get(path).version()).as("nothing has changed").isEqualTo(1);
    }

    @Test
    void givesAnotherCodeToWhoeverWouldHaveTheSame() {
        List<String> two = crowd.appoint(unit, 2);
        String path = crowd.planned(unit, Crowd.plan(5));
        crowd.invite(unit, path, Map.of("most", 1));
        String first = invited(path).iterator().next();
        String second = two.stream().filter(id -> !id.equals(first)).findFirst().orElseThrow();
        // The first one happens to have the code that would be the second one's.
        mongo.getCollection("participation").updateOne(new Document("_id", Participation.idFor(Crowd.id(path), first)),
                new Document("$set", new Document("codeMark", codes.mark(Crowd.id(path), codes.code(Crowd.id(path), second, 0)))));
        crowd.invite(unit, path, Map.of("most", 1));
        assertThat(store.find(Participation.class, Participation.idFor(Crowd.id(path), second)).orElseThrow().codeSalt()).isEqualTo(1);
    }

    private String matching(String path, Map<String, Object> criteria) {
        Answer answer = crowd.clerk(unit).post(path + "/invitations/preview", criteria);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().path("matching").asInt() + "/" + answer.json().path("wouldBeInvited").asInt();
    }

    private void asked(String experiencer, Duration ago) {
        mongo.getCollection("experiencer").updateOne(new Document("_id", experiencer), new Document("$set", new Document("lastAskedAt", Date.from(Instant.now().minus(ago)))));
    }

    private Set<String> invited(String path) {
        Set<String> invited = new HashSet<>();
        mongo.getCollection("participation").find(new Document("activityId", Crowd.id(path))).forEach(one -> invited.add(one.getString("experiencerId")));
        return invited;
    }

    private long participations(String path) {
        return mongo.getCollection("participation").countDocuments(new Document("activityId", Crowd.id(path)));
    }
}
