package cn.tiyan.issue.issue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.text.Words;
import cn.tiyan.platform.time.China;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import com.mongodb.ExplainVerbosity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Finding issues by their words and by what is known of them. */
@PlatformTest
class SearchIT {

    private static final String PATIENCE = "tiyan.issue.search.patience";

    @Autowired
    private Http http;
    @Autowired
    private Issues issues;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private ConfigurableApplicationContext context;
    private IssueDesk desk;

    @BeforeEach
    void clearTheDesks() {
        mongo.getCollection("issue").deleteMany(new Document());
        desk = new IssueDesk(http, issues);
    }

    @Test
    void findsTheIssuesInWhichEveryWordOccurs() {
        String paper = written("办理养老保险转移要求提供纸质证明", "群众到窗口办理社保关系转移，工作人员要求先去原参保地打印缴费证明。");
        String queue = written("社保大厅排队时间过长", "上午九点取号，直到十一点半才叫到号，大厅只开了两个窗口。");
        String licence = written("营业执照变更被要求重复提交材料", "变更经营范围时 APP 提示 upload failed 404，窗口要求重新提交房屋租赁证明。");
        assertThat(found("社保 证明")).containsExactly(paper);
        assertThat(found("社保")).containsExactly(queue, paper);
        assertThat(found("证明")).containsExactly(licence, paper);
        assertThat(found("窗口")).containsExactly(licence, queue, paper);
        assertThat(found("证明 排队")).isEmpty();
        assertThat(found("营业执照")).containsExactly(licence);
        assertThat(found("UPLOAD 404")).containsExactly(licence);
        assertThat(found("“排队”，大厅！")).as("signs are no words").containsExactly(queue);
        assertThat(found("号")).as("one character alone").containsExactly(queue);
        assertThat(found("社保&source=WALKTHROUGH&kind=PROBLEM&status=REGISTERED")).containsExactly(queue, paper);
        assertThat(found("社保&kind=DEMAND")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"公积", "积金", "公积金", "公积 卡顿", "积金 提取 系统"})
    void findsTwoCharactersOfALongerWord(String query) {
        String fund = written("办理公积金贷款提取业务时系统卡顿", "提交后一直转圈。");
        written("公私不分，积分不给", "系统提取失败，卡顿。");
        assertThat(found(query)).containsExactly(fund);
    }

    @Test
    void findsAnIssueByItsNumberHoweverItIsTyped() {
        String id = desk.registered();
        desk.registered();
        String number = desk.read(id).at("/number");
        assertThat(found(number)).containsExactly(id);
        assertThat(found("  " + number.toLowerCase(java.util.Locale.ROOT) + " ")).containsExactly(id);
        assertThat(ids("number=" + number)).containsExactly(id);
        assertThat(ids("number=WT-20200101-000000")).isEmpty();
    }

    @Test
    void findsNothingThatTheCallerMayNotSee() {
        String id = written("社保卡补办无处可问", "社保卡遗失后不知道到哪里补办。");
        assertThat(ids(Persona.SHENYANG_OFFICE, "q=" + encoded("社保卡"))).containsExactly(id);
        assertThat(ids(Persona.PROVINCE_LEADER, "q=" + encoded("社保卡"))).containsExactly(id);
        for (Persona stranger : List.of(Persona.DALIAN_OFFICE, Persona.EXPERIENCER)) {
            assertThat(ids(stranger, "q=" + encoded("社保卡"))).isEmpty();
            assertThat(ids(stranger, "q=" + desk.read(id).at("/number"))).isEmpty();
        }
    }

    @Test
    void doesNotFindWhatIsMasked() {
        written("身份证无法识别", "本人身份证 210102199003077654 在窗口无法识别，请致电 13912345678。");
        assertThat(found("窗口")).hasSize(1);
        assertThat(found("13912345678")).isEmpty();
        assertThat(found("210102199003077654")).isEmpty();
    }

    @Test
    void turnsPagesThroughWhatItFinds() {
        for (int i = 0; i < 5; i++) {
            written("窗口叫号系统故障", "叫号系统第 " + i + " 次停用。");
        }
        List<String> paged = new ArrayList<>();
        String after = "";
        do {
            Http.Answer page = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues?limit=2&q=" + encoded("叫号 系统") + after);
            page.json().path("items").forEach(item -> paged.add(item.path("id").asString()));
            after = page.at("/next").isEmpty() ? "" : "&after=" + page.at("/next");
        } while (!after.isEmpty());
        assertThat(paged).hasSize(5).doesNotHaveDuplicates().isEqualTo(found("叫号 系统"));
    }

