package cn.tiyan.experiencer.activity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class ParticipationIT {

    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;

    private Crowd crowd;
    private String unit;

    @BeforeEach
    void unitOfItsOwn() {
        crowd = new Crowd(http, mongo);
        unit = crowd.unitBelow("210100");
    }

    @Test
    void seatsTwentyOfFiftyWhoAcceptAtOnceAndMovesTheNextOneUp() {
        List<String> fifty = crowd.appoint(unit, 50);
        String path = crowd.planned(unit, Crowd.plan(20));
        crowd.invite(unit, path, Map.of("most", 50));
        try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
            fifty.stream().map(one -> CompletableFuture.supplyAsync(() -> crowd.answer(path, one, true), threads)).toList()
                    .forEach(answer -> assertThat(answer.join().status()).as(answer.join().toString()).isEqualTo(200));
        }
        List<String> going = fifty.stream().filter(one -> place(path, one).equals("GOING")).toList();
        List<String> waiting = new ArrayList<>(fifty.stream().filter(one -> place(path, one).equals("WAITING")).toList());
        assertThat(going).hasSize(20);
        assertThat(waiting).hasSize(30);
        assertThat(tally(path)).isEqualTo("50 50 0 20 30 0");
        assertThat(shown(path, "GOING")).hasSize(20);
        assertThat(shown(path, "WAITING")).hasSize(30);

        assertThat(crowd.answer(path, going.getFirst(), false).at("/answer")).isEqualTo("DECLINED");
        assertThat(waiting.stream().filter(one -> place(path, one).equals("GOING"))).as("the seat is the next one's").hasSize(1);
        assertThat(crowd.answer(path, going.getFirst(), true).at("/answer")).as("whoever comes back is last").isEqualTo("WAITING");
        assertThat(tally(path)).isEqualTo("50 50 0 20 30 0");
        assertThat(crowd.experiencer(going.get(1)).get(Crowd.ACTIVITIES + "/mine?state=GOING").json().path("items").size()).isEqualTo(1);
        assertThat(crowd.experiencer(going.get(0)).get(Crowd.ACTIVITIES + "/mine?state=WAITING").json().path("items").size()).isEqualTo(1);
        assertThat(crowd.experiencer(going.get(0)).get(Crowd.ACTIVITIES + "/mine?state=GOING").json().path("items").size()).isZero();
    }

    @Test
    void keepsItsPlaceWhereTheSameAnswerComesAgain() {
        List<String> two = crowd.appoint(unit, 2);
        String path = crowd.planned(unit, Crowd.plan(1));
        crowd.invite(unit, path, Map.of("most", 2));
        long version = crowd.answer(path, two.getFirst(), true).version();
        crowd.answer(path, two.get(1), true);
        Answer again = crowd.experiencer(two.getFirst()).at(version).post(Crowd.mine(path) + "/answer", Map.of("accepts", true));
        assertThat(again.at("/answer")).isEqualTo("GOING");
        assertThat(again.version()).isEqualTo(version);
        assertThat(place(path, two.get(1))).isEqualTo("WAITING");
        assertThat(crowd.experiencer(two.getFirst()).at(version + 1).post(Crowd.mine(path) + "/answer", Map.of("accepts", false)).status()).isEqualTo(409);
        assertThat(crowd.experiencer(two.getFirst()).post(Crowd.mine(path) + "/answer", Map.of("accepts", false)).status()).isEqualTo(428);
        assertThat(crowd.experiencer(two.getFirst()).at(version).post(Crowd.mine(path) + "/answer", Map.of()).fields()).containsExactly("accepts");
    }

    @Test
    void refusesToAcceptWhatIsClosedOver() {
        List<String> three = crowd.appoint(unit, 3);
        Map<String, Object> plan = Crowd.plan(3);
        String path = crowd.planned(unit, plan);
        crowd.invite(unit, path, Map.of("most", 3));
        crowd.answer(path, three.getFirst(), true);
        mongo.getCollection("activity").updateOne(new Document("_id", Crowd.id(path)), new Document("$set", new Document("plan.signUpUntil", new Date(0))));
        Answer late = crowd.answer(path, three.get(1), true);
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.problem()).isEqualTo("sign-up-over");
        assertThat(crowd.answer(path, three.getFirst(), false).status()).as("but may decline").isEqualTo(200);
        crowd.clerk(unit).at(crowd.clerk(unit).get(path).version()).post(path + "/cancellation", Map.of("reason", "场地停电"));
        assertThat(crowd.answer(path, three.get(1), false).problem()).isEqualTo("already-over");
        Answer mine = crowd.experiencer(three.get(1)).get(Crowd.mine(path));
        assertThat(mine.at("/status")).isEqualTo("CANCELLED");
        assertThat(mine.at("/cancellation")).isEqualTo("场地停电");
    }

    @Test
    void refusesToAcceptForADayOnWhichOneNoLongerServes_notServing() {
        String one = crowd.appoint(unit, 1).getFirst();
        String path = crowd.planned(unit, Crowd.plan(3));
        crowd.invite(unit, path, Map.of("most", 3));
        mongo.getCollection("experiencer").updateOne(new Document("_id", one), new Document("$set", new Document("status", "SUSPENDED")));
        assertThat(crowd.answer(path, one, true).problem()).isEqualTo("not-serving");
        assertThat(place(path, one)).isEqualTo("INVITED");
    }

    @Test
    void checksInOnceByTheCodeOfTheDay() {
        List<String> three = crowd.appoint(unit, 3);
        String path = crowd.planned(unit, Crowd.plan(2));
        crowd.invite(unit, path, Map.of("most", 3));
        three.forEach(one -> crowd.answer(path, one, true));
        assertThat(crowd.experiencer(three.getFirst()).get(Crowd.mine(path)).at("/code")).as("not before the day").isEmpty();
        assertThat(checkIn(path, "12345678").problem()).isEqualTo("not-on-the-day");
        crowd.comes(path);
        String code = code(path, three.getFirst());
        assertThat(code).matches("\\d{8}");
        assertThat(code(path, three.get(2))).as("those who wait have none").isEmpty();
        assertThat(crowd.clerk(unit).get(path + "/participants").text()).as("nobody else sees it").doesNotContain(code);

        Answer came = checkIn(path, code);
        assertThat(came.status()).as(came.toString()).isEqualTo(200);
        assertThat(came.at("/experiencerId")).isEqualTo(three.getFirst());
        assertThat(came.at("/attendance")).isEqualTo("CAME");
        assertThat(checkIn(path, code).problem()).isEqualTo("code-used");
        assertThat(code(path, three.getFirst())).isEmpty();
        assertThat(crowd.answer(path, three.getFirst(), false).problem()).isEqualTo("already-there");
        assertThat(tally(path)).isEqualTo("3 3 0 2 1 1");
    }

    @Test
    void isUsedOnceEvenByManyAtOnce() {
        String one = crowd.appoint(unit, 1).getFirst();
        String path = crowd.planned(unit, Crowd.plan(2));
        crowd.invite(unit, path, Map.of("most", 3));
        crowd.answer(path, one, true);
        crowd.comes(path);
        String code = code(path, one);
        List<CompletableFuture<Answer>> tries = IntStream.range(0, 4).mapToObj(_ -> CompletableFuture.supplyAsync(() -> checkIn(path, code))).toList();
        assertThat(tries.stream().map(each -> each.join().status()).sorted().toList()).containsExactly(200, 422, 422, 422);
    }

    @Test
    void refusesForgedCodesAndThoseOfOtherActivitiesAndOfThoseWhoWait() {
        List<String> two = crowd.appoint(unit, 2);
        String path = crowd.planned(unit, Crowd.plan(1));
        String other = crowd.planned(unit, Crowd.plan(1));
        for (String each : List.of(path, other)) {
            crowd.invite(unit, each, Map.of("most", 2));
            two.forEach(one -> crowd.answer(each, one, true));
            crowd.comes(each);
        }
        String code = code(path, two.getFirst());
        assertThat(checkIn(path, code.equals("00000000") ? "00000001" : "00000000").problem()).isEqualTo("code-wrong");
        assertThat(checkIn(other, code).problem()).as("of another activity").isEqualTo("code-wrong");
        assertThat(checkIn(path, "1234567").fields()).containsExactly("code");
        assertThat(checkIn(path, "１２３４５６７８").status()).isEqualTo(400);
        // What is shown to nobody while one waits, but might be known from before.
        crowd.answer(path, two.getFirst(), false);
        String second = code(path, two.get(1));
        crowd.answer(path, two.getFirst(), true);
        assertThat(second).isNotEmpty();
        assertThat(checkIn(path, code).problem()).isIn("still-waiting", "code-wrong");
        assertThat(tally(path)).endsWith(" 0");
    }

    @Test
    void stopsWhoeverTriesCodesOut() {
        crowd.appoint(unit, 1);
        String path = crowd.planned(unit, Crowd.plan(1));
        crowd.invite(unit, path, Map.of("most", 1));
        crowd.comes(path);
        List<CompletableFuture<Answer>> guesses = IntStream.range(0, 40)
                .mapToObj(guess -> CompletableFuture.supplyAsync(() -> checkIn(path, "%08d".formatted(guess)))).toList();
        List<Integer> statuses = guesses.stream().map(guess -> guess.join().status()).toList();
        assertThat(statuses).containsOnly(422, 429);
        assertThat(statuses.stream().filter(status -> status == 422)).as("ten are looked at, however many come at once").hasSize(10);
        Answer refused = checkIn(path, "99999999");
        assertThat(refused.problem()).isEqualTo("too-many-wrong-codes");
        assertThat(Integer.parseInt(Objects.requireNonNull(refused.header("Retry-After")))).isBetween(1, 600);
        mongo.getCollection("check_in_guesses").updateOne(new Document("_id", Crowd.id(path) + "/clerk-" + unit), new Document("$set", new Document("until", new Date(0))));
        assertThat(checkIn(path, "99999999").problem()).as("after a while it may go on").isEqualTo("code-wrong");
    }

    @Test
    void recordsWhoCameAndWhatTheyDidAndCountsTheOthersAsAbsent() {
        List<String> four = crowd.appoint(unit, 4, Map.of("category", "EXPERT"));
        String path = crowd.planned(unit, Crowd.plan(4));
        crowd.invite(unit, path, Map.of("most", 4));
        four.subList(0, 3).forEach(one -> crowd.answer(path, one, true));
        JsonNode first = participant(path, four.getFirst());
        assertThat(attend(path, first, Map.of("came", true)).problem()).isEqualTo("not-yet-begun");
        crowd.comes(path);
        Answer came = attend(path, first, Map.of("came", true, "deed", "办理社保登记，电话 13912345678 🙂"));
        assertThat(came.status()).as(came.toString()).isEqualTo(200);
        assertThat(came.at("/deed")).isEqualTo("办理社保登记，电话 139****5678 🙂");
        assertThat(attend(path, first, Map.of("came", true)).status()).as("stale").isEqualTo(409);
        assertThat(attend(path, participant(path, four.get(1)), Map.of("came", false, "deed", "x")).problem()).isEqualTo("absent-did-nothing");
        assertThat(attend(path, participant(path, four.get(1)), Map.of("came", false)).at("/attendance")).isEqualTo("ABSENT");
        checkIn(path, code(path, four.get(2)));
        assertThat(attend(path, participant(path, four.get(2)), Map.of("came", false)).problem()).isEqualTo("already-there");
        mongo.getCollection("activity").updateOne(new Document("_id", Crowd.id(path)), new Document("$set", new Document("plan.signUpUntil", new Date(0))));
        assertThat(take(path, participant(path, four.get(3)), "answer", Map.of("accepts", true)).problem()).isEqualTo("sign-up-over");

        Answer held = crowd.clerk(unit).at(crowd.clerk(unit).get(path).version()).post(path + "/record", Map.of("text", "走访大厅"));
        assertThat(held.status()).as(held.toString()).isEqualTo(200);
        assertThat(held.json().at("/outcome/invited").asInt()).isEqualTo(4);
        assertThat(held.json().at("/outcome/attended").asInt()).isEqualTo(2);
        assertThat(attend(path, participant(path, four.get(1)), Map.of("came", true)).problem()).isEqualTo("illegal-transition");
        assertThat(crowd.experiencer(four.get(3)).get(Crowd.mine(path)).at("/attendance")).as("did not say they would").isEmpty();
        assertThat(crowd.experiencer(four.get(1)).get(Crowd.mine(path)).at("/attendance")).isEqualTo("ABSENT");
    }

    @Test
    void answersForThoseWhoAnswerOnThePhone() {
        String one = crowd.appoint(unit, 1).getFirst();
        String path = crowd.planned(unit, Crowd.plan(4));
        crowd.invite(unit, path, Map.of("most", 4));
        JsonNode participant = participant(path, one);
        assertThat(participant.path("name").asString()).isEqualTo("王**");
        Answer answered = take(path, participant, "answer", Map.of("accepts", true));
        assertThat(answered.at("/place")).as(answered.toString()).isEqualTo("GOING");
        assertThat(place(path, one)).isEqualTo("GOING");
    }

    @Test
    void showsEverybodyTheirOwnInvitationsAlone() {
        List<String> two = crowd.appoint(unit, 2);
        String path = crowd.planned(unit, Crowd.plan(4));
        crowd.invite(unit, path, Map.of("most", 1));
        String invited = mongo.getCollection("participation").find(new Document("activityId", Crowd.id(path))).first().getString("experiencerId");
        String other = two.stream().filter(id -> !id.equals(invited)).findFirst().orElseThrow();
        assertThat(crowd.experiencer(invited).get(Crowd.ACTIVITIES + "/mine?state=INVITED").json().path("items").size()).isEqualTo(1);
        assertThat(crowd.experiencer(other).get(Crowd.ACTIVITIES + "/mine").json().path("items").size()).isZero();
        assertThat(crowd.experiencer(other).get(Crowd.mine(path)).status()).isEqualTo(404);
        assertThat(crowd.experiencer(other).at(1).post(Crowd.mine(path) + "/answer", Map.of("accepts", true)).status()).isEqualTo(404);
        assertThat(crowd.experiencer(invited).get(path).status()).as("what organisers see").isEqualTo(403);
        assertThat(crowd.experiencer(invited).get(path + "/participants").status()).isEqualTo(403);
        assertThat(crowd.clerk(unit).get(Crowd.ACTIVITIES + "/mine").status()).as("is no experiencer").isEqualTo(403);
        assertThat(http.get(Crowd.ACTIVITIES + "/mine").status()).isEqualTo(401);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path + "/participants").status()).isEqualTo(404);
        mongo.getCollection("participation").updateOne(new Document("experiencerId", invited), new Document("$set", new Document("endsAt", Date.from(Instant.now().minusSeconds(5)))));
        assertThat(crowd.experiencer(invited).get(Crowd.ACTIVITIES + "/mine?state=PAST").json().path("items").size()).isEqualTo(1);
        assertThat(crowd.experiencer(invited).get(Crowd.ACTIVITIES + "/mine?state=INVITED").json().path("items").size()).isZero();
    }

    private String place(String path, String experiencer) {
        return crowd.experiencer(experiencer).get(Crowd.mine(path)).at("/answer");
    }

    private String code(String path, String experiencer) {
        return crowd.experiencer(experiencer).get(Crowd.mine(path)).at("/code");
    }

    private Answer checkIn(String path, String code) {
        return crowd.clerk(unit).post(path + "/check-ins", Map.of("code", code));
    }

    private List<String> shown(String path, String place) {
        return crowd.clerk(unit).get(path + "/participants?answer=ACCEPTED&limit=200").json().path("items").valueStream()
                .map(item -> item.path("place").asString()).filter(place::equals).toList();
    }

    /** One who is invited, as the list shows them. */
    private JsonNode participant(String path, String experiencer) {
        return crowd.clerk(unit).get(path + "/participants").json().path("items").valueStream()
                .filter(item -> item.path("experiencerId").asString().equals(experiencer)).findFirst().orElseThrow();
    }

    private Answer take(String path, JsonNode participant, String step, Map<String, Object> body) {
        return crowd.clerk(unit).at(participant.path("version").asLong()).post(path + "/participants/" + participant.path("id").asString() + "/" + step, body);
    }

    private Answer attend(String path, JsonNode participant, Map<String, Object> body) {
        return take(path, participant, "attendance", body);
    }

    private String tally(String path) {
        var tally = crowd.clerk(unit).get(path).json().path("tally");
        return "%d %d %d %d %d %d".formatted(tally.path("invited").asInt(), tally.path("accepted").asInt(), tally.path("declined").asInt(),
                tally.path("seated").asInt(), tally.path("waiting").asInt(), tally.path("came").asInt());
    }
}
