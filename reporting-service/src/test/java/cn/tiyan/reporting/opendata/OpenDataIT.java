package cn.tiyan.reporting.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.reporting.Told;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A generated year, 1975, which no other test has. */
@PlatformTest
class OpenDataIT {

    private static final String ISSUES = "/api/v1/open-data/issues?period=1975";
    private static final int RECORDS = 1_200;
    private static boolean told;

    @Autowired
    private EventPublisher publisher;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private Http http;

    @BeforeEach
    void aYear() {
        if (told) {
            return;
        }
        var all = new Told(publisher, kafka);
        var random = new Random(11);
        List<String> units = List.of("210100", "210100-HRSS", "210102", "210200", "210200-HRSS", "210000");
        for (int i = 0; i < RECORDS; i++) {
            double share = random.nextDouble();
            all.issue(units.get((int) (share * share * units.size())), LocalDate.of(1975, 1, 1).plusDays(random.nextInt(365)),
                    random.nextInt(5) == 0 ? null : (random.nextInt(20) == 0 ? "=1+1,\"x\"" : "ITEM-" + (int) (share * 6)),
                    random.nextInt(3) == 0 ? SourceKind.HOTLINE_12345 : SourceKind.WALKTHROUGH, random.nextInt(10) == 0 ? IssueKind.DEMAND : IssueKind.PROBLEM);
        }
        all.settle();
        told = true;
    }

    @ParameterizedTest
    @CsvSource({"10, ", "5, ", "25, ", "10, 210100"})
    void publishesNoGroupSmallerThanK(int k, String unit) {
        String more = "&k=" + k + (unit == null ? "" : "&unit=" + unit);
        var answer = http.as(Persona.PROVINCE_LEADER).get(ISSUES + more);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(answer.header("Content-Disposition")).contains("issues-" + (unit == null ? "210000" : unit) + "-1975.csv");
        List<String> lines = answer.text().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("region,regionName,time,source,kind,dimension,item,closed,overdue,reopened");
        Map<String, Long> groups = lines.stream().skip(1).map(line -> line.replaceAll(",(true|false),(true|false),(true|false)$", ""))
                .collect(Collectors.groupingBy(line -> line, Collectors.counting()));
        assertThat(groups).isNotEmpty().allSatisfy((group, size) -> assertThat(size).as(group).isGreaterThanOrEqualTo(k));
        JsonNode summary = http.as(Persona.PROVINCE_LEADER).get(ISSUES.replace("issues", "issues/summary") + more).json();
        assertThat(summary.path("published").asLong()).isEqualTo(lines.size() - 1L);
        if (unit == null) {
            assertThat(summary.path("published").asLong() + summary.path("suppressed").asLong()).isEqualTo(RECORDS);
        } else {
            assertThat(groups.keySet()).allMatch(group -> group.startsWith("210100,沈阳市,"));
        }
        assertThat(answer.text()).as("no unit below a city, nothing anybody wrote").doesNotContain("HRSS", "210102", "材料", "iss_");
    }

    @Test
    void isTheSameAsJson() {
        JsonNode json = http.as(Persona.SHENYANG_OFFICE).get(ISSUES + "&k=5&format=json").json();
        List<String> csv = http.as(Persona.SHENYANG_OFFICE).get(ISSUES + "&k=5").text().lines().toList();
        assertThat(json.path("records").size()).isEqualTo(csv.size() - 1);
        assertThat(json.at("/summary/published").asInt()).isEqualTo(csv.size() - 1);
        assertThat(json.at("/summary/unitName").asString()).isEqualTo("沈阳市");
        assertThat(json.at("/records/0/region").asString()).isEqualTo("210100");
        assertThat(json.at("/records/0").propertyNames()).containsExactlyInAnyOrder("region", "regionName", "time", "source", "kind", "dimension", "item", "closed",
                "overdue", "reopened");
    }

    @Test
    void makesATextOfWhatASpreadsheetWouldCalculate() {
        List<String> lines = http.as(Persona.SHENYANG_OFFICE).get(ISSUES + "&k=5").text().lines().toList();
        assertThat(Arrays.asList(lines.toArray())).noneMatch(line -> line.toString().contains(",=") || line.toString().contains(",\"="));
    }

    @Test
    void publishesAQuarterAsItIsInTheYear() {
        List<String> year = http.as(Persona.SHENYANG_OFFICE).get(ISSUES).text().lines().filter(line -> line.matches(".*,1975-(0[456]|Q2),.*")).toList();
        List<String> quarter = http.as(Persona.SHENYANG_OFFICE).get(ISSUES + "-Q2").text().lines().skip(1).toList();
        assertThat(quarter).as("nobody learns anything by comparing").isNotEmpty().isEqualTo(year);
    }

