package cn.tiyan.reporting.milestone;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.roster.RosterReviewed;
import cn.tiyan.contracts.roster.RosterSubmitted;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/** The calendar over HTTP. Each test has a year of its own that lies ahead. */
@PlatformTest
class MilestoneIT {

    private static final String ALL = "/api/v1/milestones";
    private static final AtomicInteger YEARS = new AtomicInteger(2040);

    @Autowired
    private Organisation organisation;
    @Autowired
    private Http http;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private EventPublisher publisher;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private Calendars calendars;
    private int year;

    @BeforeEach
    void anotherYear() {
        year = YEARS.incrementAndGet();
    }

    @Test
    void tellsTheWholeStory() {
        opened();
        List<JsonNode> mine = http.as(Persona.SHENYANG_DEPARTMENT).get(ALL + "/mine?year=" + year).json().valueStream().toList();
        assertThat(mine).extracting(each -> each.path("kind").asString() + " " + each.path("due").asString()).containsExactly("PLAN " + year + "-10-15",
                "ROSTER " + year + "-10-31", "CARRYING_OUT " + year + "-12-10", "SUMMARY " + year + "-12-20", "EVALUATION " + year + "-12-31");
        String path = ALL + "/" + mine.getFirst().path("id").asString();
        Http.Answer drafted = http.as(Persona.SHENYANG_DEPARTMENT).at(version(path)).put(path + "/draft", Map.of("text", "一、建立机制 😀 שלום\n二、明确责任"));
        assertThat(drafted.status()).as("%s", drafted).isEqualTo(200);
        assertThat(drafted.at("/draft")).isEqualTo("一、建立机制 😀 שלום\n二、明确责任");
        taken(Persona.SHENYANG_DEPARTMENT, path, "submission", Map.of());
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(path).json().path("actions").valueStream().map(JsonNode::asString)).containsExactly("ACCEPT", "RETURN");
        taken(Persona.SHENYANG_OFFICE, path, "return", Map.of("reason", "请明确责任人员"));
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get(path).at("/submissions/0/review/reason")).isEqualTo("请明确责任人员");
        taken(Persona.SHENYANG_DEPARTMENT, path, "submission", Map.of("text", "第二稿"));
        taken(Persona.PROVINCE_OFFICE, path, "acceptance", "");
        Http.Answer done = http.as(Persona.SHENYANG_DEPARTMENT).get(path);
        assertThat(done.at("/status")).isEqualTo("ACCEPTED");
        assertThat(done.json().path("late").asBoolean()).isFalse();
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(path + "/history").json().valueStream().map(entry -> entry.path("action").asString()))
                .containsExactly("begin", "write", "submit", "return", "submit", "accept");
        assertThat(kafka.await("milestone.events", path.substring(ALL.length() + 1), 2)).hasSize(2);
    }

    @Test
    void showsWhoIsLateWithCountsThatAddUp() {
        year = 2024;
        opened();
        Http.Answer late = http.as(Persona.PROVINCE_OFFICE).get(ALL + "/late?year=2024&kind=SUMMARY");
        assertThat(ids(late, "unit")).contains("210100", "210100-HRSS", "210200-HRSS").doesNotContain("210000");
        assertThat(ids(http.as(Persona.DALIAN_OFFICE).get(ALL + "/late?year=2024&kind=SUMMARY"), "unit")).allMatch(unit -> lies(unit, "210200"));

        Http.Answer before = http.as(Persona.PROVINCE_OFFICE).get(ALL + "/by-unit?year=2024&kind=SUMMARY");
        assertThat(before.status()).as("%s", before).isEqualTo(200);
        assertThat(total(before, "overdue")).isEqualTo(total(before, "owing"));
        for (String count : List.of("owing", "missing", "submitted", "returned", "accepted", "late", "overdue", "waived")) {
            assertThat(before.json().path("parts").valueStream().mapToInt(part -> part.path(count).asInt()).sum()).as(count).isEqualTo(total(before, count));
        }
        assertThat(ids(before, "unit", "parts")).contains("210100", "210200");
        assertThat(ids(before, "unitName", "parts")).contains("沈阳市", "大连市");

        String path = mine(Persona.DALIAN_DEPARTMENT, "SUMMARY");
        taken(Persona.DALIAN_DEPARTMENT, path, "submission", Map.of("text", "补报"));
        Http.Answer after = http.as(Persona.PROVINCE_OFFICE).get(ALL + "/by-unit?year=2024&kind=SUMMARY");
        assertThat(total(after, "overdue")).isEqualTo(total(before, "overdue") - 1);
        assertThat(total(after, "late")).as("late it stays").isEqualTo(total(before, "late"));
        assertThat(total(after, "submitted")).isEqualTo(total(before, "submitted") + 1);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path).json().path("late").asBoolean()).isTrue();
        assertThat(ids(http.as(Persona.DALIAN_OFFICE).get(ALL + "/late?year=2024&kind=SUMMARY"), "unit")).doesNotContain("210200-HRSS");
        Http.Answer own = http.as(Persona.DALIAN_OFFICE).get(ALL + "/by-unit?year=2024&kind=SUMMARY");
        assertThat(ids(own, "unit", "parts")).contains("210200", "210200-HRSS").allMatch(unit -> lies(unit, "210200"));
    }

    @Test
    void showsNobodyWhatIsNotInTheirPartOfTheTree() {
        opened();
        String path = mine(Persona.SHENYANG_DEPARTMENT, "PLAN");
        assertThat(http.get(path).status()).isEqualTo(401);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(path).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).at(1).post(path + "/waiver", Map.of("reason", "不必报")).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(ALL + "?year=" + year + "&unit=210100").status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(ALL + "/by-unit?kind=PLAN&year=" + year + "&unit=210000").status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(ALL + "/export?year=" + year + "&unit=210100").status()).isEqualTo(404);
        for (Persona who : List.of(Persona.EXPERIENCER, Persona.SHENYANG_WALKER, Persona.OPERATOR)) {
            assertThat(http.as(who).get(ALL + "?year=" + year).status()).as("%s", who).isEqualTo(403);
            assertThat(http.as(who).get(path).status()).as("%s", who).isEqualTo(403);
        }
        assertThat(ids(http.as(Persona.DALIAN_OFFICE).get(ALL + "?year=" + year), "unit")).isNotEmpty().allMatch(unit -> lies(unit, "210200"));
    }

    @Test
    void refusesWhoeverMayNotAndLeavesNothingBehind() {
        opened();
        String path = mine(Persona.SHENYANG_DEPARTMENT, "SUMMARY");
        long version = version(path);
        assertThat(http.as(Persona.SHENYANG_OFFICE).at(version).post(path + "/submission", Map.of("text", "代报")).problem()).isEqualTo("not-the-unit-itself");
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).at(version).post(path + "/submission", Map.of()).problem()).isEqualTo("nothing-written");
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).post(path + "/submission", Map.of("text", "总结")).status()).isEqualTo(428);
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).at(version + 1).post(path + "/submission", Map.of("text", "总结")).status()).isEqualTo(409);
        assertThat(http.as(Persona.SHENYANG_VERIFIER).at(version).post(path + "/waiver", Map.of("reason", "不必报")).status()).isEqualTo(403);
        assertThat(http.as(Persona.SHENYANG_OFFICE).at(version).post(path + "/acceptance", "").problem()).isEqualTo("illegal-transition");
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).at(version(mine(Persona.SHENYANG_DEPARTMENT, "ROSTER")))
                .post(mine(Persona.SHENYANG_DEPARTMENT, "ROSTER") + "/submission", Map.of("text", "名单")).problem()).isEqualTo("roster-elsewhere");
        Http.Answer now = http.as(Persona.SHENYANG_DEPARTMENT).get(path);
        assertThat(now.version()).as("nothing half-stored").isEqualTo(version);
        assertThat(now.json().path("submissions")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0000", "   "})
    void namesTheTextThatIsWrong(String text) {
        opened();
        String path = mine(Persona.SHENYANG_DEPARTMENT, "SUMMARY");
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).at(version(path)).put(path + "/draft", Map.of("text", text)).fields()).containsExactly("text");
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).at(version(path)).put(path + "/draft", Map.of("text", "长".repeat(20_001))).fields()).containsExactly("text");
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).at(version(path)).put(path + "/draft", Map.of("text", "长".repeat(20_000))).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"year=2022", "year=2101", "year=2026&limit=0", "year=2026&limit=201", "year=2026&kind=LOST", "year=2026&status=LOST", "year=2026&after=nonsense"})
    void namesTheParameterThatIsWrong(String query) {
        Http.Answer answer = http.as(Persona.PROVINCE_OFFICE).get(ALL + "?" + query);
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(query.substring(query.lastIndexOf('&') + 1).replaceAll("=.*", ""));
    }

    @Test
    void letsOneOfTwoSubmitAtOnce() {
        opened();
        String path = mine(Persona.SHENYANG_DEPARTMENT, "SUMMARY");
        long version = version(path);
        var attempts = List.of("甲", "乙").stream().map(text -> CompletableFuture.supplyAsync(
                () -> http.as(Persona.SHENYANG_DEPARTMENT).at(version).post(path + "/submission", Map.of("text", text)).status())).toList();
        assertThat(attempts.stream().map(CompletableFuture::join).toList()).containsExactlyInAnyOrder(200, 409);
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get(path).json().path("submissions")).hasSize(1);
    }

    @Test
    void waivesAndRequiresAgain() {
        opened();
        String path = mine(Persona.SHENYANG_DEPARTMENT, "EVALUATION");
        taken(Persona.SHENYANG_OFFICE, path, "waiver", Map.of("reason", "新设单位"));
        Http.Answer counts = http.as(Persona.SHENYANG_OFFICE).get(ALL + "/by-unit?year=" + year + "&kind=EVALUATION");
        assertThat(total(counts, "waived")).isEqualTo(1);
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).at(version(path)).post(path + "/submission", Map.of("text", "评估")).problem()).isEqualTo("illegal-transition");
        taken(Persona.SHENYANG_OFFICE, path, "requirement", "");
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get(path).at("/status")).isEqualTo("DRAFT");
    }

    @Test
    void setsDaysAndWhomTheyAreFor() {
        String calendar = ALL + "/years/" + year;
        Http.Answer usual = http.as(Persona.DALIAN_DEPARTMENT).get(calendar);
        assertThat(usual.json().path("opened").asBoolean()).isFalse();
        assertThat(usual.version()).isZero();
        Map<String, Object> cities = Map.of("milestones", List.of(Map.of("kind", "PLAN", "due", year + "-09-30", "unitKinds", List.of("CITY")),
                Map.of("kind", "EVALUATION", "due", year + 1 + "-03-31", "units", List.of("210200"))));
        assertThat(http.as(Persona.PROVINCE_OFFICE).put(calendar, cities).status()).isEqualTo(428);
        assertThat(http.as(Persona.PROVINCE_OFFICE).at(3).put(calendar, cities).status()).isEqualTo(409);
        Http.Answer set = http.as(Persona.PROVINCE_OFFICE).at(0).put(calendar, cities);
        assertThat(set.status()).as("%s", set).isEqualTo(200);
        assertThat(set.version()).isEqualTo(1);
        assertThat(http.as(Persona.PROVINCE_OFFICE).at(0).put(calendar, cities).status()).as("replayed").isEqualTo(409);
        assertThat(ids(http.as(Persona.PROVINCE_OFFICE).get(ALL + "?limit=200&kind=PLAN&year=" + year), "unit")).contains("210100", "210200").doesNotContain("210100-HRSS", "210102");
        assertThat(ids(http.as(Persona.PROVINCE_OFFICE).get(ALL + "?limit=200&kind=EVALUATION&year=" + year), "unit")).contains("210200", "210200-HRSS").doesNotContain("210100");

        Map<String, Object> all = Map.of("milestones", List.of(Map.of("kind", "PLAN", "due", year + "-10-20")), "note", "推迟五天");
        assertThat(http.as(Persona.PROVINCE_OFFICE).at(1).put(calendar, all).status()).isEqualTo(200);
        assertThat(ids(http.as(Persona.SHENYANG_OFFICE).get(ALL + "?kind=PLAN&year=" + year), "due")).isNotEmpty().containsOnly(year + "-10-20");
        assertThat(ids(http.as(Persona.SHENYANG_OFFICE).get(ALL + "?kind=PLAN&year=" + year), "unit")).contains("210100", "210100-HRSS");
        assertThat(http.as(Persona.PROVINCE_OFFICE).at(2).put(calendar, cities).status()).isEqualTo(200);
        assertThat(ids(http.as(Persona.SHENYANG_OFFICE).get(ALL + "?status=NOT_OWED&year=" + year), "unit")).as("those that owe it no longer").contains("210100-HRSS");
        assertThat(calendars.reconcile(mongo.findById(MilestoneYear.id(year), MilestoneYear.class))).as("done again, there is nothing to do").isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "SHENYANG_OFFICE; {\"milestones\":[{\"kind\":\"PLAN\",\"due\":\"Y-10-01\"}]}; 422; not-the-province",
        "SHENYANG_DEPARTMENT; {\"milestones\":[{\"kind\":\"PLAN\",\"due\":\"Y-10-01\"}]}; 403; forbidden",
        "PROVINCE_LEADER; {\"milestones\":[{\"kind\":\"PLAN\",\"due\":\"Y-10-01\"}]}; 403; forbidden",
        "PROVINCE_OFFICE; {\"milestones\":[{\"kind\":\"PLAN\",\"due\":\"2020-10-01\"}]}; 422; due-outside-year",
        "PROVINCE_OFFICE; {\"milestones\":[{\"kind\":\"PLAN\",\"due\":\"Y-10-01\",\"units\":[\"219999\"]}]}; 422; unknown-reference",
        "PROVINCE_OFFICE; {\"milestones\":[{\"kind\":\"PLAN\",\"due\":\"Y-10-01\"},{\"kind\":\"PLAN\",\"due\":\"Y-10-02\"}]}; 400; malformed",
        "PROVINCE_OFFICE; {\"milestones\":[{\"kind\":\"PLAN\",\"due\":\"Y-02-30\"}]}; 400; malformed",
        "PROVINCE_OFFICE; {\"milestones\":[]}; 400; malformed", "PROVINCE_OFFICE; {\"milestones\":[null]}; 400; malformed"})
    void refusesACalendarThatCannotBe(Persona who, String body, int status, String problem) {
        Http.Answer answer = http.as(who).at(0).put(ALL + "/years/" + year, body.replace("Y-", year + "-"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(http.as(Persona.PROVINCE_OFFICE).get(ALL + "/years/" + year).version()).as("nothing stored").isZero();
        assertThat(http.as(Persona.PROVINCE_OFFICE).get(ALL + "?year=" + year).json().path("items")).isEmpty();
    }

    @Test
    void isFulfilledByTheRosterSubmittedElsewhere() {
        opened();
        String roster = Ids.next("ros");
        publish(roster, 1, new RosterSubmitted(roster, "210100-MSA", year, LocalDate.of(year, 10, 1), 1, 42, false));
        publish(roster, 2, new RosterReviewed(roster, 1, "210100", false, "缺少类别"));
        KafkaTopics.await("the returned roster", () -> status("210100-MSA").equals("RETURNED"));
        publish(roster, 3, new RosterSubmitted(roster, "210100-MSA", year, LocalDate.of(year, 10, 8), 2, 43, false));
        publish(roster, 4, new RosterReviewed(roster, 2, "210100", true, null));
        publish(roster, 4, new RosterReviewed(roster, 2, "210100", true, null));
        KafkaTopics.await("the accepted roster", () -> status("210100-MSA").equals("ACCEPTED"));
        String id = http.as(Persona.SHENYANG_OFFICE).get(ALL + "?kind=ROSTER&unit=210100-MSA&year=" + year).at("/items/0/id");
        Http.Answer milestone = http.as(Persona.SHENYANG_OFFICE).get(ALL + "/" + id);
        assertThat(milestone.at("/rosterId")).isEqualTo(roster);
        assertThat(milestone.json().path("submissions").valueStream().map(each -> each.path("people").asInt())).containsExactly(42, 43);
    }

    @Test
    void pagesWithoutGapsOrRepetitions() {
        opened();
        List<String> whole = ids(http.as(Persona.PROVINCE_OFFICE).get(ALL + "?limit=200&year=" + year), "id");
        assertThat(whole).hasSizeGreaterThan(20);
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            Http.Answer page = http.as(Persona.PROVINCE_OFFICE).get(ALL + "?limit=7&year=" + year + (next.isEmpty() ? "" : "&after=" + next));
            seen.addAll(ids(page, "id"));
            next = page.at("/next");
        } while (!next.isEmpty());
        assertThat(seen).isEqualTo(whole);
    }

    @Test
    void writesAWorkbookThatOthersCanRead() throws Exception {
        year = 2025;
        opened();
        Http.Answer answer = http.as(Persona.SHENYANG_OFFICE).get(ALL + "/export?overdue=true&kind=PLAN&year=2025");
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(answer.bytes()))) {
            var sheet = workbook.getSheetAt(0);
            assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).isEqualTo("沈阳市2025年工作计划报送逾期情况");
            List<String> units = new ArrayList<>();
            for (int row = 3; row <= sheet.getLastRowNum(); row++) {
                units.add(sheet.getRow(row).getCell(1).getStringCellValue());
            }
            assertThat(units).contains("210100", "210100-HRSS").allMatch(unit -> lies(unit, "210100"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kind", "status", "kind,status", "overdue", "overdue,kind"})
    void findsByAnIndexAndSortsByNone(String fields) {
        var filter = new Document("within", "210100").append("year", year);
        for (String field : fields.split(",")) {
            if (!field.isEmpty()) {
                filter.append(field, field.equals("overdue") ? true : "x");
            }
        }
        Document plan = mongo.getDb().runCommand(new Document("explain", new Document("find", "milestone").append("filter", filter)
                .append("sort", new Document("unit", 1).append("_id", 1)).append("limit", 51)));
        assertThat(Objects.toString(plan.get("queryPlanner", Document.class).get("winningPlan"))).contains("IXSCAN").doesNotContain("COLLSCAN").doesNotContain("stage=SORT");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void countsFromAnIndexAlone(int depth) {
        var group = new Document("_id", new Document("part", "$at" + (depth + 1)).append("status", "$status")).append("late", new Document("$sum", new Document("$cond", List.of("$late", 1, 0))));
        Document plan = mongo.getDb().runCommand(new Document("explain", new Document("aggregate", "milestone").append("cursor", new Document())
                .append("pipeline", List.of(new Document("$match", new Document("at" + depth, "210000").append("year", year).append("kind", "PLAN")), new Document("$group", group)))));
        assertThat(plan.toString()).contains("IXSCAN").doesNotContain("COLLSCAN").doesNotContain("stage=FETCH");
    }

    private void opened() {
        String calendar = ALL + "/years/" + year;
        long version = http.as(Persona.PROVINCE_OFFICE).get(calendar).version();
        Http.Answer answer = http.as(Persona.PROVINCE_OFFICE).at(version).put(calendar, Map.of("milestones", List.of(Map.of("kind", "PLAN", "due", year + "-10-15"))));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private String mine(Persona who, String kind) {
        return ALL + "/" + http.as(who).get(ALL + "/mine?year=" + year).json().valueStream().filter(each -> each.path("kind").asString().equals(kind)).findFirst().orElseThrow()
                .path("id").asString();
    }

    private String status(String unit) {
        return http.as(Persona.SHENYANG_OFFICE).get(ALL + "?kind=ROSTER&unit=" + unit + "&year=" + year).at("/items/0/status");
    }

    private long version(String path) {
        return http.as(Persona.PROVINCE_OFFICE).get(path).version();
    }

    private void taken(Persona who, String path, String step, Object body) {
        Http.Answer answer = http.as(who).at(version(path)).post(path + "/" + step, body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private void publish(String id, long sequence, Event event) {
        publisher.send(id, sequence, Ids.next("evt"), Events.typeOf(event.getClass()), Instant.now(), EventJson.write(event), null).join();
    }

    private static int total(Http.Answer answer, String count) {
        return answer.json().path("total").path(count).asInt();
    }

    private static List<String> ids(Http.Answer page, String field) {
        return ids(page, field, "items");
    }

    private static List<String> ids(Http.Answer page, String field, String list) {
        return page.json().path(list).valueStream().map(line -> line.path(field).asString()).toList();
    }

    /** The tree has what other tests founded, too. */
    private boolean lies(String unit, String within) {
        return organisation.find(unit).orElseThrow().isWithin(within);
    }
}
