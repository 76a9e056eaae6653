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
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** No other test has anything in 1977 and 1978. */
@PlatformTest
class TopicsIT {

    private static final String PATH = "/api/v1/figures/topics";
    private static final LocalDate DAY = LocalDate.parse("1978-03-05");
    private static final LocalDate THEMED = LocalDate.parse("1977-03-05");

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

    @Test
    void haveFiguresOfTheirOwn() {
        var told = new Told(publisher, kafka);
        item(told, "THEME-BUS", "换发公交卡", ServiceTheme.TRAVEL);
        item(told, "THEME-TRAIN", "火车票", ServiceTheme.TRAVEL);
        told.issue("210100", THEMED, "THEME-BUS");
        told.issue("210100-HRSS", THEMED, "THEME-BUS");
        told.issue("210200", THEMED, "THEME-TRAIN");
        told.issue("210100", THEMED, "THEME-NOBODY-KNOWS");
        told.issue("210100", THEMED, null);
        told.feedback("210100", THEMED, "THEME-TRAIN", 1);
        told.settle();
        JsonNode province = http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/by-theme?period=1977").json();
        assertThat(province.propertyNames()).containsExactly("TRAVEL", "OTHER");
        assertThat(province.at("/TRAVEL/figures/FOUND/value").asLong()).isEqualTo(3);
        assertThat(province.at("/TRAVEL/figures/FEEDBACK/value").asLong()).as("feedback beside issues").isEqualTo(1);
        assertThat(province.at("/TRAVEL/figures/REOPENING_RATE/of").asLong()).isEqualTo(3);
        assertThat(province.at("/TRAVEL").has("asOf")).isTrue();
        assertThat(province.at("/OTHER/figures/FOUND/value").asLong()).isEqualTo(1);
        assertThat(province.at("/TRAVEL/figures").has("CLOSURE_RATE")).as("not kept of items").isFalse();
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get("/api/v1/figures/by-theme?period=1977").json().at("/TRAVEL/figures/FOUND/value").asLong()).as("its own part").isEqualTo(1);
        JsonNode one = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/figures/by-theme?period=1977-03&figures=FOUND").json();
        assertThat(one.at("/TRAVEL/figures").propertyNames()).containsExactly("FOUND");
        assertThat(one.at("/TRAVEL/figures/FOUND/value").asLong()).isEqualTo(2);

        JsonNode items = http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/by-item?period=1977&items=THEME-TRAIN,THEME-BUS,THEME-NONE").json();
        assertThat(items.valueStream().map(item -> item.path("item").asString() + " " + item.path("name").asString() + " " + item.at("/figures/FOUND/value").asLong()
                + " " + item.at("/figures/FEEDBACK/value").asLong())).containsExactly("THEME-TRAIN 火车票 1 1", "THEME-BUS 换发公交卡 2 0", "THEME-NONE  0 0");
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get("/api/v1/figures/by-item?period=1977&items=THEME-BUS").at("/0/figures/FOUND/value")).as("its own part").isEqualTo("1");
    }

    @Test
    void haveNoFiguresThatAreNotKeptOfItems() {
        var answer = http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/by-theme?figures=CLOSURE_RATE");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("not-of-items");
    }

    @ParameterizedTest
    @CsvSource({"by-theme?period=1978-Q1, 400", "by-theme?figures=WHAT, 400", "by-theme?unit=210100, 404", "by-item?items=A&period=1978-1, 400", "by-item, 400",
        "by-item?items=, 400", "by-item?items=A&unit=210100, 404", "by-item?items=a%00b, 400", "by-item?items=A%2C, 400", "by-theme?figures=, 400", "by-theme?figures=%00, 400",
        "trend?figures=, 400", "trend?figures=%00, 400", "map?figures=%20, 400", "map?figures=%00, 400", "overview?unit%5B$ne%5D=1, 400"})
    void ofOneThemeOrItemRefuseWhatCannotBeAnswered(String query, int status) {
        assertThat(http.as(Persona.DALIAN_OFFICE).get("/api/v1/figures/" + query).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"by-theme", "by-item?items=A"})
    void ofOneThemeOrItemAreForOfficials(String query) {
        assertThat(http.as(Persona.EXPERIENCER).get("/api/v1/figures/" + query).status()).isEqualTo(403);
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
