package cn.tiyan.reporting.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.serviceitem.ServiceItemChanged;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.ServiceTheme;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.reporting.Told;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** No other test walks anything in 1979, and none provides items in this department. */
@PlatformTest
class CoverageIT {

    private static final String PATH = "/api/v1/figures/coverage";
    private static final String DEPARTMENT = "210200-HRSS";
    private static final LocalDate MARCH = LocalDate.parse("1979-03-05");
    private static final LocalDate MAY = LocalDate.parse("1979-05-06");

    @Autowired
    private EventPublisher publisher;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private Http http;

    @Test
    void isTheShareOfItemsRolesAndDimensionsThatWereWalked() {
        var told = new Told(publisher, kafka);
        for (int i = 1; i <= 4; i++) {
            item(told, "itm_cov" + i, "COV." + i, true);
        }
        item(told, "itm_cov5", "COV.5", true);
        item(told, "itm_cov5", "COV.5", false);
        item(told, "itm_cov6", "COV.1", true);
        told.walkthrough(DEPARTMENT, MARCH, "COV.1", WalkthroughRole.APPLICANT, Dimension.SPEED, Dimension.COST);
        told.walkthrough(DEPARTMENT, MARCH, "COV.1", WalkthroughRole.APPLICANT, Dimension.SPEED);
        told.walkthrough(DEPARTMENT, MAY, "COV.1", WalkthroughRole.SUPERVISOR, Dimension.SPEED);
        told.walkthrough(DEPARTMENT, MAY, "COV.2", WalkthroughRole.APPLICANT);
        told.walkthrough(DEPARTMENT, MAY, "COV.5", WalkthroughRole.APPLICANT, Dimension.SPEED);
        told.settle();

        JsonNode year = http.as(Persona.DALIAN_DEPARTMENT).get(PATH + "?period=1979").json();
        assertThat(year.at("/items/of").asLong()).as("withdrawn, or provided twice").isEqualTo(4);
        assertThat(year.at("/items/walked").asLong()).isEqualTo(2);
        assertThat(year.at("/items/rate").asDouble()).isEqualTo(0.5);
        assertThat(year.path("unlisted").asLong()).as("withdrawn, but walked").isEqualTo(1);
        assertThat(year.path("roles").valueStream().map(role -> role.path("name").asString() + " " + role.at("/items/walked").asLong() + " " + role.at("/dimensions/SPEED/walked").asLong()))
                .containsExactly("亲自办 2 1", "陪同办 0 0", "跨域办 0 0", "督导办 1 1", "跟踪办 0 0");
        assertThat(year.at("/dimensions/SPEED/walked").asLong()).as("one item, in two roles").isEqualTo(1);
        assertThat(year.at("/dimensions/COST/walked").asLong()).isEqualTo(1);
        assertThat(year.at("/dimensions/QUALITY/walked").asLong()).isZero();
        assertThat(year.at("/combined/walked").asLong()).isEqualTo(3);
        assertThat(year.at("/combined/of").asLong()).isEqualTo(4 * 5 * 5);
        assertThat(year.has("asOf")).isTrue();

        JsonNode march = http.as(Persona.DALIAN_DEPARTMENT).get(PATH + "?period=1979-03").json();
        assertThat(march.at("/items/walked").asLong()).isEqualTo(1);
        JsonNode province = http.as(Persona.PROVINCE_LEADER).get(PATH + "?period=1979").json();
        assertThat(province.at("/items/of").asLong()).as("all that anybody provides").isGreaterThanOrEqualTo(4);
        assertThat(province.at("/items/walked").asLong()).isEqualTo(2);
        JsonNode elsewhere = http.as(Persona.SHENYANG_OFFICE).get(PATH + "?period=1979").json();
        assertThat(elsewhere.at("/items/walked").asLong()).as("another city").isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1979-Q1", "1979-3", "x"})
    void nameWhatIsWrong(String period) {
        var answer = http.as(Persona.PROVINCE_LEADER).get(PATH + "?period=" + period);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("period");
    }

    @Test
    void isShownOfNoOtherCity() {
        assertThat(http.as(Persona.DALIAN_OFFICE).get(PATH + "?unit=210100").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(value = Persona.class, names = {"EXPERIENCER", "OPERATOR", "ADMIN"})
    void isForOfficials(Persona persona) {
        assertThat(http.as(persona).get(PATH).status()).isEqualTo(403);
    }

    private static void item(Told told, String item, String code, boolean active) {
        told.tell(item, Instant.now(), new ServiceItemChanged(item, DEPARTMENT, code, "事项 " + code, 1, MARCH, active, false, false, false, ServiceTheme.OTHER));
    }
}
