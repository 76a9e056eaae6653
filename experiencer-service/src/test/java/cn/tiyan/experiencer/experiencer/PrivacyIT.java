package cn.tiyan.experiencer.experiencer;

import static cn.tiyan.experiencer.SomeRosters.aPerson;
import static cn.tiyan.experiencer.SomeRosters.anAppointedPerson;
import static cn.tiyan.experiencer.SomeRosters.takenIn;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.experiencer.SomeCodes;
import cn.tiyan.experiencer.SomeRosters;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import cn.tiyan.testkit.http.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

@PlatformTest
class PrivacyIT {

    private static final String EXPERIENCERS = "/api/v1/experiencers/";
    private static final String ME = EXPERIENCERS + "me";

    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private AggregateStore store;
    @Autowired
    private Privacy privacy;
    @Autowired
    private Experiencers experiencers;

    @Test
    void isShownInClearForAReasonThatStaysOnRecord() {
        Somebody somebody = anExperiencer();
        Answer revealed = office().post(somebody.path() + "/reveal", Map.of("reason", "通知参加座谈会，电话 13912345678"));
        assertThat(revealed.status()).as(revealed.toString()).isEqualTo(200);
        assertThat(revealed.header("Cache-Control")).contains("no-store");
        assertThat(revealed.at("/name")).isEqualTo("赵小满");
        assertThat(revealed.at("/phone")).isEqualTo(somebody.phone());
        assertThat(revealed.at("/identityNumber")).hasSize(18);
        assertThat(revealed.at("/address")).contains("青年大街");
        Answer phoneOnly = office().post(somebody.path() + "/reveal", Map.of("reason", "通知参加座谈会", "fields", List.of("PHONE")));
        assertThat(phoneOnly.json().has("name")).isFalse();

        Answer disclosures = http.as(Persona.PROVINCE_LEADER).get(somebody.path() + "/disclosures");
        assertThat(disclosures.json().path("items").size()).isEqualTo(2);
        assertThat(disclosures.at("/items/0/what")).isEqualTo("手机号码");
        assertThat(disclosures.at("/items/1/reason")).isEqualTo("通知参加座谈会，电话 139****5678");
        assertThat(disclosures.at("/items/0/by")).isEqualTo(Persona.SHENYANG_OFFICE.account());
        assertThat(disclosures.text()).doesNotContain(somebody.phone(), "赵小满");
        Experiencer record = store.find(Experiencer.class, somebody.id()).orElseThrow();
        assertThat(record.historyIntact()).isTrue();
        assertThat(record.history().toString()).doesNotContain(somebody.phone(), "赵小满");
    }

