package cn.tiyan.reporting.topic;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.serviceitem.ServiceItemChanged;
import cn.tiyan.contracts.vocabulary.ServiceTheme;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** No other test has anything in 1978. */
@PlatformTest
class TopicsIT {

    private static final String PATH = "/api/v1/figures/topics";
    private static final LocalDate DAY = LocalDate.parse("1978-03-05");

    @Autowired
    private EventPublisher publisher;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private Http http;

    @Test
    void addUpTheItemsOfEachThemeAndTheRestUnderOther() {
        var told = new Told(publisher, kafka);
        item(told, "TOPIC-JOB", "失业登记", ServiceTheme.EMPLOYMENT);
        item(told, "TOPIC-JOB2", "就业登记", ServiceTheme.EMPLOYMENT);
        item(told, "TOPIC-BUS", "公交卡", ServiceTheme.TRAVEL);
        for (int i = 0; i < 3; i++) {
            told.issue("210100", DAY, "TOPIC-JOB");
        }
        told.issue("210200", DAY, "TOPIC-JOB2");
        told.issue("210100", DAY, "TOPIC-BUS");
        told.issue("210100", DAY, "TOPIC-UNKNOWN");
        told.issue("210100", DAY, null);
        told.feedback("210100", DAY, "TOPIC-BUS", 1);
        told.settle();
        JsonNode province = http.as(Persona.PROVINCE_LEADER).get(PATH + "?period=1978-03").json();
        assertThat(province.path("heat").asLong()).isEqualTo(6);
        assertThat(province.has("asOf")).isTrue();
        assertThat(province.path("topics").valueStream().map(topic -> topic.path("name").asString() + " " + topic.path("heat").asLong() + " " + topic.path("items").asInt()))
                .containsExactly("就业创业 4 2", "出行服务 1 1", "其他 1 1");
        assertThat(province.at("/topics/0/hottest/0/name").asString()).isEqualTo("失业登记");
        assertThat(province.at("/topics/0/share").asDouble()).isCloseTo(4 / 6.0, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(province.at("/topics/2/hottest/0").has("name")).isFalse();
        JsonNode city = http.as(Persona.SHENYANG_OFFICE).get(PATH + "?period=1978").json();
        assertThat(city.at("/topics/0/heat").asLong()).as("its own part").isEqualTo(3);
        assertThat(http.as(Persona.PROVINCE_LEADER).get(PATH + "?period=1978&of=FEEDBACK").at("/topics/0/theme")).isEqualTo("TRAVEL");
        assertThat(http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/hot-items?period=1978-03").at("/0/name")).as("hot items have names").isEqualTo("失业登记");
        assertThat(http.as(Persona.PROVINCE_LEADER).get(PATH + "?period=1979").json().path("topics")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"period=1978-Q1, period", "period=1978-3, period", "of=EXPERIENCER, of", "of=NONE, of"})
    void nameWhatIsWrong(String query, String field) {
        var answer = http.as(Persona.PROVINCE_LEADER).get(PATH + "?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
    }

    @Test
    void showACityItsOwnOnly() {
        assertThat(http.as(Persona.DALIAN_OFFICE).get(PATH + "?unit=210100").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(value = Persona.class, names = {"EXPERIENCER", "OPERATOR", "ADMIN"})
    void areForOfficials(Persona persona) {
        assertThat(http.as(persona).get(PATH).status()).isEqualTo(403);
    }

    private static void item(Told told, String code, String name, ServiceTheme theme) {
        told.tell("itm_" + code, Instant.now(), new ServiceItemChanged("itm_" + code, "210100", code, name, 1, DAY, true, false, false, false, theme));
    }
}
