package cn.tiyan.reporting.document;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.platform.time.China;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** From the first word of a summary report to the file that is handed in, over HTTP. Each test has a year of its own. */
@PlatformTest
class DocumentApiIT {

    private static final String ALL = "/api/v1/documents";
    private static final String SUMMARIES = ALL + "/summaries";
    private static final List<String> SECTIONS = List.of("carrying-out", "practice", "problems", "effect", "shortcomings", "next");
    private static final AtomicInteger YEARS = new AtomicInteger(1900);

    @Autowired
    private Http http;
    @Autowired
    private EventPublisher publisher;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private MongoTemplate mongo;
    private LocalDate from = LocalDate.EPOCH;

    @BeforeEach
    void anotherYear() {
        from = LocalDate.of(YEARS.incrementAndGet(), 1, 1);
    }

    @Test
    void handsInASummaryReportWithTheFiguresAndTheUnitsOwnWords() throws Exception {
        Http clerk = http.as(Persona.SHENYANG_OFFICE);
        tell(new IssueRegistered(Ids.next("iss"), "210100-HRSS", new SourceRef(SourceKind.HOTLINE_12345, "src"), IssueKind.PROBLEM, Severity.LOW,
                new ServiceItemRef("11210100MB0000001X", "失业登记"), null, "材料重复提交", from.atStartOfDay(China.ZONE).plusHours(12).toInstant()));
        String report = begun(Persona.SHENYANG_OFFICE);
        Answer incomplete = clerk.post(ALL, Map.of("kind", "SUMMARY_DOCX", "summary", report));
        assertThat(incomplete.problem()).isEqualTo("sections-missing");
        assertThat(incomplete.text()).contains("体验开展情况、主要做法");
        assertThat(clerk.get(ALL + "?limit=200").json().path("items").valueStream().filter(each -> report.equals(each.path("summary").asString("")))).as("nothing is kept").isEmpty();
        write(Persona.SHENYANG_OFFICE, report);
        Answer headed = clerk.at(1 + SECTIONS.size()).put(SUMMARIES + "/" + report + "/head", Map.of("issuer", "沈阳市营商环境建设局", "date", "2026-12-20", "attachments", List.of("四张清单")));
        assertThat(headed.status()).as("%s", headed).isEqualTo(200);
        assertThat(headed.json().path("complete").asBoolean()).isTrue();

        Answer made = made(clerk, Map.of("kind", "SUMMARY_DOCX", "summary", report));
        Answer content = clerk.get(ALL + "/" + made.at("/id") + "/content");
        assertThat(content.status()).isEqualTo(200);
        assertThat(content.header("Content-Type")).contains("wordprocessingml");
        assertThat(content.header("Content-Disposition")).startsWith("attachment").contains("filename*=UTF-8''");
        assertThat(HexFormat.of().formatHex(Ids.sha256(content.bytes()))).isEqualTo(made.at("/file/sha256"));
        assertThat(made.at("/file/name")).isEqualTo("沈阳市工作总结报告（" + from.getYear() + "年1月1日至12月31日）.docx");
        try (var document = new XWPFDocument(new ByteArrayInputStream(content.bytes()))) {
            List<String> lines = document.getParagraphs().stream().map(XWPFParagraph::getText).toList();
            assertThat(lines).contains("沈阳市关于开展“我陪群众走流程”", "本单位关于practice的文字👍", "沈阳市营商环境建设局", "2026年12月20日", "4. 四张清单");
            assertThat(lines).anyMatch(line -> line.startsWith("共发现并登记问题和需求1件") && line.contains("销号率为0.0%（0/1，样本较小）"));
        }
        Answer pdf = made(clerk, Map.of("kind", "SUMMARY_PDF", "summary", report));
        try (var document = Loader.loadPDF(clerk.get(ALL + "/" + pdf.at("/id") + "/content").bytes())) {
            assertThat(new PDFTextStripper().getText(document).replaceAll("\\s", "")).contains("共发现并登记问题和需求1件", "本单位关于practice的文字〓");
        }
    }

