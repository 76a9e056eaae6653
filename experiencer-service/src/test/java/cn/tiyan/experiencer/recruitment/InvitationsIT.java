package cn.tiyan.experiencer.recruitment;

import static cn.tiyan.experiencer.recruitment.SomeCampaigns.RECRUITMENT;
import static cn.tiyan.experiencer.recruitment.SomeCampaigns.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.experiencer.SomeCodes;
import cn.tiyan.experiencer.SomePeople;
import cn.tiyan.platform.aggregate.Timers;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** An office invites; the invited person answers by a one-time link. */
@PlatformTest
class InvitationsIT {

    private static final String INVITATIONS = RECRUITMENT + "/invitations";

    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private Timers timers;

    @Test
    void isAcceptedByItsLinkOnce() {
        Map<String, Object> wanted = invitation();
        Answer invited = invite(wanted);
        assertThat(invited.status()).as(invited.toString()).isEqualTo(201);
        assertThat(invited.at("/token")).matches("[\\w-]{43}");
        assertThat(invited.json().path("sent").asBoolean()).as("there is no SMS service").isFalse();
        assertThat(invited.at("/phone")).contains("****");
        assertThat(invited.header("Cache-Control")).isEqualTo("no-store");
        assertThat(office().get(path(invited)).json().has("token")).as("shown once").isFalse();

        Answer page = http.post(INVITATIONS + "/open", Map.of("token", invited.at("/token")));
        assertThat(page.at("/unitName")).as(page.toString()).isEqualTo("沈阳市");
        assertThat(page.at("/categoryName")).isEqualTo("专家学者");
        assertThat(page.text()).doesNotContain(wanted.get("phone").toString(), "孙");

        Answer accepted = accept(invited, SomePeople.aged(61));
        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(201);
        Answer status = http.post(RECRUITMENT + "/applications/status", Map.of("number", accepted.at("/number"), "code", accepted.at("/code")));
        assertThat(status.at("/status")).isEqualTo("APPLIED");
        Answer invitation = office().get(path(invited));
        assertThat(invitation.at("/status")).isEqualTo("ACCEPTED");
        Answer record = office().get("/api/v1/experiencers/" + invitation.at("/experiencerId"));
        assertThat(record.at("/recruitment")).isEqualTo("TARGETED_INVITATION");
        assertThat(record.at("/ageBand")).isEqualTo("FROM_60");

        assertThat(accept(invited, SomePeople.aged(61)).problem()).isEqualTo("link-used");
        assertThat(http.post(INVITATIONS + "/open", Map.of("token", invited.at("/token"))).problem()).isEqualTo("link-used");
        assertThat(http.post(INVITATIONS + "/decline", Map.of("token", invited.at("/token"))).problem()).isEqualTo("link-used");
        Document raw = mongo.getCollection("recruitment_invitation").find(new Document("_id", invited.at("/id"))).first();
        assertThat(raw.toJson()).doesNotContain(invited.at("/token"), wanted.get("phone").toString(), "孙");
    }

    @Test
    void isOneRecordWhenAcceptedTwiceAtOnce() {
        for (int round = 0; round < 6; round++) {
            Answer invited = invite(invitation());
            String mine = SomePeople.aged(40);
            String other = round % 2 == 0 ? mine : SomePeople.aged(41);
            List<CompletableFuture<Answer>> answers = Stream.of(mine, other).map(identity -> CompletableFuture.supplyAsync(() -> accept(invited, identity))).toList();
            List<Integer> statuses = answers.stream().map(answer -> answer.join().status()).sorted().toList();
            assertThat(statuses).isIn(List.of(201, 422), List.of(200, 201));
            answers.stream().map(CompletableFuture::join).filter(answer -> answer.status() == 422)
                    .forEach(answer -> assertThat(answer.problem()).isEqualTo("link-used"));
            if (statuses.contains(200)) {
                assertThat(answers.getFirst().join().json()).as("the same number and code").isEqualTo(answers.getLast().join().json());
            }
            String phone = mongo.getCollection("recruitment_invitation").find(new Document("_id", invited.at("/id"))).first().getString("phoneIndex");
            assertThat(mongo.getCollection("experiencer").countDocuments(new Document("phoneIndex", phone))).isEqualTo(1);
            assertThat(office().get(path(invited)).at("/status")).isEqualTo("ACCEPTED");
        }
    }

