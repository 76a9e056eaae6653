package cn.tiyan.experiencer.recruitment;

import static cn.tiyan.experiencer.recruitment.SomeCampaigns.RECRUITMENT;
import static cn.tiyan.experiencer.recruitment.SomeCampaigns.TODAY;
import static cn.tiyan.experiencer.recruitment.SomeCampaigns.quota;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.platform.aggregate.Timers;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

@PlatformTest
class CampaignsIT {

    private static final String CAMPAIGNS = RECRUITMENT + "/campaigns";

    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private Timers timers;

    @Test
    void isDraftedEditedPublishedExtendedAndClosed() {
        Answer draft = SomeCampaigns.aDraft(http, SomeCampaigns.content());
        assertThat(draft.status()).as(draft.toString()).isEqualTo(201);
        assertThat(draft.at("/status")).isEqualTo("DRAFT");
        assertThat(http.get(RECRUITMENT + "/open/" + draft.at("/id")).status()).as("a draft is nobody else's business").isEqualTo(404);

        Map<String, Object> better = SomeCampaigns.content();
        better.put("title", "公开征集 👍");
        Answer edited = office().at(draft.version()).put(path(draft), better);
        assertThat(edited.at("/title")).isEqualTo("公开征集 👍");
        Answer published = office().at(edited.version()).post(path(draft) + "/publication", Map.of());
        assertThat(published.at("/status")).isEqualTo("PUBLISHED");
        assertThat(published.json().path("actions").valueStream().map(action -> action.asString())).containsExactly("EXTEND", "CLOSE");
        assertThat(office().at(published.version()).put(path(draft), better).problem()).isEqualTo("illegal-transition");

        Answer seen = http.get(RECRUITMENT + "/open/" + draft.at("/id"));
        assertThat(seen.json().path("open").asBoolean()).isTrue();
        assertThat(seen.at("/unitName")).isEqualTo("沈阳市");
        assertThat(http.get(RECRUITMENT + "/open?limit=50").text()).contains(draft.at("/id"));

        Answer extended = office().at(published.version()).post(path(draft) + "/extension", Map.of("to", TODAY.plusDays(60).toString()));
        assertThat(extended.at("/to")).isEqualTo(TODAY.plusDays(60).toString());
        assertThat(office().at(extended.version()).post(path(draft) + "/extension", Map.of("to", TODAY.plusDays(59).toString())).problem())
                .isEqualTo("period-not-longer");
        Answer closed = office().at(extended.version()).post(path(draft) + "/closing", Map.of("reason", "名额已满"));
        assertThat(closed.at("/status")).isEqualTo("CLOSED");
        assertThat(closed.at("/closing")).isEqualTo("名额已满");
        assertThat(http.get(RECRUITMENT + "/open?limit=50").text()).doesNotContain(draft.at("/id"));
        assertThat(http.get(RECRUITMENT + "/open/" + draft.at("/id")).json().path("open").asBoolean()).isFalse();
        assertThat(http.post(SomeCampaigns.applications(draft.at("/id")), SomeCampaigns.anApplication()).problem()).isEqualTo("campaign-over");
        assertThat(office().get(path(draft) + "/history").json()).hasSize(5);
    }

    @Test
    void closesByItselfWhenItsPeriodIsOver() {
        Map<String, Object> content = SomeCampaigns.content();
        content.put("to", TODAY.toString());
        String id = SomeCampaigns.anOpenOne(http, content);
        timers.strike(TODAY.plusDays(1).atStartOfDay().toInstant(ZoneOffset.ofHours(8)));
        assertThat(office().get(CAMPAIGNS + "/" + id).at("/status")).isEqualTo("CLOSED");
    }

    @Test
    void takesNobodyBeforeItsFirstDay() {
        Map<String, Object> content = SomeCampaigns.content();
        content.put("from", TODAY.plusDays(1).toString());
        String id = SomeCampaigns.anOpenOne(http, content);
        assertThat(http.get(RECRUITMENT + "/open/" + id).json().path("open").asBoolean()).isFalse();
        assertThat(http.post(SomeCampaigns.applications(id), SomeCampaigns.anApplication()).problem()).isEqualTo("campaign-not-begun");
    }