    @Test
    void isShownInClearToNobodyElse() {
        Somebody somebody = anExperiencer();
        Map<String, String> reason = Map.of("reason", "通知参加座谈会");
        assertThat(http.post(somebody.path() + "/reveal", reason).status()).isEqualTo(401);
        for (Persona persona : List.of(Persona.SHENYANG_WALKER, Persona.SHENYANG_DEPARTMENT, Persona.PROVINCE_LEADER, Persona.ADMIN, Persona.EXPERIENCER)) {
            assertThat(http.as(persona).post(somebody.path() + "/reveal", reason).status()).as(persona.name()).isEqualTo(403);
        }
        assertThat(http.as(Persona.DALIAN_OFFICE).post(somebody.path() + "/reveal", reason).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).at(1).post(somebody.path() + "/erasure", reason).status()).isEqualTo(404);
        assertThat(office().get(somebody.path() + "/disclosures").status()).isEqualTo(403);
        assertThat(http.as(Persona.SHENYANG_WALKER).get(somebody.path() + "/disclosures").status()).isEqualTo(403);
        assertThat(http.as(Persona.ADMIN).get(somebody.path() + "/disclosures").json().path("items").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\":\"要\"}", "{\"reason\":\"   \"}", "{\"reason\":\"有理由的\",\"fields\":[]}", "{\"reason\":\"有理由的\",\"fields\":[\"WEIGHT\"]}",
        "{\"reason\":\"\\ud83d\"}", "{\"reason\":\"两行\\n理由\"}"})
    void refusesAReasonThatIsNone(String body) {
        Somebody somebody = anExperiencer();
        Answer answer = office().post(somebody.path() + "/reveal", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(http.as(Persona.ADMIN).get(somebody.path() + "/disclosures").json().path("items").size()).isZero();
    }

    @Test
    void showsPeopleTheirOwnRecordAndWhoLookedAtIt() {
        Somebody somebody = anExperiencer();
        office().post(somebody.path() + "/reveal", Map.of("reason", "通知参加座谈会"));
        Answer me = somebody.http().get(ME);
        assertThat(me.status()).as(me.toString()).isEqualTo(200);
        assertThat(me.header("Cache-Control")).contains("no-store");
        assertThat(me.at("/name")).isEqualTo("赵小满");
        assertThat(me.at("/phone")).isEqualTo(somebody.phone());
        assertThat(me.at("/disclosures/0/reason")).isEqualTo("通知参加座谈会");
        assertThat(me.at("/disclosures/0/byUnit")).isEqualTo("210100");
        assertThat(http.withToken(Tokens.of(Persona.EXPERIENCER, claims -> claims.subject("nobody-" + SomeCodes.phone()))).get(ME).status()).isEqualTo(404);
        assertThat(office().get(ME).status()).isEqualTo(403);
        assertThat(http.get(ME).status()).isEqualTo(401);
    }

    @Test
    void letsPeopleCorrectWhatTheyKnowBest() {
        Somebody somebody = anExperiencer();
        String phone = SomeCodes.phone();
        Answer me = somebody.http().get(ME);
        assertThat(somebody.http().put(ME, Map.of("phone", phone)).status()).isEqualTo(428);
        assertThat(somebody.http().at(me.version()).put(ME, Map.of()).status()).isEqualTo(400);
        assertThat(somebody.http().at(me.version()).put(ME, Map.of("phone", "123")).fields()).containsExactly("phone");
        assertThat(somebody.http().at(me.version()).put(ME, Map.of("name", "新名字")).fields()).containsExactly("name");
        Answer corrected = somebody.http().at(me.version()).put(ME, Map.of("phone", "+86 " + phone, "address", "大连市中山区 ‏1 号", "field", "软件业"));
        assertThat(corrected.status()).as(corrected.toString()).isEqualTo(200);
        assertThat(corrected.at("/phone")).isEqualTo(phone);
        assertThat(somebody.http().at(me.version()).put(ME, Map.of("field", "物流业")).status()).isEqualTo(409);
        // The old number is free again, and the new one is taken.
        Map<String, Object> old = aPerson();
        old.put("手机号码*", somebody.phone());
        Map<String, Object> taken = aPerson();
        taken.put("手机号码*", phone);
        Answer preview = SomeRosters.upload(office(), "210100", SomeRosters.workbook(old, taken));
        assertThat(preview.json().at("/counts/GOOD").asInt()).isEqualTo(1);
        assertThat(preview.json().at("/counts/DUPLICATE").asInt()).isEqualTo(1);
        Experiencer record = store.find(Experiencer.class, somebody.id()).orElseThrow();
        assertThat(record.history().toString()).doesNotContain(phone, "中山区");
    }

    @Test
    void refusesANumberThatAnotherHas() {
        Somebody one = anExperiencer();
        Somebody other = anExperiencer();
        Answer refused = one.http().at(one.http().get(ME).version()).put(ME, Map.of("phone", other.phone()));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("already-recruited");
        assertThat(one.http().get(ME).at("/phone")).isEqualTo(one.phone());
    }

    @Test
    void hasNamesAndNumbersCorrectedByTheOffice() {
        Somebody somebody = anExperiencer();
        Answer me = somebody.http().get(ME);
        String identity = SomeRosters.identity(1986);
        assertThat(somebody.http().at(me.version()).post(ME + "/correction-request", Map.of("reason", "登记有误")).status()).isEqualTo(400);
        assertThat(somebody.http().at(me.version()).post(ME + "/correction-request", Map.of("identityNumber", "1", "reason", "登记有误")).fields()).containsExactly("identityNumber");
        Answer asked = somebody.http().at(me.version()).post(ME + "/correction-request", Map.of("name", "赵晓满", "identityNumber", identity, "reason", "登记有误"));
        assertThat(asked.status()).as(asked.toString()).isEqualTo(200);
        assertThat(asked.at("/correctionRequest/name")).isEqualTo("赵晓满");
        Answer requests = office().get(EXPERIENCERS + "privacy-requests?limit=200");
        assertThat(requests.text()).contains(somebody.id()).doesNotContain("赵晓满", identity);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(EXPERIENCERS + "privacy-requests?limit=200").text()).doesNotContain(somebody.id());
        assertThat(somebody.http().at(asked.version()).post(somebody.path() + "/correction-review", Map.of("accepted", true, "opinion", "属实")).status()).isEqualTo(403);
        Http both = http.withToken(Tokens.of(Persona.SHENYANG_OFFICE, claims -> claims.subject(somebody.account())));
        assertThat(both.at(asked.version()).post(somebody.path() + "/correction-review", Map.of("accepted", true, "opinion", "属实")).problem()).isEqualTo("own-request");
        Answer accepted = office().at(asked.version()).post(somebody.path() + "/correction-review", Map.of("accepted", true, "opinion", "已核对身份证"));
        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(200);
        assertThat(somebody.http().get(ME).at("/name")).isEqualTo("赵晓满");
        assertThat(somebody.http().get(ME).at("/identityNumber")).isEqualTo(identity);
        assertThat(office().at(accepted.version()).post(somebody.path() + "/correction-review", Map.of("accepted", true, "opinion", "属实")).problem()).isEqualTo("no-correction-requested");
        assertThat(office().get(EXPERIENCERS + "privacy-requests?limit=200").text()).doesNotContain(somebody.id());
    }

    @Test
    void isErasedOnlyAfterTheTermAndLeavesFiguresAndHistoryIntact() {
        Somebody somebody = anExperiencer();
        Answer me = somebody.http().get(ME);
        Answer asked = somebody.http().at(me.version()).post(ME + "/erasure-request", Map.of("reason", "不再参加"));
        assertThat(asked.at("/erasureRequestedAt")).isNotEmpty();
        Answer tooEarly = office().at(asked.version()).post(somebody.path() + "/erasure", Map.of("reason", "本人申请"));
        assertThat(tooEarly.status()).isEqualTo(422);
        assertThat(tooEarly.problem()).isEqualTo("still-serving");
        Experiencer resigned = experiencers.resign(somebody.id(), "本人申请辞任", asked.version(), Persona.SHENYANG_OFFICE.caller());
        String certificate = resigned.certificate();
        Answer erased = office().at(resigned.version()).post(somebody.path() + "/erasure", Map.of("reason", "本人申请"));
        assertThat(erased.status()).as(erased.toString()).isEqualTo(200);

        Document raw = mongo.getCollection("experiencer").find(new Document("_id", somebody.id())).first();
        assertThat(raw).doesNotContainKeys("name", "nameIndex", "phone", "phoneIndex", "identity", "identityIndex", "address", "owner", "asked", "correctionRequest");
        assertThat(raw.toJson()).doesNotContain(somebody.account());
        Answer view = office().get(somebody.path());
        assertThat(view.status()).as(view.toString()).isEqualTo(200);
        assertThat(view.at("/category")).isEqualTo("ENTERPRISE_REPRESENTATIVE");
        assertThat(view.at("/certificate")).isEqualTo(certificate);
        assertThat(view.at("/name")).isEmpty();
        Experiencer record = store.find(Experiencer.class, somebody.id()).orElseThrow();
        assertThat(record.historyIntact()).isTrue();
        assertThat(record.tenures()).isNotEmpty();
        assertThat(somebody.http().get(ME).status()).isEqualTo(404);
        assertThat(office().post(somebody.path() + "/reveal", Map.of("reason", "还想看看")).problem()).isEqualTo("already-erased");
        assertThat(office().at(erased.version()).post(somebody.path() + "/erasure", Map.of("reason", "再删一次")).problem()).isEqualTo("already-erased");
        Map<String, Object> comeback = aPerson();
        comeback.put("手机号码*", somebody.phone());
        takenIn(office(), "210100", List.of(comeback));
    }

    @Test
    void isLetGoOfWhereverElseItIsKept() {
        Map<String, Object> person = anAppointedPerson();
        Answer invited = http.as(Persona.DALIAN_OFFICE).post("/api/v1/recruitment/invitations", Map.of("unit", "210200", "name", "赵小满", "phone", person.get("手机号码*"),
                "category", "EXPERT", "field", "法律"));
        assertThat(invited.status()).as(invited.toString()).isEqualTo(201);
        Somebody somebody = somebody(person);
        Answer published = somebody.http().post("/api/v1/publicity", Map.of("piece", Map.of("medium", "NEWSPAPER", "outlet", "辽宁日报", "title", "体验一日", "on", LocalDate.now(ZoneId.of("Asia/Shanghai")).toString())));
        assertThat(published.status()).as(published.toString()).isEqualTo(201);
        Answer thanked = office().post("/api/v1/contributions/commendations",
                Map.of("experiencerId", somebody.id(), "kind", "PRAISE", "title", "表扬", "reason", "建议被采纳", "on", LocalDate.now(ZoneId.of("Asia/Shanghai")).toString()));
        Experiencer resigned = experiencers.resign(somebody.id(), "工作调动", office().get(somebody.path()).version(), Persona.SHENYANG_OFFICE.caller());

        Answer erased = office().at(resigned.version()).post(somebody.path() + "/erasure", Map.of("reason", "本人申请"));

        assertThat(erased.status()).as(erased.toString()).isEqualTo(200);
        assertThat(thanked.status()).as(thanked.toString()).isEqualTo(201);
        Document piece = mongo.getCollection("publicity").find(new Document("_id", published.at("/id"))).first();
        assertThat(piece).containsEntry("experiencerId", somebody.id()).doesNotContainKey("owner");
        assertThat(mongo.getCollection("commendation").find(new Document("_id", thanked.at("/id"))).first()).doesNotContainKey("owner");
        assertThat(http.as(Persona.DALIAN_OFFICE).get("/api/v1/recruitment/invitations/" + invited.at("/id")).status()).isEqualTo(404);
        assertThat(somebody.http().get("/api/v1/publicity").json().path("items").size()).isZero();
    }

    @Test
    void isErasedOnceItHasBeenKeptForAsLongAsThePolicyLetsIt() {
        Somebody applicant = somebody(aPerson());
        Answer record = office().get(applicant.path());
        assertThat(office().at(record.version()).post(applicant.path() + "/rejection", Map.of("reason", "名额已满")).status()).isEqualTo(200);
        Somebody experiencer = anExperiencer();
        experiencers.resign(experiencer.id(), "工作调动", office().get(experiencer.path()).version(), Persona.SHENYANG_OFFICE.caller());
        Somebody serving = anExperiencer();
        Instant now = Instant.now();
        ended(applicant, now.minus(Duration.ofDays(179)));
        ended(experiencer, now.minus(Duration.ofDays(1094)));
        privacy.eraseWhoseTimeIsUp(now);
        assertThat(isErased(applicant)).isFalse();
        assertThat(isErased(experiencer)).isFalse();
        ended(applicant, now.minus(Duration.ofDays(181)));
        ended(experiencer, now.minus(Duration.ofDays(1096)));
        assertThat(privacy.eraseWhoseTimeIsUp(now)).isGreaterThanOrEqualTo(2);
        assertThat(isErased(applicant)).isTrue();
        assertThat(isErased(experiencer)).isTrue();
        assertThat(isErased(serving)).isFalse();
        assertThat(store.find(Experiencer.class, applicant.id()).orElseThrow().historyIntact()).isTrue();
    }

    private void ended(Somebody somebody, Instant at) {
        mongo.getCollection("experiencer").updateOne(new Document("_id", somebody.id()), new Document("$set", new Document("endedAt", Date.from(at))));
    }

    private boolean isErased(Somebody somebody) {
        return store.find(Experiencer.class, somebody.id()).orElseThrow().erasedAt() != null;
    }

    private record Somebody(String id, String path, String phone, String account, Http http) {
    }

    private Somebody anExperiencer() {
        return somebody(anAppointedPerson());
    }

    private Somebody somebody(Map<String, Object> person) {
        String account = "citizen-" + SomeCodes.phone();
        person.put("登录账号", account);
        String imported = takenIn(office(), "210100", List.of(person)).at("/id");
        String id = office().get(SomeRosters.IMPORTS + "/" + imported + "/rows/2").at("/experiencerId");
        return new Somebody(id, EXPERIENCERS + id, person.get("手机号码*").toString(), account,
                http.withToken(Tokens.of(Persona.EXPERIENCER, claims -> claims.subject(account))));
    }

    private Http office() {
        return http.as(Persona.SHENYANG_OFFICE);
    }
}
