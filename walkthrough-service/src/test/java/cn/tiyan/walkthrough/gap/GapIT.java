package cn.tiyan.walkthrough.gap;

import static cn.tiyan.walkthrough.demand.Told.finding;
import static cn.tiyan.walkthrough.demand.Told.said;
import static cn.tiyan.walkthrough.demand.Told.walk;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.serviceitem.ServiceItemChanged;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import cn.tiyan.walkthrough.demand.Demand;
import cn.tiyan.walkthrough.demand.Told;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/** The view over HTTP. What is told is told of a city of this test's own, in March 2031. */
@PlatformTest
class GapIT {

    private static final AtomicLong OFFSETS = new AtomicLong();
    private static final String GAP = "/api/v1/walkthroughs/gap";
    private static final String COVERAGE = "/api/v1/walkthroughs/coverage";
    private static final String CITY = "213100";
    private static final String MARCH = "?unit=" + CITY + "&from=2031-03&to=2031-03";
    private static boolean toldAlready;

    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private Demand demand;

    @BeforeEach
    void tell() {
        if (toldAlready) {
            return;
        }
        toldAlready = true;
        Told.city(mongo, CITY);
        var told = new Told(demand);
        String hrss = CITY + "-HRSS";
        // Citizens complain, walkers find nothing.
        told.ratings(40, hrss, "BLIND", "2031-03-10", 1);
        told.ratings(20, hrss, "BLIND", "2031-03-10", 5);
        told.walks(10, 0, hrss, "BLIND", "2031-03-11");
        // The other way round.
        told.ratings(100, hrss, "WALKED", "2031-03-10", 5);
        told.walks(10, 9, hrss, "WALKED", "2031-03-11");
        // Both alike.
        told.ratings(30, hrss, "ALIKE", "2031-03-10", 1);
        told.ratings(30, hrss, "ALIKE", "2031-03-10", 5);
        told.walks(10, 5, hrss, "ALIKE", "2031-03-11");
        // The largest difference of all, on too little.
        told.ratings(3, hrss, "FEW", "2031-03-10", 1);
        told.walks(2, 0, hrss, "FEW", "2031-03-11");
        // Only spoken of; and one name that a spreadsheet would take for a formula.
        told.feedback(said(SourceKind.CANNOT_GET_DONE, hrss, "=1+1", "2031-03-31", null));
        // By an office above, about the city: the city sees the count, not the record.
        told.walkthrough(walk("210000", "ABOVE", WalkthroughRole.ENFORCER, "2031-03-12", CITY, List.of(Dimension.SPEED)),
                finding(CITY, "ABOVE", Dimension.COST, Severity.LOW));
    }

    @Test
    void sortsByWhatTheTwoSidesDifferByAtTheLeast() {
        JsonNode view = get(GAP + MARCH).json();
        assertThat(items(view)).containsExactly("WALKED", "BLIND", "ALIKE", "=1+1", "ABOVE", "FEW");
        assertThat(view.at("/definition").asString()).contains("群众不满意比例", "走流程发现问题比例");
        JsonNode blind = view.at("/items/1");
        assertThat(blind.at("/walkers/walkthroughs").asInt()).isEqualTo(10);
        assertThat(blind.at("/walkers/withFindings/count").asInt()).isZero();
        assertThat(blind.at("/citizens/feedback").asInt()).isEqualTo(60);
        assertThat(blind.at("/citizens/bad/rate").asDouble()).isEqualTo(40 / 60.0);
        assertThat(blind.at("/citizens/bad/low").asDouble()).isBetween(0.53, 0.55);
        assertThat(blind.at("/citizens/meanSatisfaction").asDouble()).isEqualTo(140 / 60.0);
        assertThat(blind.at("/disagreement/verdict").asString()).isEqualTo("CITIZENS_WORSE");
        JsonNode walked = view.at("/items/0");
        assertThat(walked.at("/disagreement/verdict").asString()).isEqualTo("WALKERS_WORSE");
        assertThat(walked.at("/walkers/meanSeverity").asDouble()).isEqualTo(3);
        assertThat(walked.at("/walkers/byDimension/QUALITY").asInt()).isEqualTo(9);
        assertThat(view.at("/overall/citizens/feedback").asInt()).isEqualTo(224);
        assertThat(view.at("/overall/walkers/walkthroughs").asInt()).isEqualTo(33);
    }