    @ParameterizedTest
    @CsvSource({"-1,period-reversed", "400,period-too-long"})
    void refusesAPeriodThatIsNone(int days, String rule) {
        Map<String, Object> content = SomeCampaigns.content();
        content.put("to", TODAY.plusDays(days).toString());
        long before = count();
        assertThat(SomeCampaigns.aDraft(http, content).problem()).isEqualTo(rule);
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void refusesToPublishWhatIsOverAlready() {
        Map<String, Object> content = SomeCampaigns.content();
        content.put("from", TODAY.minusDays(10).toString());
        content.put("to", TODAY.minusDays(1).toString());
        Answer draft = SomeCampaigns.aDraft(http, content);
        assertThat(office().at(draft.version()).post(path(draft) + "/publication", Map.of()).problem()).isEqualTo("period-over");
    }

    @Test
    void refusesQuotasThatMeanNothing() {
        assertThat(draftWith(quota("CATEGORY", "EXPERT", 2), quota("CATEGORY", "EXPERT", 3)).problem()).isEqualTo("quota-twice");
        Answer unknown = draftWith(quota("AGE_BAND", "OLD", 2));
        assertThat(unknown.problem()).isEqualTo("quota-unknown-kind");
        assertThat(unknown.fields()).containsExactly("quotas[0].key");
        assertThat(draftWith(quota("UNIT", "210200", 2)).problem()).as("not below Shenyang").isEqualTo("unknown-reference");
        assertThat(draftWith(quota("UNIT", "219999", 2)).problem()).isEqualTo("unknown-reference");
        assertThat(draftWith(quota("UNIT", "210102", 2)).status()).isEqualTo(201);
        assertThat(draftWith(quota("CATEGORY", "EXPERT", 0)).fields()).containsExactly("content.quotas[0].seats");
        assertThat(draftWith(quota("PLANET", "MARS", 1)).fields()).containsExactly("content.quotas[0].dimension");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "absent", value = {"title,absent", "title,'a\nb'", "text,''", "sought,absent", "from,absent", "from,昨天", "to,2026-02-30", "to,+10000-01-01", "seats,0", "surplus,1"})
    void refusesWhatCannotBeUnderstood(String field, String value) {
        Map<String, Object> content = SomeCampaigns.content();
        if (value == null) {
            content.remove(field);
        } else {
            content.put(field, field.equals("seats") ? (Object) Integer.valueOf(value) : value);
        }
        Answer answer = SomeCampaigns.aDraft(http, content);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.fields()).hasSize(1).first().asString().endsWith(field);
    }

    @Test
    void isDraftedByAnOfficeForItsOwnPartOfTheTree() {
        Map<String, Object> body = Map.of("unit", "210100", "content", SomeCampaigns.content());
        assertThat(http.post(CAMPAIGNS, body).status()).isEqualTo(401);
        for (Persona persona : List.of(Persona.SHENYANG_WALKER, Persona.SHENYANG_DEPARTMENT, Persona.EXPERIENCER, Persona.PROVINCE_LEADER, Persona.ADMIN, Persona.DALIAN_OFFICE)) {
            assertThat(http.as(persona).post(CAMPAIGNS, body).status()).as(persona.name()).isEqualTo(403);
        }
        Answer draft = SomeCampaigns.aDraft(http, SomeCampaigns.content());
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path(draft)).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).at(1).post(path(draft) + "/publication", Map.of()).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path(draft) + "/balance").status()).isEqualTo(404);
        assertThat(http.as(Persona.PROVINCE_LEADER).get(path(draft)).status()).isEqualTo(200);
        assertThat(http.as(Persona.PROVINCE_LEADER).at(1).post(path(draft) + "/publication", Map.of()).status()).isEqualTo(403);
        assertThat(office().post(path(draft) + "/publication", Map.of()).status()).isEqualTo(428);
        assertThat(office().at(9).post(path(draft) + "/publication", Map.of()).status()).isEqualTo(409);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(CAMPAIGNS + "?limit=200").text()).doesNotContain(draft.at("/id"));
        assertThat(office().get(CAMPAIGNS + "?status=DRAFT&limit=200").text()).contains(draft.at("/id"));
        assertThat(http.get(CAMPAIGNS).status()).isEqualTo(401);
    }

    @Test
    void isOneDraftForARepeatedRequest() {
        Http keyed = office().with("Idempotency-Key", "draft-" + System.nanoTime());
        Answer first = keyed.post(CAMPAIGNS, Map.of("content", SomeCampaigns.content()));
        assertThat(keyed.post(CAMPAIGNS, Map.of("content", SomeCampaigns.content())).status()).isEqualTo(200);
        Map<String, Object> another = SomeCampaigns.content();
        another.put("title", "另一份");
        assertThat(keyed.post(CAMPAIGNS, Map.of("content", another)).problem()).isEqualTo("idempotency-key-reused");
        assertThat(mongo.getCollection("recruitment_campaign").countDocuments(new Document("_id", first.at("/id")))).isEqualTo(1);
    }

    private Answer draftWith(Object... quotas) {
        Map<String, Object> content = SomeCampaigns.content();
        content.put("quotas", List.of(quotas));
        return SomeCampaigns.aDraft(http, content);
    }

    private long count() {
        return mongo.getCollection("recruitment_campaign").countDocuments();
    }

    private Http office() {
        return http.as(Persona.SHENYANG_OFFICE);
    }

    private static String path(Answer campaign) {
        return CAMPAIGNS + "/" + campaign.at("/id");
    }
}
