package cn.tiyan.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import tools.jackson.databind.JsonNode;

/** A sender that speaks a dialect tries it out, then pushes. */
@PlatformTest
class DryRunIT {

    private static final String DRY_RUN = "/api/v1/ingest/dry-run/hotline-orders";
    private static final String ORDERS = "/api/v1/ingest/hotline-orders";
    private static final String PROFILES = "tiyan.feedback.mapping.profiles";

    @Autowired
    private Http http;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private ConfigurableEnvironment environment;
    @Autowired
    private ApplicationEventPublisher events;

    private static String aNumber() {
        return "D" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    private long arrivalsOf(String matter) {
        return kafka.read("feedback.arrivals", message -> message.key().endsWith("/" + matter)).size();
    }

    private void set(Map<String, Object> inNacos) {
        environment.getPropertySources().remove("operator");
        environment.getPropertySources().addFirst(new MapPropertySource("operator", inNacos));
        events.publishEvent(new EnvironmentChangeEvent(Set.of(PROFILES)));
    }

    @AfterEach
    void asBefore() {
        environment.getPropertySources().remove("operator");
        events.publishEvent(new EnvironmentChangeEvent(Set.of(PROFILES)));
    }

    @Test
    void showsWhatAPushWouldBecomeAndKeepsNothing() {
        String number = aNumber();
        Http.Answer shown = SigningSender.dalian(http).post(DRY_RUN, Dialect.anOrder(number).json());
        assertThat(shown.status()).as(shown.toString()).isEqualTo(200);
        JsonNode preview = shown.json();
        assertThat(preview.path("profile").asString()).isEqualTo("dalian-12345");
        assertThat(preview.path("key").asString()).isEqualTo(number);
        assertThat(preview.at("/facts/handlingMode").asString()).isEqualTo("COMPLAINT");
        assertThat(preview.at("/personal/callerPhone").asString()).isEqualTo("139****5678");
        assertThat(preview.at("/unit/code").asString()).isEqualTo("210200-HRSS");
        assertThat(preview.at("/unit/name").asString()).isEqualTo("大连市人力资源和社会保障局");
        assertThat(preview.at("/issue/rule").asString()).isEqualTo("HARD_ORDER");
        assertThat(preview.path("onlyKept").valueStream().map(JsonNode::asString)).containsExactlyInAnyOrder("DATA.ZDYX", "HEAD.XTDM", "DATA.BJSJ");
        assertThat(shown.text()).doesNotContain("13912345678", "李晓明", "人民路街道人民路1号");
        assertThat(arrivalsOf(number)).isZero();
    }

    @Test
    void refusesWhatAPushWouldBeRefusedForAndShowsHowFarItCame() {
        Http.Answer refused = SigningSender.dalian(http).post(DRY_RUN, Dialect.anOrder(aNumber()).with("CLFS", "99").with("BBH", "x").json());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.fields()).containsExactlyInAnyOrder("DATA.CLFS", "DATA.BBH");
        assertThat(refused.at("/preview/facts/title")).isEqualTo("社保参保登记被要求重复提交材料");
        assertThat(SigningSender.dalian(http).post(ORDERS, Dialect.anOrder(aNumber()).with("CLFS", "99").json()).fields()).containsExactly("DATA.CLFS");
        assertThat(SigningSender.dalian(http).post("/api/v1/ingest/dry-run/ratings", "{}").status()).isEqualTo(403);
        assertThat(SigningSender.dalian(http).post("/api/v1/ingest/dry-run/nonsense", "{}").status()).isEqualTo(404);
        assertThat(SigningSender.dalian(http).post(DRY_RUN, "[").status()).isEqualTo(400);
        assertThat(SigningSender.dalian(http).post(DRY_RUN, "{\"DATA\":{\"BT\":\"\\ud83d\"}}").fields()).containsExactly("DATA.BT");
        assertThat(http.post(DRY_RUN, "{}").problem()).isEqualTo("signature-missing");
        Http.Answer outside = SigningSender.hotline(http).post(DRY_RUN, Pushes.anOrder(aNumber()).with("responsibleUnit", "210200-HRSS").json());
        assertThat(outside.status()).isEqualTo(422);
        assertThat(outside.problem()).isEqualTo("unit-outside-sender");
    }

    @Test
    void letsAnOperatorTryForASender() {
        String path = "/api/v1/feedback/dry-run/hotline-orders?sender=hotline-dalian";
        assertThat(http.as(Persona.OPERATOR).post(path, Dialect.anOrder(aNumber()).json()).at("/unit/code")).isEqualTo("210200-HRSS");
        assertThat(http.as(Persona.OPERATOR).post("/api/v1/feedback/dry-run/hotline-orders?sender=nobody", "{}").status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).post(path, "{}").status()).isEqualTo(403);
        assertThat(http.post(path, "{}").status()).isEqualTo(401);
    }

    @Test
    void takesAPushInTheSendersOwnWords() {
        String number = aNumber();
        Http.Answer accepted = SigningSender.dalian(http).post(ORDERS, Dialect.anOrder(number).json());
        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
        assertThat(accepted.at("/key")).isEqualTo(number);
        String receipt = "/api/v1/feedback/receipts/" + accepted.at("/receiptId");
        KafkaTopics.await("the order to be processed", () -> "PROCESSED".equals(http.as(Persona.OPERATOR).get(receipt).at("/state")));
        String path = "/api/v1/feedback/" + http.as(Persona.OPERATOR).get(receipt).at("/feedbackId");
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path).at("/unit")).isEqualTo("210200-HRSS");
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path).at("/facts/handlingMode")).isEqualTo("COMPLAINT");
        assertThat(http.as(Persona.DALIAN_OFFICE).post(path + "/reveal", Map.of("field", "callerPhone", "reason", "回访核实办理结果")).at("/value")).isEqualTo("13912345678");
        assertThat(http.as(Persona.DALIAN_OFFICE).post(path + "/reveal", Map.of("field", "HEAD", "reason", "回访核实办理结果")).at("/value")).isEqualTo("{\"XTDM\":\"DL12345\"}");
    }

    @Test
    void followsTheOperatorAndKeepsTheLastGoodProfiles() {
        String prefix = PROFILES + "[0].";
        Map<String, Object> changed = new java.util.HashMap<>(Map.of(prefix + "name", "dalian-12345", prefix + "messages[0].kind", "HOTLINE_ORDER",
                prefix + "messages[0].fields[0].ours", "orderNumber", prefix + "messages[0].fields[0].theirs", "NUMBER"));
        set(changed);
        assertThat(SigningSender.dalian(http).post(DRY_RUN, "{\"NUMBER\":\"X 1\"}").fields()).contains("NUMBER").doesNotContain("DATA.GDBH");
        changed.put(prefix + "messages[0].fields[0].ours", "noSuchField");
        set(changed);
        assertThat(SigningSender.dalian(http).post(DRY_RUN, "{\"NUMBER\":\"X 1\"}").fields()).contains("NUMBER");
        changed.put(prefix + "messages[0].fields[0].ours", "orderNumber");
        changed.put(prefix + "name", "renamed");
        set(changed);
        assertThat(SigningSender.dalian(http).post(DRY_RUN, "{\"NUMBER\":\"X 1\"}").fields()).contains("NUMBER");
    }
}