    @Test
    void handsInTheFiguresOfASubtree() throws Exception {
        Http leader = http.as(Persona.PROVINCE_LEADER);
        Answer ordered = leader.post(ALL, Map.of("kind", "FIGURES_XLSX", "unit", "210100", "from", from.toString(), "to", to()));
        assertThat(ordered.status()).as("%s", ordered).isEqualTo(202);
        assertThat(ordered.header("Location")).isEqualTo(ALL + "/" + ordered.at("/id"));
        Answer made = ready(leader, ordered.at("/id"));
        assertThat(made.json().path("percent").asInt()).isEqualTo(100);
        assertThat(made.at("/expiresAt")).isNotEmpty();
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(leader.get(ALL + "/" + made.at("/id") + "/content").bytes()))) {
            assertThat(workbook.getSheet("总览").getRow(0).getCell(0).getStringCellValue()).startsWith("沈阳市");
        }
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(ALL + "/" + made.at("/id")).status()).as("it is the province's").isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(ALL + "/" + made.at("/id") + "/content").status()).isEqualTo(404);
        assertThat(http.as(Persona.PROVINCE_OFFICE).get(ALL).json().path("items").valueStream().map(each -> each.path("id").asString()))
                .as("of the same unit").contains(made.at("/id"));
        assertThat(http.as(Persona.DALIAN_OFFICE).get(ALL).json().path("items").valueStream().map(each -> each.path("unit").asString()))
                .allMatch("210200"::equals);
    }

    @Test
    void makesOneDocumentForOneKey() {
        Http clerk = http.as(Persona.SHENYANG_OFFICE).with("Idempotency-Key", Ids.next("key"));
        Answer first = clerk.post(ALL, figures());
        Answer again = clerk.post(ALL, figures());
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        assertThat(clerk.post(ALL, Map.of("kind", "FIGURES_XLSX", "from", from.toString(), "to", from.toString())).problem()).isEqualTo("idempotency-key-reused");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "{\"kind\":\"FIGURES_PPTX\"}; kind", "{}; kind", "{\"kind\":\"FIGURES_XLSX\",\"unit\":\"沈阳\"}; unit",
        "{\"kind\":\"FIGURES_XLSX\",\"from\":\"2026-02-01\",\"to\":\"2026-01-31\"}; from", "{\"kind\":\"FIGURES_XLSX\",\"from\":\"1926-01-01\",\"to\":\"2026-01-01\"}; from",
        "{\"kind\":\"FIGURES_XLSX\",\"to\":\"2026-13-01\"}; to", "{\"kind\":\"SUMMARY_DOCX\"}; summary", "{\"kind\":\"SUMMARY_PDF\",\"summary\":\"x\"}; summary",
        "{\"kind\":\"FIGURES_XLSX\",\"preview\":true}; preview", "{\"kind\":\"SUMMARY_PDF\",\"summary\":\"sum_00000000000000000000000000\",\"from\":\"2026-01-01\"}; from",
        "{\"kind\":\"FIGURES_XLSX\",\"colour\":\"red\"}; colour"})
    void namesTheFieldThatIsWrong(String body, String field) {
        Answer answer = http.as(Persona.PROVINCE_OFFICE).post(ALL, body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"from\":\"2026-02-01\",\"to\":\"2026-01-31\"}", "{\"from\":\"1926-01-01\"}", "{\"from\":\"gestern\"}"})
    void refusesToBeginAReportOfNoPeriod(String body) {
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(SUMMARIES, body).fields()).containsExactly("from");
    }

    @Test
    void hidesUnitsAndReportsThatTheCallerMayNotKnow() {
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(ALL, Map.of("kind", "FIGURES_XLSX", "unit", "210200")).status()).isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(ALL, Map.of("kind", "FIGURES_XLSX", "unit", "219999")).status()).isEqualTo(404);
        String report = begun(Persona.SHENYANG_OFFICE);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(SUMMARIES + "/" + report).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).post(ALL, Map.of("kind", "SUMMARY_DOCX", "summary", report, "preview", true)).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).at(1).put(SUMMARIES + "/" + report + "/sections/next", Map.of("paragraphs", List.of("越权"))).status()).isEqualTo(404);
        assertThat(http.as(Persona.PROVINCE_OFFICE).get(SUMMARIES + "/" + report).json().path("writable").asBoolean(true)).isFalse();
        assertThat(http.as(Persona.PROVINCE_OFFICE).at(1).put(SUMMARIES + "/" + report + "/sections/next", Map.of("paragraphs", List.of("代写"))).problem())
                .isEqualTo("not-the-unit-itself");
        assertThat(http.as(Persona.PROVINCE_OFFICE).get(SUMMARIES + "/" + report).version()).as("nothing is kept").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXPERIENCER", "SHENYANG_WALKER", "SHENYANG_VERIFIER", "OPERATOR"})
    void refusesWhomItIsNotFor(String persona) {
        Http other = http.as(Persona.valueOf(persona));
        assertThat(other.post(ALL, figures()).status()).isEqualTo(403);
        assertThat(other.get(ALL).status()).isEqualTo(403);
        assertThat(other.get(ALL + "/doc_1/content").status()).isEqualTo(403);
        assertThat(other.post(SUMMARIES, "{}").status()).isEqualTo(403);
        assertThat(other.get(SUMMARIES).status()).isEqualTo(403);
        assertThat(http.get(ALL).status()).isEqualTo(401);
    }

    @Test
    void beginsOneReportForAUnitAndPeriod() {
        String report = begun(Persona.SHENYANG_OFFICE);
        Answer again = http.as(Persona.SHENYANG_OFFICE).post(SUMMARIES, Map.of("from", from.toString(), "to", to()));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.at("/id")).isEqualTo(report);
        assertThat(begun(Persona.DALIAN_OFFICE)).as("another unit's").isNotEqualTo(report);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(SUMMARIES).json().path("items").valueStream().map(each -> each.path("unit").asString()))
                .contains("210100").doesNotContain("210200");
        assertThat(http.as(Persona.PROVINCE_LEADER).post(SUMMARIES, "{}").status()).as("a leader reads").isEqualTo(403);
    }

    @Test
    void keepsWhatOthersWroteMeanwhile() {
        String path = SUMMARIES + "/" + begun(Persona.SHENYANG_OFFICE) + "/sections/";
        Http clerk = http.as(Persona.SHENYANG_OFFICE);
        assertThat(clerk.at(1).put(path + "next", Map.of("paragraphs", List.of("打算"))).status()).isEqualTo(200);
        assertThat(clerk.at(1).put(path + "practice", Map.of("paragraphs", List.of("做法"))).status()).isEqualTo(409);
        assertThat(clerk.put(path + "practice", Map.of("paragraphs", List.of("做法"))).status()).isEqualTo(428);
        assertThat(clerk.at(2).put(path + "nothing", Map.of("paragraphs", List.of("做法"))).status()).isEqualTo(404);
        Answer wrong = clerk.at(2).put(path + "practice", "{\"paragraphs\":[\"好\",\"\\u0000\"]}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.fields()).containsExactly("paragraphs[1]");
        Answer taken = clerk.at(2).put(path + "next", Map.of("paragraphs", List.of()));
        assertThat(taken.json().path("sections").valueStream().filter(section -> section.path("key").asString().equals("next")).toList())
                .singleElement().satisfies(section -> assertThat(section.path("missing").asBoolean()).isTrue());
    }

    @Test
    void makesAPreviewOfWhatIsNotComplete() throws Exception {
        Http clerk = http.as(Persona.SHENYANG_DEPARTMENT);
        Answer made = made(clerk, Map.of("kind", "SUMMARY_DOCX", "summary", begun(Persona.SHENYANG_DEPARTMENT), "preview", true));
        assertThat(made.at("/file/name")).contains("预览");
        try (var document = new XWPFDocument(new ByteArrayInputStream(clerk.get(ALL + "/" + made.at("/id") + "/content").bytes()))) {
            assertThat(document.getParagraphs()).anyMatch(paragraph -> paragraph.getText().startsWith("【待本单位填写："));
        }
    }

    @Test
    void saysThatADocumentIsNotToBeFetched() {
        Http clerk = http.as(Persona.SHENYANG_OFFICE);
        Answer made = made(clerk, figures());
        assertThat(clerk.at(made.version()).post(ALL + "/" + made.at("/id") + "/cancellation", "").problem()).as("too late").isEqualTo("illegal-transition");
        assertThat(clerk.post(ALL + "/" + made.at("/id") + "/cancellation", "").status()).isEqualTo(428);
        mongo.getCollection("document_job").updateOne(new Document("_id", made.at("/id")), new Document("$set", new Document("wakeAt", new Date(0))));
        KafkaTopics.await("the file to expire", () -> clerk.get(ALL + "/" + made.at("/id")).at("/status").equals("EXPIRED") && files(made.at("/id")) == 0);
        assertThat(clerk.get(ALL + "/" + made.at("/id") + "/content").problem()).isEqualTo("document-expired");
    }

    @Test
    void findsByAnIndexAndSortsByNone() {
        for (Document find : List.of(
                new Document("filter", new Document("unit", "210100")).append("sort", new Document("createdAt", -1).append("_id", -1)),
                new Document("filter", new Document("leaseUntil", new Document("$lte", new Date()))).append("sort", new Document("leaseUntil", 1)))) {
            var command = new Document("find", "document_job");
            command.putAll(find);
            Document plan = mongo.getDb().runCommand(new Document("explain", command));
            assertThat(Objects.toString(plan.get("queryPlanner", Document.class).get("winningPlan"))).contains("IXSCAN").doesNotContain("COLLSCAN", "'SORT'", "stage=SORT");
        }
    }

    private long files(String job) {
        return mongo.getCollection("document.files").countDocuments(new Document("_id", new Document("$regex", "^" + job)))
                + mongo.getCollection("document.chunks").countDocuments(new Document("files_id", new Document("$regex", "^" + job)));
    }

    private String to() {
        return from.withDayOfYear(from.lengthOfYear()).toString();
    }

    private Map<String, Object> figures() {
        return Map.of("kind", "FIGURES_XLSX", "from", from.toString(), "to", to());
    }

    private String begun(Persona persona) {
        Answer begun = http.as(persona).post(SUMMARIES, Map.of("from", from.toString(), "to", to()));
        assertThat(begun.status()).as("%s", begun).isEqualTo(201);
        assertThat(begun.header("Location")).isEqualTo(SUMMARIES + "/" + begun.at("/id"));
        return begun.at("/id");
    }

    private void write(Persona persona, String report) {
        for (int at = 0; at < SECTIONS.size(); at++) {
            Answer written = http.as(persona).at(1 + at).put(SUMMARIES + "/" + report + "/sections/" + SECTIONS.get(at),
                    Map.of("paragraphs", List.of("本单位关于" + SECTIONS.get(at) + "的文字👍")));
            assertThat(written.status()).as("%s", written).isEqualTo(200);
        }
    }

    private static Answer made(Http clerk, Map<String, Object> order) {
        Answer ordered = clerk.post(ALL, order);
        assertThat(ordered.status()).as("%s", ordered).isEqualTo(202);
        return ready(clerk, ordered.at("/id"));
    }

    private static Answer ready(Http clerk, String id) {
        KafkaTopics.await(id + " to be made", () -> !List.of("QUEUED", "RUNNING").contains(clerk.get(ALL + "/" + id).at("/status")));
        Answer made = clerk.get(ALL + "/" + id);
        assertThat(made.at("/status")).as("%s", made).isEqualTo("READY");
        return made;
    }

    private void tell(IssueRegistered event) {
        publisher.send(event.issueId(), 1, Ids.next("evt"), Events.typeOf(event.getClass()), Instant.now(), EventJson.write(event), null).join();
        kafka.awaitHandled("reporting-service.issues", "issue.events");
    }
}
