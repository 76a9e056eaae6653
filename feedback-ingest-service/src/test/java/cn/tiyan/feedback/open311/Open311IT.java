package cn.tiyan.feedback.open311;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.feedback.Pushes;
import cn.tiyan.feedback.SigningSender;
import cn.tiyan.feedback.progress.ProgressInboxIT;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/** A civic app's report, from the form to its end, as the standard has it. */
@PlatformTest
class Open311IT {

    private static final String V2 = "/open311/v2";
    private static final String FORM = "application/x-www-form-urlencoded";

    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private EventPublisher publisher;

    private static Map<String, String> aReport() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("api_key", "open311-key-for-tests-only");
        form.put("service_code", "window");
        form.put("lat", "41.8057");
        form.put("long", "123.4315");
        form.put("address_string", "沈阳市和平区南京北街100号");
        form.put("description", "窗口让我跑了三趟，我的电话是13912345678");
        form.put("first_name", "晓明");
        form.put("last_name", "李");
        form.put("phone", "13912345678");
        form.put("email", "li@example.org");
        form.put("media_url", "https://example.org/photo.jpg");
        form.put("attribute[where]", "centre");
        return form;
    }

    private static Map<String, String> with(Map<String, String> form, String field, String value) {
        form.put(field, value);
        return form;
    }

    private static Map<String, String> without(Map<String, String> form, String... fields) {
        form.keySet().removeAll(List.of(fields));
        return form;
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream().map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue())).collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Http.Answer report(Map<String, String> form) {
        return http.post(V2 + "/requests.json", encoded(form).getBytes(StandardCharsets.UTF_8), FORM);
    }

    private String reported(Map<String, String> form) {
        Http.Answer answer = report(form);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.at("/0/service_request_id");
    }

    private JsonNode request(String id) {
        return http.get(V2 + "/requests/" + id + ".json").json().get(0);
    }

    private JsonNode processed(String id) {
        KafkaTopics.await(id + " to be processed", () -> request(id).hasNonNull("service_code"));
        return request(id);
    }

    private String feedbackOf(String id) {
        processed(id);
        return http.as(Persona.SHENYANG_OFFICE).get("/api/v1/feedback?key=" + id).at("/items/0/id");
    }

    private void publish(String issue, long sequence, Event event) {
        publisher.send(issue, sequence, Ids.next("evt"), Events.typeOf(event.getClass()), Instant.now(), EventJson.write(event), null).join();
    }

    private static Element xml(Http.Answer answer) throws Exception {
        assertThat(answer.header("Content-Type")).startsWith("text/xml");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(answer.bytes())).getDocumentElement();
    }

    private static String text(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent();
    }

    private static void assertRefused(Http.Answer answer, int status, String... fields) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        List<JsonNode> errors = answer.json().valueStream().toList();
        assertThat(errors).isNotEmpty().allSatisfy(error -> assertThat(error.path("code").asInt()).isEqualTo(status));
        for (String field : fields) {
            assertThat(errors).as(answer.toString()).anySatisfy(error -> assertThat(error.path("description").asString()).startsWith(field + "："));
        }
        assertThat(errors).hasSizeGreaterThanOrEqualTo(fields.length);
    }

    @Test
    void saysWhatCanBeReported() throws Exception {
        Http.Answer services = http.get(V2 + "/services.json?jurisdiction_id=210100");
        assertThat(services.status()).isEqualTo(200);
        JsonNode window = services.json().valueStream().filter(service -> "window".equals(service.path("service_code").asString())).findFirst().orElseThrow();
        assertThat(window.path("metadata").asBoolean()).isTrue();
        assertThat(window.path("type").asString()).isEqualTo("realtime");
        assertThat(window.path("group").asString()).isEqualTo("政务服务");

        Element inXml = xml(http.get(V2 + "/services.xml"));
        assertThat(inXml.getTagName()).isEqualTo("services");
        assertThat(inXml.getElementsByTagName("service").getLength()).isEqualTo(services.json().size());
        assertThat(text(inXml, "keywords")).isEqualTo("窗口,排队,态度,材料");

        JsonNode definition = http.get(V2 + "/services/window.json").json();
        assertThat(definition.path("service_code").asString()).isEqualTo("window");
        assertThat(definition.at("/attributes/0/datatype").asString()).isEqualTo("singlevaluelist");
        assertThat(definition.at("/attributes/0/required").asBoolean()).isTrue();
        assertThat(definition.at("/attributes/0/values/1/key").asString()).isEqualTo("station");
        Element attribute = (Element) xml(http.get(V2 + "/services/window.xml")).getElementsByTagName("attribute").item(0);
        assertThat(attribute.getElementsByTagName("value").getLength()).isEqualTo(3);

        assertThat(http.get(V2 + "/discovery.json").at("/endpoints/0/url")).isEqualTo("/open311/v2");
        assertThat(text(xml(http.get(V2 + "/discovery.xml")), "specification")).isEqualTo("http://wiki.open311.org/GeoReport_v2");
    }

    @Test
    void takesAReportInAsAnOrderAndShowsItToAnybodyWithoutPersonalData() throws Exception {
        String id = reported(aReport());
        assertThat(request(id).path("status").asString()).as("from the first moment on").isEqualTo("open");
        JsonNode shown = processed(id);
        assertThat(shown.path("service_request_id").asString()).isEqualTo(id);
        assertThat(shown.path("service_name").asString()).isEqualTo("政务服务窗口问题");
        assertThat(shown.path("agency_responsible").asString()).isEqualTo("沈阳市");
        assertThat(shown.path("description").asString()).isEqualTo("窗口让我跑了三趟，我的电话是139****5678");
        assertThat(shown.path("requested_datetime").asString()).endsWith("+08:00");
        assertThat(shown.toString()).doesNotContain("13912345678", "晓明", "南京北街", "example.org", "41.8", "123.4");
        assertThat(mongo.getCollection("feedback").find(new Document("key", id)).first().toJson())
                .doesNotContain("13912345678", "李晓明", "南京北街100号", "example.org", "api_key");
        Element inXml = xml(http.get(V2 + "/requests/" + id + ".xml"));
        assertThat(inXml.getTagName()).isEqualTo("service_requests");
        assertThat(text(inXml, "service_request_id")).isEqualTo(id);

        String feedback = "/api/v1/feedback/" + feedbackOf(id);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(feedback).at("/handlingMode")).isEqualTo("COMPLAINT");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(feedback).json().path("issueCalledFor").asBoolean()).isTrue();
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(feedback + "/reveal", Map.of("field", "callerName", "reason", "回访核实")).at("/value")).isEqualTo("李晓明");
        assertThat(http.as(Persona.SHENYANG_OFFICE).post(feedback + "/reveal", Map.of("field", "open311", "reason", "查看照片")).at("/value"))
                .contains("https://example.org/photo.jpg", "li@example.org").doesNotContain("open311-key");
    }

    @Test
    void followsTheIssueUntilItIsClosed() throws Exception {
        String id = reported(aReport());
        String feedback = feedbackOf(id);
        String issue = Ids.next("iss");
        Instant before = Instant.now();
        publish(issue, 1, ProgressInboxIT.registered(issue, SourceKind.HOTLINE_12345, feedback));
        KafkaTopics.await("the issue", () -> request(id).path("status_notes").asString().contains("已登记，等待研判"));
        publish(issue, 2, new IssueClosed(issue, "210100"));
        KafkaTopics.await("the end", () -> "closed".equals(request(id).path("status").asString()));
        assertThat(request(id).path("status_notes").asString()).isEqualTo("已办结");

        String from = encoded(before.minusSeconds(60).toString());
        assertThat(ids(http.get(V2 + "/requests.json?status=closed&start_date=" + from))).contains(id);
        assertThat(ids(http.get(V2 + "/requests.json?status=open&start_date=" + from))).doesNotContain(id);
        JsonNode update = http.get(V2 + "/servicerequestupdates.json?start_date=" + from).json().valueStream()
                .filter(each -> id.equals(each.path("service_request_id").asString())).findFirst().orElseThrow();
        assertThat(update.path("update_id").asString()).startsWith(id + ".");
        assertThat(update.path("status").asString()).isEqualTo("closed");
        assertThat(xml(http.get(V2 + "/servicerequestupdates.xml?service_request_id=" + id + "&start_date=" + from)).getElementsByTagName("request_update").getLength())
                .isEqualTo(1);
        assertThat(http.get(V2 + "/servicerequestupdates.json?end_date=" + from).json().valueStream()
                .map(each -> each.path("service_request_id").asString())).doesNotContain(id);
    }

    @Test
    void closesWhatIsOnlyPutOnRecord() {
        JsonNode shown = processed(reported(with(without(aReport(), "attribute[where]"), "service_code", "suggestion")));
        assertThat(shown.path("status").asString()).isEqualTo("closed");
        assertThat(shown.path("status_notes").asString()).isEqualTo("已收悉并登记");
    }

    private static List<String> ids(Http.Answer list) {
        assertThat(list.status()).as(list.toString()).isEqualTo(200);
        return list.json().valueStream().map(each -> each.path("service_request_id").asString()).toList();
    }

    @Test
    void listsReportsOfCivicAppsByCodeTimeAndNumber() {
        String window = reported(aReport());
        String insurance = reported(with(aReport(), "service_code", "social-insurance"));
        processed(window);
        processed(insurance);
        String order = "O" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        Http.Answer hotline = SigningSender.hotline(http).order(Pushes.anOrder(order));
        KafkaTopics.await("the order", () -> "PROCESSED".equals(http.as(Persona.OPERATOR).get("/api/v1/feedback/receipts/" + hotline.at("/receiptId")).at("/state")));

        assertThat(ids(http.get(V2 + "/requests.json"))).contains(window, insurance).doesNotContain(order);
        assertThat(ids(http.get(V2 + "/requests.json?service_code=window"))).contains(window).doesNotContain(insurance);
        assertThat(ids(http.get(V2 + "/requests.json?service_code=window,social-insurance&jurisdiction_id=210100&status=open,closed"))).contains(window, insurance);
        assertThat(ids(http.get(V2 + "/requests.json?service_request_id=" + insurance + "," + window + ",nonsense"))).containsExactly(insurance, window);
        assertThat(ids(http.get(V2 + "/requests.json?end_date=2020-01-01T00:00:00Z"))).isEmpty();
        assertThat(http.get(V2 + "/tokens/" + window + ".json").at("/0/service_request_id")).isEqualTo(window);
        assertThat(http.get(V2 + "/requests/" + order + ".json").status()).as("what came by the hotline is nobody's to follow here").isEqualTo(404);
    }

    @Test
    void refusesAsTheStandardSays() throws Exception {
        assertRefused(report(without(aReport(), "api_key")), 403);
        assertRefused(report(with(aReport(), "api_key", "somebody-else's-key")), 403);
        assertRefused(report(with(aReport(), "service_code", "no-such")), 404);
        assertRefused(report(with(aReport(), "jurisdiction_id", "440100")), 404);
        assertRefused(report(without(aReport(), "service_code")), 400, "service_code");
        assertRefused(report(without(aReport(), "description", "attribute[where]")), 400, "description", "attribute[where]");
        assertRefused(report(with(aReport(), "attribute[where]", "moon")), 400, "attribute[where]");
        assertRefused(report(without(aReport(), "lat", "long", "address_string")), 400, "lat");
        assertRefused(report(without(aReport(), "lat")), 400, "lat");
        assertRefused(report(with(with(aReport(), "lat", "91"), "long", "1e999999999")), 400, "lat", "long");
        assertRefused(report(with(with(aReport(), "email", "nobody"), "media_url", "javascript:alert(1)")), 400, "email", "media_url");
        assertRefused(report(with(aReport(), "description", "长".repeat(4001))), 400, "description");
        assertRefused(report(with(aReport(), "padding", "x".repeat(70_000))), 400, "(body)");
        assertRefused(http.post(V2 + "/requests.json", "{}"), 400, "Content-Type");
        assertRefused(http.upload(V2 + "/requests.json", "photo.jpg", "image/jpeg", new byte[] {1}), 400, "Content-Type");
        assertRefused(http.post(V2 + "/requests.json", "description=%C3%28&api_key=x".getBytes(StandardCharsets.UTF_8), FORM), 400);
        assertRefused(http.post(V2 + "/requests.json", "description=%zz&api_key=x".getBytes(StandardCharsets.UTF_8), FORM), 400);
        assertRefused(http.get(V2 + "/requests.json?status=lost"), 400, "status");
        assertRefused(http.get(V2 + "/requests.json?start_date=gestern"), 400, "start_date");
        assertRefused(http.get(V2 + "/requests.json?start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z"), 400, "end_date");
        assertRefused(http.get(V2 + "/requests/srq_1-0123456789ab.json"), 404);
        assertRefused(http.get(V2 + "/tokens/srq_1.json"), 404);
        assertRefused(http.get(V2 + "/services/no-such.json"), 404);

        Element errors = xml(http.post(V2 + "/requests.xml", encoded(without(aReport(), "description")).getBytes(StandardCharsets.UTF_8), FORM));
        assertThat(errors.getTagName()).isEqualTo("errors");
        assertThat(text(errors, "code")).isEqualTo("400");
        assertThat(text(errors, "description")).startsWith("description：");
    }

    @Test
    void takesARepeatedReportOnce() {
        String once = UUID.randomUUID().toString();
        byte[] form = encoded(aReport()).getBytes(StandardCharsets.UTF_8);
        String first = http.with("Idempotency-Key", once).post(V2 + "/requests.json", form, FORM).at("/0/service_request_id");
        assertThat(http.with("Idempotency-Key", once).post(V2 + "/requests.json", form, FORM).at("/0/service_request_id")).isEqualTo(first);
        assertThat(reported(aReport())).isNotEqualTo(first);
    }

    @Test
    void carriesWhateverPeopleWriteInBothForms() throws Exception {
        String words = "不满意😡 <b>&\"'</b> \u0001 שלום 𠮷";
        String id = reported(with(aReport(), "description", words));
        assertThat(processed(id).path("description").asString()).isEqualTo(words);
        assertThat(text(xml(http.get(V2 + "/requests/" + id + ".xml")), "description")).isEqualTo(words.replace("\u0001", ""));
    }
}
