package cn.tiyan.experiencer.activity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** 暗访: whoever is inspected, and whoever is below them, sees the same world with the inspection as without it. */
@PlatformTest
class UnannouncedIT {

    private static final String NO_ACTIVITY = "act_00000000000000000000000000";
    private static final String NO_PARTICIPANT = "ptc_00000000000000000000000000";
    private static final List<Persona> OFFICIALS = List.of(Persona.SHENYANG_OFFICE, Persona.SHENYANG_DEPARTMENT, Persona.SHENYANG_VERIFIER,
            Persona.SHENYANG_WALKER, Persona.PROVINCE_LEADER, Persona.OPERATOR, Persona.ADMIN);

    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private KafkaTopics kafka;

    private Crowd crowd;
    private String organiser;
    private String inspected;
    private String below;
    private List<String> own;
    private List<String> theirs;

    @BeforeEach
    void anOrganiserAndTwoWhoMustNotKnow() {
        crowd = new Crowd(http, mongo);
        organiser = crowd.unitBelow("210000");
        inspected = crowd.unitBelow(organiser);
        below = crowd.unitBelow(inspected);
        own = crowd.appoint(organiser, 3);
        theirs = new ArrayList<>(crowd.appoint(inspected, 2));
        theirs.addAll(crowd.appoint(below, 1));
        // Something of their own, so that their lists are not empty anyhow.
        String path = crowd.planned(inspected, Crowd.plan(2));
        crowd.invite(inspected, path, Map.of("most", 1));
    }

    @Test
    void isToThoseItIsAboutAsIfItWereNot() throws IOException {
        Map<String, String> without = walk(NO_ACTIVITY, NO_PARTICIPANT);
        String path = crowd.planned(organiser, Crowd.unannounced(List.of(inspected)));
        assertThat(walk(Crowd.id(path), NO_PARTICIPANT)).as("planned").isEqualTo(without);
        crowd.invite(organiser, path, Map.of("most", 100));
        assertThat(invitedTo(path)).as("not those of who is inspected, nor of who is below").containsExactlyInAnyOrderElementsOf(own);
        crowd.answer(path, own.getFirst(), true);
        String participant = Participation.idFor(Crowd.id(path), own.getFirst());
        assertThat(walk(Crowd.id(path), participant)).as("inviting").isEqualTo(without);
        crowd.comes(path);
        assertThat(walk(Crowd.id(path), participant)).as("going on").isEqualTo(without);
        assertThat(kafka.read("activity.events", message -> Crowd.id(path).equals(message.key()))).as("no event tells of it").isEmpty();

        Answer held = crowd.clerk(organiser).at(crowd.clerk(organiser).get(path).version()).post(path + "/record", Map.of("text", "看了三个窗口"));
        assertThat(held.status()).as(held.toString()).isEqualTo(200);
        Answer seen = crowd.clerk(inspected).get(path);
        assertThat(seen.status()).as("once it was held they may know").isEqualTo(200);
        assertThat(seen.json().path("actions").isEmpty()).isTrue();
        assertThat(seen.json().has("tally")).as("but not who they were").isFalse();
        assertThat(crowd.clerk(inspected).get(path + "/participants").status()).isEqualTo(403);
        assertThat(crowd.clerk(inspected).get(Crowd.ACTIVITIES).text()).contains(Crowd.id(path));
        kafka.await("activity.events", Crowd.id(path), 1);
    }

    @Test
    void staysUnknownWhereItIsCancelled() throws IOException {
        Map<String, String> without = walk(NO_ACTIVITY, NO_PARTICIPANT);
        String path = crowd.planned(organiser, Crowd.unannounced(List.of(inspected)));
        crowd.invite(organiser, path, Map.of("most", 100));
        Answer cancelled = crowd.clerk(organiser).at(crowd.clerk(organiser).get(path).version()).post(path + "/cancellation", Map.of("reason", "改日再访"));
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(walk(Crowd.id(path), Participation.idFor(Crowd.id(path), own.getFirst()))).isEqualTo(without);
    }

    @Test
    void isRefusedOfWhoeverWouldSeeItAnyhow() {
        Answer self = crowd.clerk(organiser).post(Crowd.ACTIVITIES, Crowd.unannounced(List.of(inspected, organiser)));
        assertThat(self.status()).isEqualTo(422);
        assertThat(self.problem()).isEqualTo("inspects-own-line");
        assertThat(self.fields()).containsExactly("inspected[1]");
        assertThat(crowd.clerk(below).post(Crowd.ACTIVITIES, Crowd.unannounced(List.of(inspected))).problem()).isEqualTo("inspects-own-line");
        assertThat(crowd.clerk(organiser).post(Crowd.ACTIVITIES, Crowd.unannounced(List.of("210199"))).problem()).isEqualTo("unknown-reference");
    }

