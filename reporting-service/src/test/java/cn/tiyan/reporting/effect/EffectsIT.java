package cn.tiyan.reporting.effect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.issue.IssueMerged;
import cn.tiyan.contracts.issue.IssueRejected;
import cn.tiyan.contracts.issue.IssueSplit;
import cn.tiyan.contracts.issue.OptimizationRecorded;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.reporting.Told;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Items of 1985, which no other test has, and one optimized last month. */
@PlatformTest
class EffectsIT {

    private static final String EFFECT = "/api/v1/figures/effect?item=";
    private static final String RECENT = "EFFECT-RECENT";
    private static boolean done;

    @Autowired
    private EventPublisher publisher;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private Http http;

    @BeforeEach
    void anOptimizationAndOthers() {
        if (done) {
            return;
        }
        var told = new Told(publisher, kafka);
        YearMonth month = YearMonth.of(1985, 7);
        optimized(told, "EFFECT-A", "210100-HRSS", month.atDay(10));
        optimized(told, "EFFECT-C", "210100-HRSS", month.plusMonths(2).atDay(10));
        for (int i = -6; i <= 6; i++) {
            LocalDate day = month.plusMonths(i).atDay(5);
            // 10 a month become 4; of the others, 20 become 10. What is optimized meanwhile is no comparison, nor is the month itself.
            complain(told, "EFFECT-A", "210100", day, i < 0 ? 10 : 4);
            complain(told, "EFFECT-B", "210100-MSA", day, i < 0 ? 20 : 10);
            complain(told, "EFFECT-C", "210100", day, 7);
            complain(told, "EFFECT-A", "210200", day, 3);
        }
        YearMonth last = YearMonth.now(ZoneId.of("Asia/Shanghai")).minusMonths(3);
        optimized(told, RECENT, "210200-HRSS", last.atDay(1));
        told.settle();
        done = true;
    }

    @Test
    void showsBeforeAndAfterBesideItemsThatWereNotOptimized() {
        JsonNode effect = http.as(Persona.SHENYANG_OFFICE).get(EFFECT + "EFFECT-A").json();
        assertThat(effect.path("monthsBefore").valueStream().map(JsonNode::asString)).startsWith("1985-01").endsWith("1985-06").hasSize(6);
        assertThat(effect.path("monthsAfter").valueStream().map(JsonNode::asString)).startsWith("1985-08").endsWith("1986-01").hasSize(6);
        assertThat(effect.path("monthsNotOver")).isEmpty();
        JsonNode found = effect.at("/complaints/0");
        assertThat(found.path("figure").asString()).isEqualTo("FOUND");
        assertThat(found.path("before").asLong()).isEqualTo(60);
        assertThat(found.path("after").asLong()).isEqualTo(24);
        assertThat(found.path("ratio").asDouble()).isEqualTo(0.4);
        assertThat(found.path("othersBefore").asLong()).as("only B: C was optimized, too").isEqualTo(120);
        assertThat(found.path("othersAfter").asLong()).isEqualTo(60);
        assertThat(found.path("expected").asDouble()).isEqualTo(30);
        assertThat(found.path("difference").asDouble()).isEqualTo(-6);
        assertThat(found.path("smallSample").asBoolean()).isFalse();
        assertThat(effect.at("/complaints/2/before").asLong()).as("a bad rating with each fifth").isEqualTo(12);
        JsonNode satisfaction = effect.path("satisfaction");
        assertThat(satisfaction.at("/before/of").asLong()).isEqualTo(60);
        assertThat(satisfaction.at("/before/value").asLong()).isEqualTo(30);
        assertThat(satisfaction.at("/after/smallSample").asBoolean()).isTrue();
        assertThat(satisfaction.path("difference").asDouble()).isZero();
        assertThat(effect.path("months")).hasSize(12);
        assertThat(effect.at("/months/11/found").asLong()).isEqualTo(4);
        assertThat(effect.at("/steps/before").asInt()).isEqualTo(5);
        assertThat(effect.has("days")).as("not told").isFalse();
        assertThat(effect.path("byUnitName").asString()).isEqualTo("沈阳市人力资源和社会保障局");
        assertThat(effect.has("asOf")).isTrue();
    }

