package cn.tiyan.walkthrough.catalogue;

import static cn.tiyan.walkthrough.catalogue.Items.body;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.serviceitem.ServiceItemChanged;
import cn.tiyan.contracts.vocabulary.ServiceTheme;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import tools.jackson.databind.node.ObjectNode;

@PlatformTest
class ServiceItemsIT {

    private static final String PATH = "/api/v1/service-items";
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @Autowired
    private Http http;
    @Autowired
    private KafkaTopics kafka;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private AggregateStore store;

    @BeforeEach
    void theCatalogueIsEmpty() {
        mongo.remove(new Query(), ServiceItem.class);
        mongo.remove(new Query(), ItemEdition.class);
    }

    @Test
    void addsAnItemAndTellsTheOthers() {
        String code = Items.code();
        Answer answer = http.as(Persona.SHENYANG_DEPARTMENT).post(PATH, body("210100-HRSS", code, "企业职工参保登记"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo(PATH + "/" + answer.at("/id"));
        assertThat(answer.at("/content/promise/text")).isEqualTo("5 个工作日");
        assertThat(answer.json().at("/content/channels").valueStream().map(channel -> channel.asString())).containsExactly("PORTAL", "COUNTER");
        assertThat(answer.json().at("/content/materials/0/required").asBoolean()).isTrue();
        assertThat(answer.json().at("/content/materials/1/required").asBoolean()).isFalse();
        assertThat(answer.at("/from")).isEqualTo(TODAY.toString());
        var message = kafka.await("service-item.events", answer.at("/id"), 1).getFirst();
        assertThat(EventJson.read(message.value(), ServiceItemChanged.class)).isEqualTo(
                new ServiceItemChanged(answer.at("/id"), "210100-HRSS", code, "企业职工参保登记", 1, TODAY, true, true, false, false, ServiceTheme.SOCIAL_SECURITY));
    }

    @Test
    void isTheSameItemHoweverOftenItIsAsked() throws Exception {
        ObjectNode body = body("210100-HRSS", Items.code(), "企业职工参保登记");
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> add = () -> http.as(Persona.SHENYANG_DEPARTMENT).post(PATH, body).status();
            assertThat(all.invokeAll(List.of(add, add, add)).stream().map(status -> status.resultNow())).containsExactlyInAnyOrder(201, 200, 200);
        }
        body.withObject("/content").put("name", "别的");
        Answer other = http.as(Persona.SHENYANG_OFFICE).post(PATH, body);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("item-exists");
        assertThat(mongo.count(new Query(), ServiceItem.class)).isEqualTo(1);
    }

    @Test
    void keepsEveryVersionReadableByDay() {
        ObjectNode body = body("210100-HRSS", Items.code(), "参保登记");
        body.put("from", TODAY.minusDays(30).toString());
        Answer added = http.as(Persona.SHENYANG_DEPARTMENT).post(PATH, body);
        String id = added.at("/id");
        Answer second = change(id, 1, TODAY.minusDays(20), "参保登记（二）");
        assertThat(second.status()).as(second.toString()).isEqualTo(200);
        assertThat(second.json().at("/edition").asInt()).isEqualTo(2);
        assertThat(change(id, 2, TODAY.minusDays(20), "参保登记（三）").json().at("/edition").asInt()).isEqualTo(3);
        Answer withdrawn = http.as(Persona.SHENYANG_DEPARTMENT).at(3).post(PATH + "/" + id + "/withdraw", "{\"from\":\"%s\",\"reason\":\"并入其他事项\"}".formatted(TODAY.minusDays(10)));
        assertThat(withdrawn.at("/status")).isEqualTo("WITHDRAWN");
        assertThat(withdrawn.json().at("/withdrawn").asBoolean()).isTrue();
        assertThat(change(id, 4, TODAY.minusDays(5), "参保登记（四）").at("/status")).isEqualTo("ACTIVE");

        assertOn(id, 31, null, 0, false);
        assertOn(id, 30, "参保登记", 1, false);
        assertOn(id, 21, "参保登记", 1, false);
        assertOn(id, 20, "参保登记（三）", 3, false);
        assertOn(id, 11, "参保登记（三）", 3, false);
        assertOn(id, 10, "参保登记（三）", 3, true);
        assertOn(id, 6, "参保登记（三）", 3, true);
        assertOn(id, 5, "参保登记（四）", 4, false);
        assertOn(id, -400, "参保登记（四）", 4, false);
        assertThat(http.as(Persona.DALIAN_DEPARTMENT).get(PATH + "/" + id + "?on=1-1-1").fields()).containsExactly("on");

        Answer editions = http.as(Persona.EXPERIENCER).get(PATH + "/" + id + "/editions?limit=2");
        assertThat(editions.json().at("/items").valueStream().map(edition -> edition.path("edition").asInt())).containsExactly(4, 3);
        Answer older = http.as(Persona.EXPERIENCER).get(PATH + "/" + id + "/editions?limit=2&after=" + editions.at("/next"));
        assertThat(older.json().at("/items").valueStream().map(edition -> edition.path("edition").asInt())).containsExactly(2, 1);
        assertThat(older.json().has("next")).isFalse();
        assertThat(http.as(Persona.EXPERIENCER).get(PATH + "/" + id + "/editions?after=x").fields()).containsExactly("after");
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(PATH + "/" + id + "/history").json().valueStream().map(entry -> entry.path("action").asString()))
                .containsExactly("add", "change", "change", "withdraw", "restore");
    }