    @Test
    void neverRanksSmallSamples() {
        for (String sort : List.of("DISAGREEMENT", "CITIZENS_WORSE", "WALKERS_WORSE")) {
            JsonNode view = get(GAP + MARCH + "&sort=" + sort).json();
            assertThat(items(view).subList(3, 6)).containsExactly("=1+1", "ABOVE", "FEW");
            assertThat(view.at("/items/5/disagreement/smallSample").asBoolean()).isTrue();
            assertThat(view.at("/items/5/disagreement/difference").asDouble()).isEqualTo(1);
        }
        assertThat(items(get(GAP + MARCH + "&sort=CITIZENS_WORSE").json())).first().isEqualTo("BLIND");
        assertThat(items(get(GAP + MARCH + "&sort=WALKERS_WORSE").json())).first().isEqualTo("WALKED");
        assertThat(items(get(GAP + MARCH + "&sort=FEEDBACK").json())).startsWith("WALKED", "ALIKE", "BLIND");
        assertThat(items(get(GAP + MARCH + "&sort=WALKTHROUGHS").json())).startsWith("ALIKE", "BLIND", "WALKED");
    }

    @Test
    void pagesWithoutRepeatingOrLeavingOut() {
        for (String sort : List.of("DISAGREEMENT", "FEEDBACK", "WALKERS_WORSE")) {
            List<String> paged = new ArrayList<>();
            String after = "";
            do {
                JsonNode page = get(GAP + MARCH + "&limit=1&sort=" + sort + after).json();
                paged.addAll(items(page));
                after = page.hasNonNull("next") ? "&after=" + page.at("/next").asString() : "";
            } while (!after.isEmpty());
            assertThat(paged).isEqualTo(items(get(GAP + MARCH + "&sort=" + sort).json()));
        }
        String next = get(GAP + MARCH + "&limit=1").at("/next");
        assertThat(get(GAP + MARCH + "&sort=FEEDBACK&after=" + next).problem()).isEqualTo("malformed");
        assertThat(get(GAP + MARCH + "&after=nonsense").fields()).containsExactly("after");
    }