    @Test
    void isDeclinedAndInvitedAgain() {
        Answer invited = invite(invitation());
        assertThat(http.post(INVITATIONS + "/decline", Map.of("token", invited.at("/token"), "reason", "工作太忙，电话 13912345678")).status()).isEqualTo(204);
        Answer declined = office().get(path(invited));
        assertThat(declined.at("/status")).isEqualTo("DECLINED");
        assertThat(declined.at("/reason")).isEqualTo("工作太忙，电话 139****5678");
        Answer renewed = office().at(declined.version()).post(path(invited) + "/renewal", Map.of("days", 30));
        assertThat(renewed.status()).as(renewed.toString()).isEqualTo(200);
        assertThat(http.post(INVITATIONS + "/open", Map.of("token", invited.at("/token"))).status()).as("the old link").isEqualTo(404);
        assertThat(accept(renewed, SomePeople.aged(50)).status()).isEqualTo(201);
    }

    @Test
    void expiresAndIsRenewed() {
        Answer invited = invite(invitation());
        mongo.getCollection("recruitment_invitation").updateOne(new Document("_id", invited.at("/id")),
                new Document("$set", new Document("expiresAt", Date.from(Instant.now().minusSeconds(1)))));
        assertThat(accept(invited, SomePeople.aged(50)).problem()).as("also before the timer comes").isEqualTo("link-expired");
        timers.strike(TODAY.plusDays(15).atStartOfDay().toInstant(ZoneOffset.ofHours(8)));
        Answer expired = office().get(path(invited));
        assertThat(expired.at("/status")).isEqualTo("EXPIRED");
        assertThat(accept(invited, SomePeople.aged(50)).problem()).isEqualTo("link-expired");
        Answer renewed = office().at(expired.version()).post(path(invited) + "/renewal", Map.of());
        assertThat(accept(renewed, SomePeople.aged(50)).status()).isEqualTo(201);
        assertThat(office().at(office().get(path(invited)).version()).post(path(invited) + "/renewal", Map.of()).problem()).isEqualTo("illegal-transition");
    }

    @Test
    void isRevoked() {
        Answer invited = invite(invitation());
        assertThat(office().post(path(invited) + "/revocation", Map.of("reason", "邀错人")).status()).isEqualTo(428);
        assertThat(http.as(Persona.DALIAN_OFFICE).at(1).post(path(invited) + "/revocation", Map.of("reason", "邀错人")).status()).isEqualTo(404);
        assertThat(office().at(1).post(path(invited) + "/revocation", Map.of("reason", "邀错人")).at("/status")).isEqualTo("REVOKED");
        long before = mongo.getCollection("experiencer").countDocuments();
        assertThat(accept(invited, SomePeople.aged(50)).problem()).isEqualTo("link-revoked");
        assertThat(mongo.getCollection("experiencer").countDocuments()).isEqualTo(before);
    }

    @Test
    void refusesForgedLinksAndWhoMayNotApply() {
        assertThat(http.post(INVITATIONS + "/open", Map.of("token", "A".repeat(43))).status()).isEqualTo(404);
        assertThat(http.post(INVITATIONS + "/open", Map.of("token", "A".repeat(65))).status()).isEqualTo(400);
        assertThat(http.post(INVITATIONS + "/open", Map.of()).fields()).containsExactly("token");
        Answer invited = invite(invitation());
        assertThat(accept(invited, SomePeople.aged(17)).problem()).isEqualTo("under-age");
        assertThat(accept(invited, "210102199001011234").fields()).containsExactly("identityNumber");
        Map<String, Object> body = acceptance(invited, SomePeople.aged(30));
        body.put("consent", false);
        assertThat(http.post(INVITATIONS + "/accept", body).fields()).containsExactly("consent");
        body.put("consent", true);
        body.put("privacyNotice", "2020");
        assertThat(http.post(INVITATIONS + "/accept", body).problem()).isEqualTo("privacy-notice-outdated");
        assertThat(accept(invited, SomePeople.aged(30)).status()).as("the link is still good").isEqualTo(201);
    }