    private void assertOn(String id, int daysAgo, String name, int edition, boolean withdrawn) {
        Answer answer = http.as(Persona.DALIAN_DEPARTMENT).get(PATH + "/" + id + "?on=" + TODAY.minusDays(daysAgo));
        if (name == null) {
            assertThat(answer.status()).isEqualTo(404);
            return;
        }
        assertThat(answer.at("/content/name")).as(daysAgo + " days ago").isEqualTo(name);
        assertThat(answer.json().at("/edition").asInt()).isEqualTo(edition);
        assertThat(answer.json().at("/current").asBoolean()).isEqualTo(edition == 4);
        assertThat(answer.json().at("/withdrawn").asBoolean()).as(daysAgo + " days ago").isEqualTo(withdrawn);
    }

    @Test
    void makesNoVersionOfWhatItSaysAlready() {
        ObjectNode body = body("210100-HRSS", Items.code(), "参保登记");
        Answer added = http.as(Persona.SHENYANG_DEPARTMENT).post(PATH, body);
        Answer same = change(added.at("/id"), 1, TODAY, "参保登记");
        assertThat(same.version()).isEqualTo(1);
        assertThat(mongo.count(new Query(), ItemEdition.class)).isZero();
    }

    @Test
    void refusesStaleAndBlindChangesAndStoresNothing() {
        String id = http.as(Persona.SHENYANG_DEPARTMENT).post(PATH, body("210100-HRSS", Items.code(), "参保登记")).at("/id");
        assertThat(change(id, 7, TODAY, "别的").status()).isEqualTo(409);
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).put(PATH + "/" + id, changing(TODAY, "别的")).status()).isEqualTo(428);
        Answer early = change(id, 1, TODAY.minusDays(1), "别的");
        assertThat(early.problem()).isEqualTo("item-from-before-current");
        assertThat(early.fields()).containsExactly("from");
        assertThat(change(id, 1, TODAY.plusDays(1), "别的").problem()).isEqualTo("item-from-in-the-future");
        assertThat(mongo.count(new Query(), ItemEdition.class)).isZero();
        assertThat(http.as(Persona.SHENYANG_DEPARTMENT).get(PATH + "/" + id).version()).isEqualTo(1);
    }

    @Test
    void isReadByTheWholeProvinceAndKeptByItsOwnLine() {
        String id = http.as(Persona.SHENYANG_DEPARTMENT).post(PATH, body("210100-HRSS", Items.code(), "参保登记")).at("/id");
        for (Persona persona : Persona.values()) {
            assertThat(http.as(persona).get(PATH + "/" + id).status()).as(persona.name()).isEqualTo(200);
            assertThat(http.as(persona).get(PATH).at("/items/0/id")).as(persona.name()).isEqualTo(id);
        }
        for (Persona persona : List.of(Persona.DALIAN_OFFICE, Persona.DALIAN_DEPARTMENT, Persona.EXPERIENCER, Persona.SHENYANG_WALKER, Persona.PROVINCE_LEADER)) {
            assertThat(http.as(persona).at(1).put(PATH + "/" + id, changing(TODAY, "别的")).status()).as(persona.name()).isEqualTo(403);
            assertThat(http.as(persona).at(1).post(PATH + "/" + id + "/withdraw", "{}").status()).as(persona.name()).isEqualTo(403);
            assertThat(http.as(persona).post(PATH, body("210100-HRSS", Items.code(), "别的")).status()).as(persona.name()).isEqualTo(403);
        }
        assertThat(http.get(PATH).status()).isEqualTo(401);
        long version = 1;
        for (Persona persona : List.of(Persona.SHENYANG_OFFICE, Persona.PROVINCE_OFFICE, Persona.ADMIN)) {
            assertThat(http.as(persona).at(version++).put(PATH + "/" + id, changing(TODAY, "参保登记" + version)).status()).as(persona.name()).isEqualTo(200);
        }
    }

    @Test
    void isHiddenFromOtherProvinces() {
        var elsewhere = new Unit("220100", "长春市", UnitKind.CITY, "220000", List.of("220000", "220100"), true, 0);
        mongo.save(elsewhere);
        ServiceItem item = store.insert(ServiceItem.add(Items.code(), Items.content("参保登记"), elsewhere, TODAY, TODAY, Persona.ADMIN.caller(), Instant.now()));
        assertThat(http.as(Persona.PROVINCE_OFFICE).get(PATH + "/" + item.id()).status()).isEqualTo(404);
        assertThat(http.as(Persona.PROVINCE_OFFICE).at(1).put(PATH + "/" + item.id(), changing(TODAY, "别的")).status()).isEqualTo(404);
        assertThat(http.as(Persona.PROVINCE_OFFICE).get(PATH).json().at("/items")).isEmpty();
        assertThat(http.as(Persona.PROVINCE_OFFICE).get(PATH + "?code=" + item.code()).json().at("/items")).isEmpty();
        assertThat(http.as(Persona.PROVINCE_OFFICE).get(PATH + "?unit=220100").problem()).isEqualTo("unknown-reference");
        mongo.remove(elsewhere);
    }

    @Test
    void isFoundByChineseWordsAndByCode() {
        String code = Items.code();
        String parking = http.as(Persona.SHENYANG_DEPARTMENT).post(PATH, body("210100-HRSS", code, "医院停车场备案")).at("/id");
        String pension = http.as(Persona.SHENYANG_DEPARTMENT).post(PATH, body("210100-HRSS", Items.code(), "社保关系转移接续")).at("/id");
        assertThat(found("?q=停车")).containsExactly(parking);
        assertThat(found("?q=医院 备案")).containsExactly(parking);
        assertThat(found("?q=社保转移")).containsExactly(pension);
        assertThat(found("?q=停车 社保")).isEmpty();
        assertThat(found("?q=" + code)).containsExactly(parking);
        assertThat(found("?code=" + code)).containsExactly(parking);
        change(parking, 1, TODAY, "公共泊位备案");
        assertThat(found("?q=停车")).as("by what it is called now").isEmpty();
        assertThat(found("?q=泊位")).containsExactly(parking);
        assertThat(http.as(Persona.EXPERIENCER).get(PATH + encoded("?q=，。")).fields()).containsExactly("q");
        assertThat(http.as(Persona.EXPERIENCER).get(PATH + "?code=%7B$gt:1%7D").fields()).containsExactly("code");
    }

    @Test
    void isFoundByUnitThemeAndFlags() {
        ObjectNode body = body("210102", Items.code(), "门诊报销");
        body.withObject("/content").put("theme", "ELDERLY").put("kind", "BENEFIT").put("crossProvince", false).put("fullyOnline", true).put("oneThing", true);
        String county = http.as(Persona.SHENYANG_OFFICE).post(PATH, body).at("/id");
        String department = http.as(Persona.SHENYANG_DEPARTMENT).post(PATH, body("210100-HRSS", Items.code(), "参保登记")).at("/id");
        String dalian = http.as(Persona.DALIAN_DEPARTMENT).post(PATH, body("210200-HRSS", Items.code(), "参保登记")).at("/id");
        assertThat(found("")).containsExactly(dalian, department, county);
        assertThat(found("?unit=210100")).containsExactly(department, county);
        assertThat(found("?unit=210100-HRSS")).containsExactly(department);
        assertThat(found("?theme=ELDERLY")).containsExactly(county);
        assertThat(found("?kind=BENEFIT&unit=210200")).isEmpty();
        assertThat(found("?crossProvince=true")).containsExactly(dalian, department);
        assertThat(found("?fullyOnline=true&oneThing=true")).containsExactly(county);
        http.as(Persona.DALIAN_OFFICE).at(1).post(PATH + "/" + dalian + "/withdraw", "{}");
        assertThat(found("?crossProvince=true")).containsExactly(department);
        assertThat(found("?status=WITHDRAWN")).containsExactly(dalian);
        assertThat(http.as(Persona.EXPERIENCER).get(PATH + "?theme=FOOD").fields()).containsExactly("theme");
    }

    @Test
    void listsPageByPage() {
        List<String> newestFirst = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            newestFirst.addFirst(http.as(Persona.SHENYANG_DEPARTMENT).post(PATH, body("210100-HRSS", Items.code(), "参保登记" + i)).at("/id"));
        }
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            Answer page = http.as(Persona.SHENYANG_OFFICE).get(PATH + "?q=参保&limit=2".replace("参保", encoded("参保")) + after);
            page.json().at("/items").forEach(line -> seen.add(line.path("id").asString()));
            after = page.json().has("next") ? "&after=" + page.at("/next") : null;
        } while (after != null);
        assertThat(seen).isEqualTo(newestFirst);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(PATH + "?limit=201").fields()).containsExactly("limit");
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                bad("unit", body -> body.put("unit", "沈阳")),
                bad("code", body -> body.put("code", "a b")),
                bad("code", body -> body.remove("code")),
                bad("from", body -> body.put("from", "昨天")),
                bad("from", body -> body.put("from", "0001-01-01")),
                bad("content", body -> body.remove("content")),
                bad("content.name", body -> body.withObject("/content").put("name", "两\n行")),
                bad("content.name", body -> body.withObject("/content").put("name", "字".repeat(201))),
                bad("content.kind", body -> body.withObject("/content").put("kind", "SERVICE")),
                bad("content.theme", body -> body.withObject("/content").putNull("theme")),
                bad("content.promise.amount", body -> body.withObject("/content/promise").put("amount", -1)),
                bad("content.promise.unit", body -> body.withObject("/content/promise").put("unit", "YEARS")),
                bad("content.channels", body -> body.withObject("/content").putArray("channels")),
                bad("content.channels[0]", body -> body.withObject("/content").putArray("channels").add("PHONE")),
                bad("content.materials[0].name", body -> body.withObject("/content").putArray("materials").addObject().put("name", "")),
                bad("content.visits", body -> body.withObject("/content").put("visits", 100)),
                bad("content.fee", body -> body.withObject("/content").put("fee", 1)));
    }

    private static Arguments bad(String field, Consumer<ObjectNode> change) {
        return Arguments.of(field, change);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void namesTheFieldThatIsMalformedAndStoresNothing(String field, Consumer<ObjectNode> change) {
        ObjectNode body = body("210100-HRSS", Items.code(), "参保登记");
        change.accept(body);
        Answer answer = http.as(Persona.SHENYANG_DEPARTMENT).post(PATH, body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
        assertThat(mongo.count(new Query(), ServiceItem.class)).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {within: '210000', status: 'ACTIVE'}
            {within: '210100', status: 'ACTIVE', 'content.theme': 'ELDERLY'}
            {within: '210100', status: 'ACTIVE', 'content.kind': 'BENEFIT'}
            {within: '210000', status: 'ACTIVE', 'content.crossProvince': true}
            {within: '210000', status: 'ACTIVE', 'content.fullyOnline': true}
            {within: '210000', status: 'ACTIVE', 'content.oneThing': true}
            {within: '210000', status: 'ACTIVE', code: 'x'}
            {within: '210000', status: 'ACTIVE', words: {$all: ['x', 'y']}}
            """)
    void listsByIndexAlone(String filter) {
        String query = "{find: 'service_item', filter: %s, sort: {createdAt: -1, _id: -1}}".formatted(filter);
        String plan = mongo.executeCommand("{explain: " + query + ", verbosity: 'queryPlanner'}").get("queryPlanner", org.bson.Document.class).get("winningPlan").toString();
        assertThat(plan).as(query).contains("IXSCAN").doesNotContain("COLLSCAN", "stage=SORT,");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {itemId: 'x', from: {$lte: '2026-01-01'}, number: {$lt: 3}} | {from: -1, number: -1}
            {itemId: 'x', number: {$lt: 3}} | {number: -1}
            """)
    void findsEarlierVersionsByIndexAlone(String filter, String sort) {
        String query = "{find: 'service_item_edition', filter: %s, sort: %s}".formatted(filter, sort);
        String plan = mongo.executeCommand("{explain: " + query + ", verbosity: 'queryPlanner'}").get("queryPlanner", org.bson.Document.class).get("winningPlan").toString();
        assertThat(plan).as(query).contains("IXSCAN").doesNotContain("COLLSCAN", "stage=SORT,");
    }

    private Answer change(String id, long version, LocalDate from, String name) {
        return http.as(Persona.SHENYANG_DEPARTMENT).at(version).put(PATH + "/" + id, changing(from, name));
    }

    private static ObjectNode changing(LocalDate from, String name) {
        ObjectNode body = body("210100-HRSS", "X", name);
        body.remove(List.of("unit", "code"));
        return body.put("from", from.toString());
    }

    private List<String> found(String query) {
        Answer answer = http.as(Persona.EXPERIENCER).get(PATH + encoded(query));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().at("/items").valueStream().map(item -> item.path("id").asString()).toList();
    }

    private static String encoded(String query) {
        var encoded = new StringBuilder();
        for (byte each : query.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            encoded.append(each > ' ' && each < 127 ? String.valueOf((char) each) : "%%%02X".formatted(each & 0xff));
        }
        return encoded.toString();
    }
}
