package cn.tiyan.experiencer.experiencer;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.experiencer.SomeCodes;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Timers;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import cn.tiyan.testkit.http.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** The life of a record over HTTP: notice, objections, suspension, resignation, dismissal, expiry, renewal. */
@PlatformTest
class ExperiencerLifeIT {

    private static final String EXPERIENCERS = "/api/v1/experiencers";
    private static final LocalDate TODAY = SomeExperiencers.TODAY;

    @Autowired
    private Http http;
    @Autowired
    private AggregateStore store;
    @Autowired
    private Timers timers;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private ConfigurableEnvironment environment;
    @Autowired
    private ApplicationEventPublisher events;

    @Test
    void waitsForTheEndOfAPublicNotice() {
        Answer recommended = recommend(null);
        Answer approved = withNoticeOf(5, () -> post(recommended, "/approval", Map.of("opinion", "符合条件，来电 13912345678")));
        assertThat(approved.status()).as(approved.toString()).isEqualTo(200);
        assertThat(approved.at("/opinion")).isEqualTo("符合条件，来电 139****5678");
        assertThat(approved.at("/noticeTo")).isEqualTo(TODAY.plusDays(5).toString());
        assertThat(post(approved, "/appointment", term(TODAY, TODAY.plusYears(1))).problem()).isEqualTo("notice-running");

        Answer objected = post(approved, "/objections", Map.of("from", "PERSON", "text", "不在本地居住"));
        assertThat(objected.at("/objections/0/text")).isEqualTo("不在本地居住");
        assertThat(http.as(Persona.PROVINCE_LEADER).get(path(objected)).json().path("objections")).isEmpty();
        assertThat(post(objected, "/objections/2/decision", Map.of("upheld", true, "reason", "属实")).status()).isEqualTo(404);
        Answer decided = post(objected, "/objections/1/decision", Map.of("upheld", true, "reason", "属实"));
        assertThat(decided.json().at("/objections/0/decision/upheld").asBoolean()).isTrue();
        assertThat(post(decided, "/objections/1/decision", Map.of("upheld", false, "reason", "改判")).problem()).isEqualTo("objection-decided");
        assertThat(post(decided, "/rejection", Map.of("reason", "异议成立")).at("/status")).isEqualTo("REJECTED");
    }

