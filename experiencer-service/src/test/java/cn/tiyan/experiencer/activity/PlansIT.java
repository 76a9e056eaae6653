package cn.tiyan.experiencer.activity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** How the database finds what activities and surveys ask for: by an index, whatever is asked. */
@PlatformTest
class PlansIT {

    private static final List<String> COLLECTIONS = List.of("activity", "participation", "questionnaire", "survey_answer", "experiencer", "invitation_list", "check_in_guesses");

    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;

    private Crowd crowd;
    private String unit;

    @BeforeEach
    void watch() {
        crowd = new Crowd(http, mongo);
        unit = crowd.unitBelow("210100");
        mongo.executeCommand(new Document("profile", 0));
        mongo.getCollection("system.profile").drop();
        mongo.executeCommand(new Document("profile", 2));
    }

    @AfterEach
    void watchNoMore() {
        mongo.executeCommand(new Document("profile", 0));
    }

    @Test
    void readsNothingWithoutAnIndex() {
        List<String> crowdOfTen = crowd.appoint(unit, 10, Map.of("category", "EXPERT"));
        String path = crowd.planned(unit, Crowd.plan(3));
        Http clerk = crowd.clerk(unit);
        clerk.post(path + "/invitations/preview", Map.of("most", 5, "notAskedForDays", 7, "categories", List.of("EXPERT"), "fields", List.of("餐饮业")));
        crowd.invite(unit, path, Map.of("most", 10));
        crowdOfTen.subList(0, 5).forEach(one -> crowd.answer(path, one, true));
        for (String query : List.of("", "?theme=TRAVEL", "?kind=OPEN_DAY", "?status=PLANNED", "?theme=TRAVEL&kind=OPEN_DAY&status=HELD&from=2026-01-01", "?limit=1")) {
            clerk.get(Crowd.ACTIVITIES + query);
            clerk.get(Crowd.ACTIVITIES + "/export" + query);
        }
        for (String query : List.of("", "?answer=ACCEPTED", "?limit=1")) {
            clerk.get(path + "/participants" + query);
        }
        for (String query : List.of("", "?state=INVITED", "?state=GOING", "?state=PAST", "?limit=1")) {
            crowd.experiencer(crowdOfTen.getFirst()).get(Crowd.ACTIVITIES + "/mine" + query);
        }
        crowd.comes(path);
        clerk.post(path + "/check-ins", Map.of("code", crowd.experiencer(crowdOfTen.getFirst()).get(Crowd.mine(path)).at("/code")));
        clerk.post(path + "/check-ins", Map.of("code", "00000000"));
        clerk.at(clerk.get(path).version()).post(path + "/record", Map.of("text", "走访"));
        survey(clerk, crowdOfTen);

        List<String> scans = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        mongo.getCollection("system.profile").find(new Document("op", new Document("$in", List.of("query", "command", "update", "remove", "getmore")))).forEach(entry -> {
            String collection = entry.getString("ns").substring(entry.getString("ns").indexOf('.') + 1);
            String plan = entry.get("planSummary", "");
            if (COLLECTIONS.contains(collection)) {
                seen.add(collection);
                if (plan.contains("COLLSCAN")) {
                    scans.add(collection + " " + entry.get("command", Document.class).toJson());
                }
            }
        });
        assertThat(seen).contains("activity", "participation", "questionnaire", "survey_answer", "experiencer");
        assertThat(scans).isEmpty();
    }

    private void survey(Http clerk, List<String> asked) {
        var sections = List.of(Map.of("questions", List.of(Map.of("kind", "SCALE", "text", "满意度", "max", 5))));
        String path = Objects.requireNonNull(clerk.post("/api/v1/surveys", Map.of("title", "调查", "sections", sections, "audience",
                Map.of("unit", unit, "fields", List.of("餐饮业")))).header("Location"));
        clerk.at(1).post(path + "/publication", Map.of("deadline", Instant.now().plusSeconds(600).toString()));
        String mine = path.replace("/surveys/", "/surveys/mine/");
        for (String one : asked) {
            crowd.experiencer(one).get("/api/v1/surveys/mine");
            crowd.experiencer(one).get(mine);
            crowd.experiencer(one).post(mine + "/answers", Map.of("answers", Map.of("q1", 3)));
        }
        clerk.get("/api/v1/surveys?status=PUBLISHED");
        clerk.get("/api/v1/surveys");
        clerk.at(clerk.get(path).version()).post(path + "/closing", "");
        assertThat(clerk.get(path + "/results").status()).isEqualTo(200);
    }
}