    @Test
    void publishesOnlyQuartersThatAreOver() {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        String running = today.getYear() + "-Q" + (today.getMonthValue() + 2) / 3;
        var answer = http.as(Persona.PROVINCE_OFFICE).get("/api/v1/open-data/issues?period=" + running);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("open-data-not-over");
        assertThat(http.as(Persona.PROVINCE_OFFICE).get("/api/v1/open-data/issues/summary?period=" + (today.getYear() + 1)).problem()).isEqualTo("open-data-not-over");
    }

    @Test
    void refusesAKThatIsTooSmall() {
        assertThat(http.as(Persona.PROVINCE_OFFICE).get(ISSUES + "&k=4").problem()).isEqualTo("open-data-k-too-small");
        assertThat(http.as(Persona.PROVINCE_OFFICE).get(ISSUES + "&k=1").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"period=1975-03, period", "period=1975-W03, period", "period=1975&format=xml, format", "period=1975&k=1001, k"})
    void namesWhatIsWrong(String query, String field) {
        var answer = http.as(Persona.PROVINCE_OFFICE).get("/api/v1/open-data/issues?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
    }

    @ParameterizedTest
    @EnumSource(value = Persona.class, names = {"PROVINCE_OFFICE", "PROVINCE_LEADER", "SHENYANG_OFFICE", "DALIAN_OFFICE"}, mode = EnumSource.Mode.EXCLUDE)
    void isForOfficesAndLeaders(Persona persona) {
        for (String path : List.of("", "/issues?period=1975", "/issues/summary?period=1975", "/metrics")) {
            assertThat(http.as(persona).get("/api/v1/open-data" + path).status()).as(path).isEqualTo(403);
        }
    }

    @Test
    void isPublishedByProvinceAndCitiesOfTheirOwn() {
        for (String path : List.of("/issues?period=1975&", "/issues/summary?period=1975&", "/metrics?")) {
            assertThat(http.as(Persona.DALIAN_OFFICE).get("/api/v1/open-data" + path + "unit=210100").status()).as(path).isEqualTo(404);
            assertThat(http.as(Persona.DALIAN_OFFICE).get("/api/v1/open-data" + path + "unit=210000").status()).as(path).isEqualTo(404);
            assertThat(http.as(Persona.PROVINCE_OFFICE).get("/api/v1/open-data" + path + "unit=210102").problem()).as(path).isEqualTo("open-data-of-regions");
        }
        String token = cn.tiyan.testkit.http.Tokens.of(Persona.SHENYANG_OFFICE, claims -> claims.claim("unit", "210102"));
        assertThat(http.withToken(token).get(ISSUES).status()).as("a county publishes nothing").isEqualTo(403);
    }

    @Test
    void describesWhatThereIs() {
        JsonNode datasets = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/open-data").json();
        assertThat(datasets.valueStream().map(dataset -> dataset.path("dataset").asString())).containsExactly("issues", "metrics");
        assertThat(datasets.at("/0/description").asString()).contains("默认 10", "最小 5");
    }

    @Test
    void feedsMetricsToOtherSystems() {
        var answer = http.as(Persona.PROVINCE_LEADER).get("/api/v1/open-data/metrics?period=1975");
        assertThat(answer.header("Content-Type")).startsWith("application/openmetrics-text").contains("version=1.0.0");
        assertThat(answer.text()).contains("# TYPE tiyan_found gauge\n", "tiyan_found{unit=\"210000\",unit_name=\"辽宁省\",period=\"1975\"} " + RECORDS + "\n",
                "tiyan_closure_ratio{unit=\"210100\",unit_name=\"沈阳市\",period=\"1975\"} 0\n", "tiyan_closure_of{unit=\"210000\"", "tiyan_figures_as_of_timestamp_seconds{")
                .endsWith("# EOF\n").doesNotContain("tiyan_satisfaction_final_ratio{");
        JsonNode json = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/open-data/metrics?period=1975&format=json").json();
        JsonNode found = json.valueStream().filter(metric -> metric.path("name").asString().equals("tiyan_found")).findFirst().orElseThrow();
        assertThat(found.path("help").asString()).startsWith("发现问题：");
        assertThat(found.at("/samples/0/labels/unit_name").asString()).isEqualTo("沈阳市");
        assertThat(http.as(Persona.PROVINCE_LEADER).get("/api/v1/open-data/metrics?format=csv").fields()).containsExactly("format");
        assertThat(http.as(Persona.PROVINCE_LEADER).get("/api/v1/open-data/metrics?period=x").fields()).containsExactly("period");
    }
}