    @Test
    void refusesToInviteWhoStandsAlreadyOrIsInvited() {
        Map<String, Object> wanted = invitation();
        Answer invited = invite(wanted);
        assertThat(invite(wanted).problem()).isEqualTo("already-invited");
        accept(invited, SomePeople.aged(33));
        assertThat(invite(wanted).problem()).isEqualTo("already-recruited");
    }

    @Test
    void isOneInvitationForARepeatedRequestAndItsTokenShownOnce() {
        Map<String, Object> wanted = invitation();
        Http keyed = office().with("Idempotency-Key", "invite-" + System.nanoTime());
        Answer first = keyed.post(INVITATIONS, wanted);
        Answer again = keyed.post(INVITATIONS, wanted);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        assertThat(again.json().has("token")).isFalse();
        assertThat(keyed.post(INVITATIONS, invitation()).problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void isForOfficesWithinTheirPartOfTheTree() {
        for (Persona persona : List.of(Persona.SHENYANG_WALKER, Persona.EXPERIENCER, Persona.PROVINCE_LEADER, Persona.ADMIN)) {
            assertThat(http.as(persona).post(INVITATIONS, invitation()).status()).as(persona.name()).isEqualTo(403);
            assertThat(http.as(persona).get(INVITATIONS).status()).as(persona.name()).isEqualTo(403);
        }
        Map<String, Object> elsewhere = invitation();
        elsewhere.put("unit", "210200");
        assertThat(invite(elsewhere).status()).isEqualTo(403);
        elsewhere.put("unit", "210100");
        elsewhere.put("campaign", SomeCampaigns.anOpenOne(http));
        Answer invited = invite(elsewhere);
        assertThat(invited.status()).as(invited.toString()).isEqualTo(201);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path(invited)).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(INVITATIONS + "?limit=200").text()).doesNotContain(invited.at("/id"));
        assertThat(office().get(INVITATIONS + "?campaign=" + elsewhere.get("campaign")).json().path("items")).hasSize(1);
        assertThat(office().get(INVITATIONS + "?status=OPEN&limit=200").text()).contains(invited.at("/id"));
        elsewhere.put("unit", "210100");
        elsewhere.put("phone", SomeCodes.phone());
        elsewhere.put("campaign", "cmp_0000000000000000000000000");
        assertThat(invite(elsewhere).status()).isIn(400, 422);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "absent", value = {"name,absent", "phone,1", "category,KING", "field,absent", "days,0", "days,31", "surplus,1"})
    void refusesWhatCannotBeUnderstood(String field, @Nullable String value) {
        Map<String, Object> wanted = invitation();
        if (value == null) {
            wanted.remove(field);
        } else {
            wanted.put(field, field.equals("days") ? (Object) Integer.valueOf(value) : value);
        }
        long before = mongo.getCollection("recruitment_invitation").countDocuments();
        Answer answer = invite(wanted);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.fields()).containsOnly(field);
        assertThat(mongo.getCollection("recruitment_invitation").countDocuments()).isEqualTo(before);
    }

    private Answer accept(Answer invited, String identity) {
        return http.post(INVITATIONS + "/accept", acceptance(invited, identity));
    }

    private static Map<String, Object> acceptance(Answer invited, String identity) {
        return new HashMap<>(Map.of("token", invited.at("/token"), "identityNumber", identity, "consent", true, "privacyNotice", "2026-1"));
    }

    private Answer invite(Map<String, Object> wanted) {
        return office().post(INVITATIONS, wanted);
    }

    private Http office() {
        return http.as(Persona.SHENYANG_OFFICE);
    }

    private static String path(Answer invited) {
        return INVITATIONS + "/" + invited.at("/id");
    }

    private static Map<String, Object> invitation() {
        return new HashMap<>(Map.of("name", "孙教授", "phone", SomeCodes.phone(), "category", "EXPERT", "field", "公共管理"));
    }
}
