package cn.tiyan.issue.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

@PlatformTest
class CalendarApiIT {

    private static final Map<String, Object> YEAR_2027 = Map.of(
            "tiyan.issue.calendar.years[0].year", "2027",
            "tiyan.issue.calendar.years[0].source.title", "关于2027年的通知",
            "tiyan.issue.calendar.years[0].source.number", "〔2026〕1号",
            "tiyan.issue.calendar.years[0].source.date", "2026-11-20",
            "tiyan.issue.calendar.years[0].holidays[0].name", "元旦",
            "tiyan.issue.calendar.years[0].holidays[0].from", "2027-01-01",
            "tiyan.issue.calendar.years[0].holidays[0].to", "2027-01-03",
            "tiyan.issue.calendar.years[0].holidays[0].make-up-days", "2027-01-09");

    @Autowired
    private Http http;
    @Autowired
    private ConfigurableApplicationContext context;

    @ParameterizedTest
    @EnumSource(value = Persona.class, names = {"SHENYANG_DEPARTMENT", "EXPERIENCER", "OPERATOR"})
    void showsAYearToWhoeverIsSignedIn(Persona persona) {
        Http.Answer answer = http.as(persona).get("/api/v1/calendar/2026");
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.json().propertyNames())
                .containsExactlyInAnyOrder("year", "published", "provisional", "source", "daysOff", "makeUpDays", "workingDays");
        assertThat(answer.json().path("published").asBoolean()).isTrue();
        assertThat(answer.json().path("provisional").asBoolean()).isFalse();
        assertThat(answer.json().path("workingDays").asInt()).isEqualTo(248);
        assertThat(answer.at("/source/number")).isEqualTo("国办发明电〔2025〕7号");
        assertThat(answer.at("/source/date")).isEqualTo("2025-11-04");
        assertThat(answer.json().path("daysOff")).hasSize(33);
        assertThat(answer.at("/daysOff/3/date")).isEqualTo("2026-02-15");
        assertThat(answer.at("/daysOff/3/name")).isEqualTo("春节");
        assertThat(answer.json().path("makeUpDays").valueStream().map(day -> day.asString()))
                .containsExactly("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10");
        assertThat(http.get("/api/v1/calendar/2026").status()).isEqualTo(401);
    }

    @Test
    void answersProvisionallyForAYearWithoutNotice() {
        Http.Answer answer = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/calendar/2027");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("published").asBoolean()).isFalse();
        assertThat(answer.json().path("provisional").asBoolean()).isTrue();
        assertThat(answer.json().has("source")).isFalse();
        assertThat(answer.json().path("daysOff")).hasSize(6);
        assertThat(answer.json().path("makeUpDays").isArray()).isTrue();
        assertThat(answer.json().path("makeUpDays")).isEmpty();
        assertThat(answer.json().path("workingDays").asInt()).isEqualTo(259);
    }

    @ParameterizedTest
    @CsvSource({"2026-09-30, 1, 2026-10-08, false", "2026-02-13, 1, 2026-02-14, false", "2026-12-30, 2, 2027-01-04, true",
        "2026-11-22, 0, 2026-11-22, false"})
    void countsWorkingDays(String from, int days, String date, boolean provisional) {
        Http.Answer answer = http.as(Persona.EXPERIENCER).get("/api/v1/calendar/working-days?from=" + from + "&days=" + days);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.at("/date")).isEqualTo(date);
        assertThat(answer.json().path("provisional").asBoolean()).isEqualTo(provisional);
    }

    @ParameterizedTest
    @CsvSource({"2019, year", "2101, year", "next, year", "99999999999, year",
        "working-days?days=5, from", "working-days?from=2026-11-23, days", "working-days?from=2026-02-30&days=5, from",
        "working-days?from=2026/11/23&days=5, from", "working-days?from=2019-12-31&days=5, from",
        "working-days?from=%2B999999999-12-31&days=5, from",
        "working-days?from=2026-11-23&days=-1, days", "working-days?from=2026-11-23&days=1001, days",
        "working-days?from=2026-11-23&days=2.5, days"})
    void namesTheParameterThatIsWrong(String path, String field) {
        Http.Answer answer = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/calendar/" + path);
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed");
        assertThat(answer.fields()).containsExactly(field);
    }

    @Test
    void countsByAYearPublishedMeanwhileAndKeepsItWhenTheNextIsWrong() {
        String question = "/api/v1/calendar/working-days?from=2026-12-31&days=6";
        Http somebody = http.as(Persona.SHENYANG_DEPARTMENT);
        assertThat(somebody.get(question).text()).isEqualTo("{\"date\":\"2027-01-11\",\"provisional\":true}");
        try {
            publish(YEAR_2027);
            assertThat(somebody.get(question).text()).isEqualTo("{\"date\":\"2027-01-09\",\"provisional\":false}");
            assertThat(somebody.get("/api/v1/calendar/2027").at("/source/number")).isEqualTo("〔2026〕1号");
            var onAWeekday = new HashMap<>(YEAR_2027);
            onAWeekday.put("tiyan.issue.calendar.years[0].holidays[0].make-up-days", "2027-01-08");
            publish(onAWeekday);
            assertThat(somebody.get(question).text()).as("a year that cannot be is ignored")
                    .isEqualTo("{\"date\":\"2027-01-09\",\"provisional\":false}");
        } finally {
            publish(Map.of());
        }
        assertThat(somebody.get(question).text()).isEqualTo("{\"date\":\"2027-01-11\",\"provisional\":true}");
    }

    private void publish(Map<String, Object> settings) {
        var sources = context.getEnvironment().getPropertySources();
        sources.remove("calendar-now");
        sources.addFirst(new MapPropertySource("calendar-now", settings));
        context.publishEvent(new EnvironmentChangeEvent(context, YEAR_2027.keySet()));
        if (settings.isEmpty()) {
            sources.remove("calendar-now");
        }
    }
}