    @Test
    void countsWithinTheUnitAskedFor() {
        assertThat(http.as(Persona.PROVINCE_LEADER).get(EFFECT + "EFFECT-A").json().at("/complaints/0/before").asLong()).isEqualTo(78);
        assertThat(http.as(Persona.PROVINCE_LEADER).get(EFFECT + "EFFECT-A&unit=210100").json().at("/complaints/0/before").asLong()).isEqualTo(60);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(EFFECT + "EFFECT-A").status()).as("Dalian has optimized nothing there").isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(EFFECT + "EFFECT-A&unit=210100").status()).isEqualTo(404);
        assertThat(http.as(Persona.PROVINCE_LEADER).get(EFFECT + "EFFECT-B").status()).isEqualTo(404);
        assertThat(http.as(Persona.PROVINCE_LEADER).get(EFFECT + "%F0%9F%98%80").status()).isEqualTo(404);
        assertThat(http.as(Persona.PROVINCE_LEADER).get(EFFECT + "%20").fields()).containsExactly("item");
        assertThat(http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/effect").status()).isEqualTo(400);
    }

    @Test
    void leavesOutMonthsThatAreNotOverAndSaysSo() {
        JsonNode effect = http.as(Persona.DALIAN_OFFICE).get(EFFECT + RECENT).json();
        YearMonth now = YearMonth.now(ZoneId.of("Asia/Shanghai"));
        assertThat(effect.path("monthsAfter").valueStream().map(JsonNode::asString)).containsExactly(now.minusMonths(2).toString(), now.minusMonths(1).toString());
        assertThat(effect.path("monthsNotOver").valueStream().map(JsonNode::asString)).startsWith(now.toString()).hasSize(4);
        assertThat(effect.at("/complaints/0/smallSample").asBoolean()).isTrue();
        assertThat(effect.at("/complaints/0").has("ratio")).isFalse();
    }

    @Test
    void listsOptimizationsNewestFirst() {
        JsonNode first = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/figures/effects?limit=20").json();
        var days = first.path("items").valueStream().map(effect -> effect.path("day").asString()).toList();
        assertThat(days).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(first.path("items").valueStream().map(effect -> effect.path("item").asString())).doesNotContain(RECENT);
        JsonNode page = http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/effects?limit=1").json();
        JsonNode next = http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/effects?limit=1&after=" + page.path("next").asString()).json();
        assertThat(next.at("/items/0/optimization").asString()).isNotEqualTo(page.at("/items/0/optimization").asString());
        assertThat(page.at("/items/0").has("months")).isFalse();
        JsonNode c = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/figures/effects?limit=1&after=1985-09-11~x").json();
        assertThat(c.at("/items/0/item").asString()).isEqualTo("EFFECT-C");
        assertThat(c.at("/items/0/complaints/0/before").asLong()).isEqualTo(42);
        assertThat(http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/effects?after=x").fields()).containsExactly("after");
        assertThat(http.as(Persona.PROVINCE_LEADER).get("/api/v1/figures/effects?limit=21").fields()).containsExactly("limit");
    }

    @Test
    void leavesOutWhatADuplicateSavedUntilItIsSplitOff() {
        var told = new Told(publisher, kafka);
        LocalDate day = LocalDate.of(1975, 3, 10);
        String issue = optimized(told, "EFFECT-D", "210200-HRSS", day);
        told.tell(issue, Told.noon(day), new IssueMerged(issue, "iss_survivor"));
        told.settle();
        assertThat(http.as(Persona.DALIAN_OFFICE).get(EFFECT + "EFFECT-D").status()).isEqualTo(404);
        assertThat(saved(day)).isZero();
        told.tell(issue, Told.noon(day), new IssueSplit(issue, "iss_survivor", "不是同一事项"));
        told.settle();
        assertThat(http.as(Persona.DALIAN_OFFICE).get(EFFECT + "EFFECT-D").status()).isEqualTo(200);
        assertThat(saved(day)).isEqualTo(2);
        told.tell(issue, Told.noon(day), new IssueRejected(issue, "210200", "不属于受理范围"));
        told.settle();
        assertThat(http.as(Persona.DALIAN_OFFICE).get(EFFECT + "EFFECT-D").status()).isEqualTo(404);
    }

    private long saved(LocalDate day) {
        return http.as(Persona.DALIAN_OFFICE).get("/api/v1/figures/overview?from=" + day + "&to=" + day).json().at("/figures/VISITS_SAVED/value").asLong();
    }

    @ParameterizedTest
    @EnumSource(value = Persona.class, names = {"EXPERIENCER", "OPERATOR", "ADMIN"})
    void areForOfficials(Persona persona) {
        assertThat(http.as(persona).get(EFFECT + "EFFECT-A").status()).isEqualTo(403);
        assertThat(http.as(persona).get("/api/v1/figures/effects").status()).isEqualTo(403);
    }

    private static void complain(Told told, String item, String unit, LocalDate day, int times) {
        for (int i = 0; i < times; i++) {
            told.rated(told.issue(unit, day, item), day, i % 2 == 0 ? 5 : 2);
            if (i % 5 == 0) {
                told.feedback(unit, day, item, 1);
            }
        }
    }

    private static String optimized(Told told, String item, String unit, LocalDate day) {
        String issue = told.issue(unit, day, item);
        told.tell(issue, Told.noon(day), new OptimizationRecorded(issue, "opt_" + item, unit, new ServiceItemRef(item, "事项"), 5, 3, null, null, 4, 3, 2, 0));
        return issue;
    }
}