    @Test
    void saysThatASearchIsTooBroadInsteadOfSearchingForEver() {
        String search = "停车 排队";
        assertThat(Words.of(search)).as("each of the copies has one of them, none has both").containsExactly("停车", "排队");
        Document one = mongo.getCollection("issue").find(new Document("_id", desk.registered())).first();
        for (int batch = 0; batch < 20; batch++) {
            List<Document> copies = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                copies.add(new Document(one).append("_id", Ids.next("iss")).append("number", batch + "-" + i).append("words", List.of(i % 2 == 0 ? "停车" : "排队")));
            }
            mongo.getCollection("issue").insertMany(copies);
        }
        assertThat(found(search)).isEmpty();
        try {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("nacos-now", Map.of(PATIENCE, "1ms")));
            context.publishEvent(new EnvironmentChangeEvent(context, Set.of(PATIENCE)));
            Http.Answer answer = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues?q=" + encoded(search));
            assertThat(answer.status()).as("%s", answer).isEqualTo(422);
            assertThat(answer.problem()).isEqualTo("search-too-broad");
        } finally {
            context.getEnvironment().getPropertySources().remove("nacos-now");
            context.publishEvent(new EnvironmentChangeEvent(context, Set.of(PATIENCE)));
            mongo.getCollection("issue").deleteMany(new Document());
        }
    }

    @Test
    void narrowsToAUnitBelowOnesOwn() {
        String department = desk.registered();
        String county = desk.registered(People.HEPING);
        assertThat(ids("unit=210102")).containsExactly(county);
        assertThat(ids("unit=210100-HRSS")).contains(department);
        assertThat(ids("unit=210100")).containsExactly(county, department);
        for (String outside : List.of("210200", "210000", "210100-NONE")) {
            assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues?unit=" + outside).status()).as(outside).isEqualTo(404);
        }
    }

    @Test
    void narrowsToWhoHandlesItAndToWhoseTurnItIs() {
        String waiting = desk.comeTo(Status.DISPATCHED);
        String submitted = desk.comeTo(Status.SUBMITTED);
        String triaged = desk.comeTo(Status.TRIAGED);
        assertThat(ids("handlingUnit=210100-HRSS")).containsExactly(submitted, waiting);
        assertThat(ids("handlingUnit=210100")).as("it or one below it").containsExactly(submitted, waiting);
        assertThat(ids("handlingUnit=210200-HRSS")).isEmpty();
        assertThat(ids("desk=210100-HRSS")).containsExactly(waiting);
        assertThat(ids("desk=210100")).as("what is due first first").containsExactly(triaged, submitted);
        assertThat(ids("desk=210100&status=SUBMITTED")).containsExactly(submitted);
        assertThat(ids("desk=210100&phase=INTAKE")).containsExactly(triaged);
        assertThat(ids(Persona.DALIAN_OFFICE, "desk=210100")).isEmpty();
    }

    @Test
    void narrowsToWhatIsKnownOfIt() {
        String id = desk.registered();
        String other = registered(new ServiceItemRef("OTHER1", "另一事项"), Dimension.COST, Stage.ISSUANCE);
        assertThat(ids("serviceItem=OTHER1")).containsExactly(other);
        assertThat(ids("dimension=COST")).containsExactly(other);
        assertThat(ids("stage=ISSUANCE&dimension=COST&serviceItem=OTHER1")).containsExactly(other);
        assertThat(ids("dimension=QUALITY")).containsExactly(id);
        assertThat(desk.take(Action.TRIAGE, id, Map.of("difficulty", "EASY", "cause", "RULE")).status()).isEqualTo(200);
        assertThat(ids("cause=RULE")).containsExactly(id);
        LocalDate today = LocalDate.now(China.ZONE);
        assertThat(ids("createdFrom=" + today + "&createdTo=" + today)).containsExactly(other, id);
        assertThat(ids("createdFrom=" + today.plusDays(1))).isEmpty();
        assertThat(ids("createdTo=" + today.minusDays(1))).isEmpty();
    }

    @Test
    void showsWhatIsLateByHowLateItIs() {
        String onTime = desk.comeTo(Status.TRIAGED);
        String late = desk.comeTo(Status.TRIAGED);
        String later = desk.comeTo(Status.ACCEPTED);
        mark(late, "2026-11-02T09:00:00Z");
        mark(later, "2026-11-01T09:00:00Z");
        assertThat(ids("overdue=true")).containsExactly(later, late);
        assertThat(ids("overdue=true&status=TRIAGED")).containsExactly(late);
        assertThat(ids("overdue=false")).containsExactly(onTime);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "q=; q", "q=%20%EF%BC%8C; q", "unit=Shenyang; unit", "desk=%7B%24gt%3A1%7D; desk", "handlingUnit=1; handlingUnit", "dimension=LOST; dimension",
        "stage=LOST; stage", "cause=LOST; cause", "overdue=perhaps; overdue", "createdFrom=yesterday; createdFrom", "createdTo=2026-02-30; createdTo",
        "createdFrom=2026-02-02&createdTo=2026-02-01; createdFrom", "createdFrom=-999999999-01-01; createdFrom",
        "createdTo=%2B999999999-12-31; createdTo", "sourceId%5B$ne%5D=1; sourceId[$ne]", "q=%C9%E7%B1%A3; (request)"})
    void namesTheParameterThatIsWrong(String query, String field) {
        Http.Answer answer = http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues?" + query);
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
        assertThat(answer.text()).as("no text of an exception").doesNotContain("java.").doesNotContain("Failed");
    }

    @Test
    void takesNoEndlessSearch() {
        assertThat(http.as(Persona.SHENYANG_OFFICE).get("/api/v1/issues?q=" + encoded("长".repeat(101))).fields()).containsExactly("q");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{within: '210100', $and: [{words: {$in: ['社保']}}, {words: {$in: ['证明']}}]}",
        "{within: '210100', $and: [{words: {$in: ['公积', '公']}}, {words: {$in: ['公积', '积']}}]}",
        "{'serviceItem.code': 'OTHER1', within: '210100'}",
        "{within: '210100', handling: '210100-HRSS'}"})
    void hasAnIndexForEachSearch(String filter) {
        desk.registered();
        assertThat(plan(filter, new Document("createdAt", -1).append("_id", -1), null)).contains("IXSCAN").doesNotContain("COLLSCAN").doesNotContain("\"SORT\"");
    }

    @Test
    void hasAnIndexForWhatIsLate() {
        assertThat(plan("{within: '210100', overdue: true}", new Document("due", 1).append("_id", 1), IssueFilter.LATE)).contains(IssueFilter.LATE)
                .doesNotContain("\"SORT\"");
    }

    private String plan(String filter, Document sort, String index) {
        return mongo.getCollection("issue").find(Document.parse(filter)).sort(sort).hintString(index).limit(51).explain(ExplainVerbosity.QUERY_PLANNER)
                .get("queryPlanner", Document.class).get("winningPlan", Document.class).toJson();
    }

    private void mark(String id, String due) {
        mongo.getCollection("issue").updateOne(new Document("_id", id),
                new Document("$set", new Document("overdue", true).append("due", java.util.Date.from(java.time.Instant.parse(due)))));
    }

    private String written(String title, String text) {
        return registered(People.SHENYANG_HRSS, title, text, People.aFinding("-").serviceItem(), Dimension.QUALITY, null);
    }

    private String registered(ServiceItemRef item, Dimension dimension, Stage stage) {
        return registered(People.SHENYANG_HRSS, "公交卡退费难", "退费须到总站办理。", item, dimension, stage);
    }

    private String registered(Unit about, String title, String text, ServiceItemRef item, Dimension dimension, Stage stage) {
        var source = new SourceRef(SourceKind.WALKTHROUGH, Ids.next("fnd"));
        issues.register(about, new Registration(source, IssueKind.PROBLEM, Severity.LOW, dimension, item, stage, title, text, null, null, null,
                People.NOW.at()), People.INTAKE);
        return Issue.idFor(source);
    }

    private List<String> found(String words) {
        String[] parts = words.split("&", 2);
        return ids("q=" + encoded(parts[0]) + (parts.length == 1 ? "" : "&" + parts[1]));
    }

    private List<String> ids(String query) {
        return ids(Persona.SHENYANG_OFFICE, query);
    }

    private List<String> ids(Persona persona, String query) {
        Http.Answer page = http.as(persona).get("/api/v1/issues?" + query);
        assertThat(page.status()).as("%s", page).isEqualTo(200);
        return page.json().path("items").valueStream().map(item -> item.path("id").asString()).toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