    @Test
    void isSeenByTheInspectedFromTheBeginningWhereItIsAnnounced() {
        Map<String, Object> plan = Crowd.unannounced(List.of(inspected));
        plan.put("announced", true);
        String path = crowd.planned(organiser, plan);
        Answer seen = crowd.clerk(inspected).get(path);
        assertThat(seen.status()).isEqualTo(200);
        for (String step : List.of("cancellation", "record", "invitations")) {
            Object body = step.equals("cancellation") ? Map.of("reason", "不便") : step.equals("record") ? Map.of("text", "x") : Map.of("most", 1);
            assertThat(crowd.clerk(inspected).at(seen.version()).post(path + "/" + step, body).status()).as(step).isEqualTo(403);
        }
        assertThat(crowd.clerk(inspected).get(path + "/participants").status()).isEqualTo(403);
        assertThat(crowd.clerk(inspected).get(path + "/invitations").status()).isEqualTo(403);
        assertThat(crowd.clerk(organiser).get(path).version()).isEqualTo(1);
    }

    /** What everybody of the inspected unit, and of one below it, is answered to everything they can ask. */
    private Map<String, String> walk(String activity, String participant) throws IOException {
        Map<String, String> answers = new LinkedHashMap<>();
        List<String> gets = new ArrayList<>();
        http.get("/v3/api-docs").json().path("paths").properties().stream().filter(path -> path.getValue().has("get")).map(Map.Entry::getKey).sorted()
                .map(path -> path.replaceAll("\\{(id|activityId)}", activity).replace("{participant}", participant).replace("{code}", inspected).replaceAll("\\{\\w+}", "x"))
                .forEach(gets::add);
        assertThat(gets).contains(Crowd.ACTIVITIES, Crowd.ACTIVITIES + "/export", Crowd.ACTIVITIES + "/mine", Crowd.ACTIVITIES + "/" + activity + "/participants");
        for (String query : List.of("theme=MARKET_ENTRY", "kind=INSPECTION", "status=INVITING", "status=PLANNED", "from=2020-01-01", "limit=1")) {
            gets.add(Crowd.ACTIVITIES + "?" + query);
            gets.add(Crowd.ACTIVITIES + "/export?" + query);
        }
        theirs.forEach(experiencer -> gets.add("/api/v1/experiencers/" + experiencer));
        for (String unit : List.of(inspected, below)) {
            for (Persona persona : OFFICIALS) {
                Http caller = crowd.as(persona, unit);
                gets.forEach(get -> answers.put(persona + " " + unit + " GET " + normal(get, activity, participant), answer(caller.get(get), activity, participant)));
                posts(activity, participant).forEach((post, body) -> answers.put(persona + " " + unit + " POST " + normal(post, activity, participant),
                        answer(caller.at(1).post(post, body), activity, participant)));
            }
        }
        for (String experiencer : theirs) {
            Http caller = crowd.experiencer(experiencer);
            gets.forEach(get -> answers.put(experiencer + " GET " + normal(get, activity, participant), answer(caller.get(get), activity, participant)));
            answers.put(experiencer + " POST answer", answer(caller.at(1).post(Crowd.ACTIVITIES + "/mine/" + activity + "/answer", Map.of("accepts", true)), activity, participant));
        }
        return answers;
    }

    private Map<String, Object> posts(String activity, String participant) {
        String path = Crowd.ACTIVITIES + "/" + activity;
        Map<String, Object> posts = new LinkedHashMap<>();
        posts.put(path + "/plan", Crowd.plan(3));
        posts.put(path + "/invitations/preview", Map.of("most", 9));
        posts.put(path + "/invitations", Map.of("most", 9));
        posts.put(path + "/check-ins", Map.of("code", "12345678"));
        posts.put(path + "/record", Map.of("text", "x"));
        posts.put(path + "/cancellation", Map.of("reason", "x"));
        posts.put(path + "/participants/" + participant + "/answer", Map.of("accepts", true));
        posts.put(path + "/participants/" + participant + "/attendance", Map.of("came", true));
        posts.put("/api/v1/surveys", Map.of("title", "问", "audience", Map.of("activityId", activity),
                "sections", List.of(Map.of("questions", List.of(Map.of("kind", "TEXT", "text", "何时暗访")))) ));
        // How many of their own were not asked lately: by their own activity, before which nothing else must show.
        String mine = Objects.requireNonNull(mongo.getCollection("activity").find(new Document("unit", inspected)).first()).getString("_id");
        posts.put(Crowd.ACTIVITIES + "/" + mine + "/invitations/preview", Map.of("most", 9, "notAskedForDays", 1));
        return posts;
    }

    private static String answer(Answer answer, String activity, String participant) {
        String body = answer.text();
        if ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".equals(answer.header("Content-Type"))) {
            body = cells(answer.bytes());
        }
        return answer.status() + " " + answer.header("ETag") + " " + normal(body, activity, participant).replaceAll("\"traceId\":\"[0-9a-f]{32}\"", "");
    }

    private static String normal(String text, String activity, String participant) {
        return text.replace(activity, "ACTIVITY").replace(participant, "PARTICIPANT");
    }

    /** All but the title, which tells the minute. */
    private static String cells(byte[] workbook) {
        var text = new StringBuilder();
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
            for (Row row : book.getSheetAt(0)) {
                if (row.getRowNum() > 0) {
                    row.forEach(cell -> text.append(new DataFormatter().formatCellValue(cell)).append('|'));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private List<String> invitedTo(String path) {
        return mongo.getCollection("participation").find(new Document("activityId", Crowd.id(path))).map(one -> one.getString("experiencerId")).into(new ArrayList<>());
    }
}
