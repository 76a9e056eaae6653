package cn.tiyan.testkit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Tokens;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** What every HTTP interface gets from the starter. */
@PlatformTest
class SampleHttpIT {

    @Autowired
    private Http http;
    @Autowired
    private AggregateStore store;
    @Autowired
    private MongoTemplate mongo;
    private String path = "";

    @BeforeEach
    void aNote() {
        path = "/api/v1/notes/" + store.insert(new SampleService.Note("原文")).id();
    }

    @Test
    void asksWhoIsCalling() {
        var answer = http.get(path);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("unauthorized");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(http.withToken("rubbish").get(path).status()).isEqualTo(401);
        assertThat(http.withToken("rubbish").get(path).header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        String expired = Tokens.of(Persona.SHENYANG_OFFICE, claims -> claims.expirationTime(new Date(System.currentTimeMillis() - 600_000)));
        assertThat(http.withToken(expired).get(path).status()).isEqualTo(401);
        assertThat(http.withToken(Tokens.of(Persona.SHENYANG_OFFICE, claims -> claims.claim("unit", null))).get(path).status()).isEqualTo(403);
    }

    @Test
    void hidesWhatBelongsToAnotherCity() {
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(path).status()).isEqualTo(200);
        assertThat(http.as(Persona.PROVINCE_OFFICE).get(path).status()).isEqualTo(200);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path).status()).isEqualTo(404);
        assertThat(http.as(Persona.EXPERIENCER).get(path).status()).as("a citizen sees only what is theirs").isEqualTo(404);
    }

    @Test
    void hidesItAlsoWhereSomebodyElseHasJustHadItInHand() {
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(path).status()).isEqualTo(200);
        for (Persona stranger : new Persona[] {Persona.DALIAN_OFFICE, Persona.EXPERIENCER}) {
            assertThat(http.as(stranger).at(1).post(path + "/change", Map.of("text", "改")).status()).as("%s", stranger).isEqualTo(404);
        }
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(path).version()).isEqualTo(1);
    }

    @Test
    void guardsEveryChangeByItsVersion() {
        var clerk = http.as(Persona.SHENYANG_DEPARTMENT);
        var change = Map.of("text", "改 😀 שלום \u202e");
        assertThat(clerk.post(path + "/change", change).status()).isEqualTo(428);
        assertThat(clerk.with("If-Match", "W/x").post(path + "/change", change).status()).isEqualTo(400);
        var changed = clerk.at(1).post(path + "/change", change);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.at("/text")).isEqualTo(change.get("text"));
        assertThat(clerk.at(1).post(path + "/change", change).status()).isEqualTo(409);
    }

    @Test
    void namesTheFieldThatIsWrong() {
        var clerk = http.as(Persona.SHENYANG_DEPARTMENT).at(1);
        assertThat(clerk.post(path + "/change", Map.of("text", " ")).fields()).containsExactly("text");
        assertThat(clerk.post(path + "/change", "{\"text\":\"x\",\"txet\":1}").fields()).containsExactly("txet");
        assertThat(clerk.post(path + "/change", "{\"text\":5}").status()).isEqualTo(400);
        assertThat(clerk.post(path + "/change", "{\"text\":").fields()).containsExactly("(body)");
        assertThat(clerk.post(path + "/change", "").status()).isEqualTo(400);
        assertThat(clerk.post(path + "/change", "x".getBytes(), "text/plain").problem()).isEqualTo("unsupported-media-type");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(path).version()).as("nothing was stored").isEqualTo(1);
    }

    @Test
    void keepsTheTextOfADefectToItself() {
        var answer = http.as(Persona.SHENYANG_OFFICE).with("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01").get("/api/v1/notes/defect");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).doesNotContain("secret");
        assertThat(answer.at("/traceId")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/nowhere").problem()).isEqualTo("not-found");
    }

    @Test
    void masksAndEncryptsPersonalData() {
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(path).at("/author")).isEqualTo("王**");
        var raw = mongo.getCollection("note").find(new org.bson.Document("_id", path.substring("/api/v1/notes/".length()))).first();
        assertThat(raw.toJson()).doesNotContain("小明");
        assertThat(store.find(SampleService.Note.class, raw.getString("_id")).orElseThrow().author().reveal()).isEqualTo("王小明");
    }
}
