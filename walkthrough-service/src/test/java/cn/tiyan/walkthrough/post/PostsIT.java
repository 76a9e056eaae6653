package cn.tiyan.walkthrough.post;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import cn.tiyan.walkthrough.walkthrough.Requests;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who serves at which window, over HTTP, and what comes of it. */
@PlatformTest
class PostsIT {

    private static final String POSTS = "/api/v1/walkthroughs/posts";
    private static final String BODY = """
            {"unit": "210100-HRSS", "posts": [{"window": "社保综合 3 号窗口", "items": ["P-1", "P-1"], "from": "2026-01-01", "to": "2026-06-30"},
                                              {"unit": "210102", "window": "街道便民服务站", "from": "2026-07-01"}]}""";

    @Autowired
    private Http http;
    @Autowired
    private Conflicts conflicts;

    @Test
    void areKeptByTheOfficeWithTheirDates() {
        Answer none = office().get(POSTS + "/posts.one");
        assertThat(none.version()).isZero();
        assertThat(none.json().at("/posts").size()).isZero();
        Answer assigned = office().at(0).put(POSTS + "/posts.one", BODY);
        assertThat(assigned.status()).as(assigned.toString()).isEqualTo(200);
        assertThat(assigned.version()).isEqualTo(1);
        assertThat(assigned.json().at("/posts/0/items").size()).isEqualTo(1);
        assertThat(assigned.at("/posts/0/unit")).isEqualTo("210100-HRSS");
        assertThat(office().at(0).put(POSTS + "/posts.one", BODY).status()).as("somebody was quicker").isEqualTo(409);
        assertThat(office().put(POSTS + "/posts.one", BODY).status()).isEqualTo(428);
        assertThat(office().at(1).put(POSTS + "/posts.one", "{\"unit\": \"210100-HRSS\", \"posts\": []}").version()).isEqualTo(2);
        assertThat(office().get(POSTS + "?limit=200").json().at("/items").valueStream().map(holder -> holder.at("/account").asString())).contains("posts.one");
    }

    @Test
    void belongToALineOfTheTree() {
        office().at(0).put(POSTS + "/posts.two", BODY);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(POSTS + "/posts.two").status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).at(1).put(POSTS + "/posts.two", BODY.replace("210100-HRSS", "210200-HRSS").replace("210102", "210200")).status())
                .isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_WALKER).get(POSTS + "/posts.two").status()).isEqualTo(403);
        assertThat(http.as(Persona.SHENYANG_WALKER).get(POSTS + "/" + Persona.SHENYANG_WALKER.account()).status()).as("their own").isEqualTo(200);
        for (Persona persona : List.of(Persona.SHENYANG_WALKER, Persona.SHENYANG_DEPARTMENT, Persona.EXPERIENCER, Persona.ADMIN)) {
            assertThat(http.as(persona).at(0).put(POSTS + "/posts.three", BODY).status()).as(persona.name()).isEqualTo(403);
        }
    }

    @Test
    void refusesAPostOutsideTheSubtreeOrThatEndsBeforeItStarts() {
        Answer elsewhere = office().at(0).put(POSTS + "/posts.four", BODY.replace("210102", "210200"));
        assertThat(elsewhere.problem()).isEqualTo("post-outside-subtree");
        assertThat(elsewhere.fields()).containsExactly("posts[1].unit");
        Answer backwards = office().at(0).put(POSTS + "/posts.four", BODY.replace("2026-06-30", "2025-12-31"));
        assertThat(backwards.problem()).isEqualTo("post-ends-before-start");
        assertThat(backwards.fields()).containsExactly("posts[0].to");
        assertThat(office().get(POSTS + "/posts.four").version()).as("nothing stored").isZero();
        assertThat(office().at(0).put(POSTS + "/posts.four", BODY.replace("210102", "210199")).problem()).isEqualTo("unknown-reference");
        assertThat(office().at(0).put(POSTS + "/a%20b", BODY).status()).isEqualTo(400);
        assertThat(office().at(0).put(POSTS + "/posts.four", BODY.replace("P-1", "第一")).status()).isEqualTo(400);
    }

    @Test
    void decideByTheDayOfTheWalk() {
        office().at(0).put(POSTS + "/posts.five", BODY);
        assertConflict("210100-HRSS", "P-1", "2026-01-01", true);
        assertConflict("210100-HRSS", "P-1", "2026-06-30", true);
        assertConflict("210100-HRSS", "P-1", "2026-07-01", false);
        assertConflict("210100-HRSS", "P-1", "2025-12-31", false);
        assertConflict("210100-HRSS", "P-2", "2026-06-30", false);
        assertConflict("210100-MSA", "P-1", "2026-06-30", false);
        assertConflict("210100", "P-1", "2026-06-30", true);
        assertConflict("210102", "anything", "2030-01-01", true);
        assertConflict("210100", "anything", "2030-01-01", false);
    }

    @Test
    void letNobodyWalkThroughTheirOwnWindow() {
        String walker = Persona.SHENYANG_WALKER.account();
        assertThat(office().at(office().get(POSTS + "/" + walker).version()).put(POSTS + "/" + walker, BODY.replace("P-1", "OWN-1").replace("2026-06-30", "2099-12-31")).status())
                .isEqualTo(200);
        var own = Requests.aWalkthrough();
        ((tools.jackson.databind.node.ObjectNode) own.at("/serviceItem")).put("code", "OWN-1");
        Answer refused = http.as(Persona.SHENYANG_WALKER).post("/api/v1/walkthroughs", own);
        assertThat(refused.problem()).as(refused.toString()).isEqualTo("own-window");
        assertThat(refused.fields()).containsExactly("serviceItem.code");
        assertThat(http.as(Persona.SHENYANG_WALKER).post("/api/v1/walkthroughs", Requests.aWalkthrough()).text()).as("another item").doesNotContain("own-window");
    }

    private void assertConflict(String unit, String item, String day, boolean expected) {
        Refusal found = null;
        try {
            conflicts.refuseOwnWindow(List.of(new Conflicts.Walk("walker", "nobody.else", unit, item, LocalDate.parse(day)),
                    new Conflicts.Walk("walker", "posts.five", unit, item, LocalDate.parse(day))));
        } catch (Refusal refusal) {
            found = refusal;
        }
        assertThat(found != null).as(unit + " " + item + " " + day).isEqualTo(expected);
        if (found != null) {
            assertThat(found.name()).isEqualTo("own-window");
        }
    }

    private Http office() {
        return http.as(Persona.SHENYANG_OFFICE);
    }
}