    @Test
    void isSuspendedResumedAndDismissedAndTellsOthers() {
        Answer appointed = appointed(null);
        Answer suspended = post(appointed, "/suspension", Map.of("reason", "出国半年"));
        assertThat(suspended.at("/status")).isEqualTo("SUSPENDED");
        assertThat(availability(appointed)).isFalse();
        Answer resumed = post(suspended, "/resumption", Map.of("reason", "已回国"));
        assertThat(availability(appointed)).isTrue();
        Answer dismissed = post(resumed, "/dismissal", Map.of("cause", "INACTIVE", "reason", "一年未参加活动"));
        assertThat(dismissed.at("/dismissalCause")).isEqualTo("INACTIVE");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(path(appointed)).at("/reason")).isEqualTo("一年未参加活动");
        assertThat(http.withToken(Tokens.of(Persona.SHENYANG_WALKER, claims -> claims.claim("unit", "210100"))).get(path(appointed)).json().propertyNames())
                .as("no walker's business").contains("status").doesNotContain("reason", "dismissalCause", "opinion");
        assertThat(availability(appointed)).isFalse();
        var told = kafka.await("experiencer.events", appointed.at("/id"), 6);
        assertThat(new String(told.getLast().value(), StandardCharsets.UTF_8)).contains("DISMISSED").doesNotContain("一年");
        assertThat(post(dismissed, "/resumption", Map.of("reason", "误判")).problem()).isEqualTo("illegal-transition");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(path(appointed) + "/history").json()).hasSize(6);
        assertThat(http.as(Persona.SHENYANG_WALKER).get(path(appointed) + "/history").status()).isEqualTo(403);
    }

    @Test
    void resignsByThePersonAlone() {
        String account = "citizen-" + SomeCodes.phone();
        Answer appointed = appointed(account);
        Http herself = http.withToken(Tokens.of(Persona.EXPERIENCER, claims -> claims.subject(account)));
        Http another = http.withToken(Tokens.of(Persona.EXPERIENCER, claims -> claims.subject("citizen-other")));
        assertThat(another.at(appointed.version()).post(path(appointed) + "/resignation", Map.of("reason", "代办")).status()).isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_WALKER).at(appointed.version()).post(path(appointed) + "/resignation", Map.of("reason", "代办")).status()).isEqualTo(403);
        assertThat(herself.at(appointed.version()).post(path(appointed) + "/suspension", Map.of("reason", "休息")).status()).isEqualTo(403);
        Answer resigned = herself.at(appointed.version()).post(path(appointed) + "/resignation", Map.of("reason", "工作调动 👋"));
        assertThat(resigned.at("/status")).isEqualTo("RESIGNED");
        assertThat(resigned.at("/reason")).isEqualTo("工作调动 👋");
    }

    @Test
    void expiresByTimeAndIsRenewedUnlessRecruitedAnew() {
        Map<String, Object> application = application();
        Answer recommended = http.as(Persona.SHENYANG_OFFICE).post(EXPERIENCERS, application);
        Answer appointed = post(post(recommended, "/approval", Map.of("opinion", "同意")), "/appointment", term(TODAY, TODAY.plusDays(1)));
        timers.strike(TODAY.plusDays(2).atStartOfDay().toInstant(ZoneOffset.ofHours(8)));
        Answer expired = http.as(Persona.SHENYANG_OFFICE).get(path(appointed));
        assertThat(expired.at("/status")).isEqualTo("EXPIRED");

        Answer anew = http.as(Persona.SHENYANG_OFFICE).post(EXPERIENCERS, application);
        assertThat(anew.status()).isEqualTo(201);
        Map<String, String> next = term(TODAY.plusDays(2), TODAY.plusYears(1));
        assertThat(post(expired, "/renewal", next).problem()).isEqualTo("already-recruited");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(path(expired)).at("/status")).isEqualTo("EXPIRED");
        post(anew, "/rejection", Map.of("reason", "应办理续聘"));
        Answer renewed = post(expired, "/renewal", next);
        assertThat(renewed.status()).as(renewed.toString()).isEqualTo(200);
        assertThat(renewed.at("/certificate")).isEqualTo(appointed.at("/certificate"));
        assertThat(renewed.json().path("terms")).hasSize(2);
        assertThat(post(renewed, "/renewal", term(TODAY.plusYears(1).plusDays(1), TODAY.plusYears(2))).problem()).isEqualTo("renewal-too-early");
    }

    @Test
    void decidesOnceWhenTwoDecideAtOnce() {
        for (int round = 0; round < 5; round++) {
            Answer recommended = recommend(null);
            var answers = List.of("/approval", "/rejection").stream().map(verb -> CompletableFuture.supplyAsync(() ->
                    post(recommended, verb, verb.equals("/approval") ? Map.of("opinion", "同意") : Map.of("reason", "不符")))).toList();
            assertThat(answers.stream().map(answer -> answer.join().status()).sorted().toList()).containsExactly(200, 409);
        }
    }

    @ParameterizedTest
    @CsvSource({"approval,opinion", "rejection,reason", "suspension,reason", "resumption,reason", "resignation,reason", "dismissal,cause", "dismissal,reason",
        "renewal,termFrom", "renewal,termTo", "objections,from", "objections,text"})
    void refusesADecisionWithoutItsWordsAndStoresNothing(String verb, String missing) {
        Map<String, Object> body = new HashMap<>(switch (verb) {
            case "approval" -> Map.of("opinion", "同意");
            case "dismissal" -> Map.of("cause", "OTHER", "reason", "不符");
            case "renewal" -> Map.of("termFrom", "2027-01-01", "termTo", "2027-12-31");
            case "objections" -> Map.of("from", "PERSON", "text", "不符");
            default -> Map.of("reason", "不符");
        });
        body.remove(missing);
        Answer recommended = recommend(null);
        Answer answer = post(recommended, "/" + verb, body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(missing);
        body.put(missing, "cause".equals(missing) || "from".equals(missing) ? "NO_SUCH" : missing.startsWith("term") ? "2027-02-30" : "a\u0007b");
        assertThat(post(recommended, "/" + verb, body).status()).isEqualTo(400);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(path(recommended)).version()).isEqualTo(1);
    }

    @Test
    void wantsAnotherUnitToKnowNothing() {
        Answer recommended = recommend(null);
        for (String verb : List.of("/approval", "/rejection", "/withdrawal")) {
            Map<String, String> body = verb.equals("/approval") ? Map.of("opinion", "同意") : Map.of("reason", "不符");
            assertThat(http.as(Persona.DALIAN_OFFICE).at(1).post(path(recommended) + verb, body).status()).as(verb).isEqualTo(404);
            assertThat(http.at(1).post(path(recommended) + verb, body).status()).as(verb).isEqualTo(401);
            assertThat(http.as(Persona.SHENYANG_OFFICE).post(path(recommended) + verb, body).status()).as(verb).isEqualTo(428);
            assertThat(http.as(Persona.SHENYANG_OFFICE).at(9).post(path(recommended) + verb, body).status()).as(verb).isEqualTo(409);
        }
        assertThat(store.find(Experiencer.class, recommended.at("/id")).orElseThrow().version()).isEqualTo(1);
    }

    private Answer withNoticeOf(int days, Supplier<Answer> action) {
        String key = "tiyan.experiencer.policy.notice-days";
        environment.getPropertySources().addFirst(new MapPropertySource("a notice", Map.of(key, days)));
        events.publishEvent(new EnvironmentChangeEvent(Set.of(key)));
        try {
            return action.get();
        } finally {
            environment.getPropertySources().remove("a notice");
            events.publishEvent(new EnvironmentChangeEvent(Set.of(key)));
        }
    }

    private boolean availability(Answer experiencer) {
        return http.as(Persona.SHENYANG_WALKER).get(path(experiencer) + "/availability?date=" + TODAY).json().path("eligible").asBoolean();
    }

    private Answer recommend(@Nullable String account) {
        Map<String, Object> application = application();
        if (account != null) {
            application.put("account", account);
        }
        Answer answer = http.as(Persona.SHENYANG_OFFICE).post(EXPERIENCERS, application);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer;
    }

    private Answer appointed(@Nullable String account) {
        Answer appointed = post(post(recommend(account), "/approval", Map.of("opinion", "同意")), "/appointment", term(TODAY, TODAY.plusYears(1)));
        assertThat(appointed.status()).as(appointed.toString()).isEqualTo(200);
        return appointed;
    }

    private Answer post(Answer before, String verb, Object body) {
        return http.as(Persona.SHENYANG_OFFICE).at(before.version()).post(path(before) + verb, body);
    }

    private static String path(Answer experiencer) {
        return EXPERIENCERS + "/" + experiencer.at("/id");
    }

    private static Map<String, Object> application() {
        return new HashMap<>(Map.of("unit", "210100", "name", "王小丽", "phone", SomeCodes.phone(), "category", "EXPERT",
                "ageBand", "FROM_30_TO_44", "field", "法律", "recruitment", "UNIT_RECOMMENDATION"));
    }

    private static Map<String, String> term(LocalDate from, LocalDate to) {
        return Map.of("termFrom", from.toString(), "termTo", to.toString());
    }
}