    @Test
    void leadsToTheRecordsTheCallerMaySee() {
        Answer bad = get(GAP + "/BLIND" + MARCH + "&side=CITIZENS&limit=200");
        assertThat(bad.json().at("/items").size()).isEqualTo(60);
        assertThat(bad.json().at("/items").valueStream().filter(item -> item.at("/bad").asBoolean()).count()).isEqualTo(40);
        assertThat(bad.at("/items/0/id")).startsWith("fbk_");
        List<String> walks = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = get(GAP + "/BLIND" + MARCH + "&side=WALKERS&limit=3" + after).json();
            page.at("/items").forEach(item -> walks.add(item.at("/id").asString()));
            after = page.hasNonNull("next") ? "&after=" + page.at("/next").asString() : "";
        } while (!after.isEmpty());
        assertThat(walks).hasSize(10).doesNotHaveDuplicates().allMatch(id -> id.startsWith("wlk_"));
        assertThat(get(GAP + "/ABOVE" + MARCH + "&side=WALKERS").json().at("/items").size()).isEqualTo(1);
        assertThat(get(GAP + "/BLIND" + MARCH.replace("-03", "-04") + "&side=WALKERS").json().at("/items").size()).isZero();
    }

    /** The walker's line alone sees the walker's record; the unit that was walked sees that it was. */
    @Test
    void showsTheCountButNotTheRecordOfAWalkFromAbove() {
        mongo.save(new cn.tiyan.platform.organisation.Unit("210100-GAP", "沈阳试点", cn.tiyan.contracts.vocabulary.UnitKind.DEPARTMENT, "210100",
                List.of("210000", "210100", "210100-GAP"), true, 1));
        new Told(demand).walkthrough(walk("210000", "FROM-ABOVE", WalkthroughRole.SUPERVISOR, "2033-03-12", "210100-GAP", null));
        String period = "?unit=210100-GAP&from=2033-03&to=2033-03";
        Http shenyang = http.as(Persona.SHENYANG_OFFICE);
        assertThat(shenyang.get(GAP + period).at("/items/0/item")).isEqualTo("FROM-ABOVE");
        assertThat(shenyang.get(GAP + "/FROM-ABOVE" + period + "&side=WALKERS").json().at("/items").size()).isZero();
        assertThat(http.as(Persona.PROVINCE_OFFICE).get(GAP + "/FROM-ABOVE" + period + "&side=WALKERS").json().at("/items").size()).isEqualTo(1);
    }

    @Test
    void keepsOtherUnitsAndThePublicOut() {
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(GAP + MARCH).status()).isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(COVERAGE + MARCH).status()).isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(GAP + "/BLIND" + MARCH + "&side=CITIZENS").status()).isEqualTo(404);
        assertThat(http.as(Persona.SHENYANG_OFFICE).get(GAP + "/export" + MARCH).status()).isEqualTo(404);
        assertThat(http.as(Persona.PROVINCE_OFFICE).get(GAP + "?unit=219999").status()).isEqualTo(404);
        assertThat(http.as(Persona.EXPERIENCER).get(GAP).status()).isEqualTo(403);
        assertThat(http.get(GAP).status()).isEqualTo(401);
    }

    @Test
    void refusesMonthsThatAreNone() {
        assertThat(get(GAP + "?from=2031-04&to=2031-03").fields()).containsExactly("from");
        assertThat(get(GAP + "?from=2001-01&to=2031-03").fields()).containsExactly("from");
        assertThat(get(GAP + "?from=1999-12&to=2001-03").fields()).containsExactly("from");
        for (String bad : List.of("?from=2031-13", "?to=yesterday", "?sort=BEST", "?limit=0", "?limit=201")) {
            assertThat(get(GAP + bad).status()).as(bad).isEqualTo(400);
        }
    }

    @Test
    void canBeHandedInAsAWorkbook() throws Exception {
        Answer answer = get(GAP + "/export" + MARCH);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Disposition")).contains(".xlsx");
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(answer.bytes()))) {
            var sheet = workbook.getSheetAt(0);
            assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).contains("供需两侧体验差异", "2031-03");
            assertThat(sheet.getRow(1).getCell(0).getStringCellValue()).isEqualTo(Disagreement.DEFINITION);
            assertThat(sheet.getRow(4).getCell(1).getStringCellValue()).isEqualTo("BLIND");
            assertThat(sheet.getRow(4).getCell(13).getStringCellValue()).isEqualTo("66.7%");
            assertThat(sheet.getRow(6).getCell(1).getCellType()).as("never a formula").isEqualTo(CellType.STRING);
            assertThat(sheet.getRow(6).getCell(1).getStringCellValue()).isEqualTo("=1+1");
            assertThat(sheet.getRow(8).getCell(23).getStringCellValue()).isEqualTo("样本不足，不作比较");
            assertThat(sheet.getRow(9).getCell(0).getStringCellValue()).contains("共 6 条");
        }
    }

    @Test
    void tellsWhichItemsRolesAndDimensionsWereWalkedAndWhichNever() {
        JsonNode view = get(COVERAGE + MARCH).json();
        assertThat(items(view)).containsExactly("=1+1", "ABOVE", "ALIKE", "BLIND", "FEW", "WALKED");
        assertThat(view.at("/known").asInt()).isEqualTo(6);
        assertThat(view.at("/walked").asInt()).isEqualTo(5);
        assertThat(view.at("/never").asInt()).isEqualTo(1);
        assertThat(view.at("/overall/roles/APPLICANT").asInt()).isEqualTo(32);
        assertThat(view.at("/overall/roles/ENFORCER").asInt()).isEqualTo(1);
        assertThat(view.at("/overall/roles/COMPANION").asInt()).isZero();
        assertThat(view.at("/items/1/dimensions/SPEED").asInt()).isEqualTo(1);
        assertThat(view.at("/items/1/dimensions/COST").asInt()).as("to find is to have looked").isEqualTo(1);
        assertThat(view.at("/items/1/dimensions/QUALITY").asInt()).isZero();
        assertThat(items(get(COVERAGE + MARCH + "&walked=false").json())).containsExactly("=1+1");
        JsonNode page = get(COVERAGE + MARCH + "&walked=true&limit=2").json();
        assertThat(items(page)).containsExactly("ABOVE", "ALIKE");
        assertThat(items(get(COVERAGE + MARCH + "&walked=true&limit=2&after=" + page.at("/next").asString()).json())).containsExactly("BLIND", "FEW");
        JsonNode later = get(COVERAGE + MARCH.replace("-03", "-04")).json();
        assertThat(later.at("/longAgo").asInt()).isEqualTo(5);
        assertThat(later.at("/items/0/lastWalked").asString()).isEqualTo("2031-03-12");
    }

    /** What nobody has walked or spoken of is known by the catalogue alone. */
    @Test
    void doesNotForgetWhatOnlyTheCatalogueKnows() {
        String city = Told.city(mongo, "213200");
        var told = new Told(demand);
        told.walks(1, 0, city + "-HRSS", "L-2", "2031-03-11");
        told.walks(1, 0, city + "-HRSS", "L-5", "2031-03-11");
        for (String code : List.of("L-1", "L-2", "L-3", "L-4", "L-9")) {
            demand.listed(listed(code, city, code, true, 1));
            demand.listed(listed(code + "-of-department", city + "-HRSS", code, true, 1));
        }
        demand.listed(listed("L-4", city, "L-4", false, 3));
        demand.listed(listed("L-4-of-department", city + "-HRSS", "L-4", false, 2));
        demand.listed(listed("L-4", city, "L-4", true, 2));
        String march = "?unit=" + city + "&from=2031-03&to=2031-03";
        JsonNode view = get(COVERAGE + march).json();
        assertThat(items(view)).containsExactly("L-1", "L-2", "L-3", "L-5", "L-9");
        assertThat(view.at("/known").asInt()).isEqualTo(5);
        assertThat(view.at("/listed").asInt()).isEqualTo(4);
        assertThat(view.at("/walked").asInt()).isEqualTo(2);
        assertThat(view.at("/never").asInt()).isEqualTo(3);
        assertThat(view.at("/items/1/name").asString()).as("by the catalogue").isEqualTo("目录L-2");
        assertThat(view.at("/items/3/listed").asBoolean()).isFalse();
        JsonNode never = get("/api/v1/walkthroughs/plans/suggestions?unit=" + city).json().at("/neverWalked");
        assertThat(never.valueStream().map(item -> item.at("/item").asString())).containsExactly("L-1", "L-3", "L-9");
        assertThat(items(get(COVERAGE + march.replace("unit=" + city, "unit=" + city + "-HRSS") + "&walked=false").json())).containsExactly("L-1", "L-3", "L-9");
        Delivery<ServiceItemChanged> renamed = listed("L-2", city, "L-2", true, 2);
        var event = renamed.event();
        demand.listed(new Delivery<>(new ServiceItemChanged(event.itemId(), city, "L-2", "新名称", 2, event.from(), true, false, false, false, null), event.itemId(), 2,
                Instant.now(), renamed.topic(), renamed.partition(), renamed.offset()));
        assertThat(get(COVERAGE + march).json().at("/items/1/name").asString()).as("a name alone").isEqualTo("新名称");
        assertThat(get(COVERAGE + march).json().at("/listed").asInt()).isEqualTo(4);
        assertThat(get("/api/v1/walkthroughs/gap/L-2?side=CATALOGUE").fields()).containsExactly("side");
    }

    private static Delivery<ServiceItemChanged> listed(String id, String unit, String code, boolean active, long sequence) {
        var event = new ServiceItemChanged("itm_213200" + id, unit, code, "目录" + code, 1, LocalDate.parse("2026-01-01"), active, false, false, false, null);
        return new Delivery<>(event, event.itemId(), sequence, Instant.now(), "service-item.events", 1000, OFFSETS.incrementAndGet());
    }

    @Test
    void tellsWhichUnitsWereWalked() {
        JsonNode units = get(COVERAGE + "/units" + MARCH).json();
        assertThat(units.at("/items/0/unit").asString()).isEqualTo(CITY);
        assertThat(units.at("/items/0/walkthroughs").asInt()).isEqualTo(33);
        assertThat(units.at("/items/1/walkthroughs").asInt()).isEqualTo(32);
        assertThat(get(COVERAGE + "/units" + MARCH.replace("-03", "-04")).json().at("/items/1/walkthroughs").asInt()).isZero();
        JsonNode first = get(COVERAGE + "/units" + MARCH + "&limit=1").json();
        assertThat(first.at("/next").asString()).isEqualTo(CITY);
        assertThat(get(COVERAGE + "/units" + MARCH + "&limit=1&after=" + CITY).at("/items/0/unit")).isEqualTo(CITY + "-HRSS");
    }

    private Answer get(String path) {
        return http.as(Persona.PROVINCE_OFFICE).get(path);
    }

    private static List<String> items(JsonNode view) {
        return view.at("/items").valueStream().map(item -> item.at("/item").asString()).toList();
    }
}
