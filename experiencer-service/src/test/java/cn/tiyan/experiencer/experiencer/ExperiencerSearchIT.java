package cn.tiyan.experiencer.experiencer;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.contracts.vocabulary.Recruitment;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.experiencer.SomeCodes;
import cn.tiyan.experiencer.SomePeople;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import cn.tiyan.testkit.http.Tokens;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** The list by any filter, in a county of the test's own. */
@PlatformTest
class ExperiencerSearchIT {

    private static final String EXPERIENCERS = "/api/v1/experiencers";
    private static final LocalDate TODAY = SomeExperiencers.TODAY;

    @Autowired
    private Http http;
    @Autowired
    private MongoTemplate mongo;
    @Autowired
    private AggregateStore store;
    @Autowired
    private PersonalCipher cipher;
    private Unit county = new Unit("", "", UnitKind.COUNTY, null, List.of(), true, 0);
    private final List<Experiencer> all = new ArrayList<>();

    @BeforeEach
    void aCountyWithTen() {
        String code = "2199" + ThreadLocalRandom.current().nextInt(10, 99) + "-Z" + ThreadLocalRandom.current().nextInt(10, 99);
        county = new Unit(code, "某县", UnitKind.COUNTY, "210100", List.of("210000", "210100", code), true, 0);
        mongo.save(county);
        for (int i = 0; i < 10; i++) {
            var candidate = new Candidate(Personal.of(Personal.Kind.NAME, "测" + i), Personal.of(Personal.Kind.PHONE, SomeCodes.phone()),
                    Personal.of(Personal.Kind.IDENTITY, SomePeople.aged(40)), ExperiencerCategory.values()[i % 7], AgeBand.values()[i % 4],
                    i < 5 ? "法律" : "餐饮业", Recruitment.values()[i % 3], null);
            var one = new Experiencer(Ids.next("exp"), county, candidate, cipher, Persona.SHENYANG_OFFICE.caller(), Instant.now().plusMillis(i));
            if (i % 2 == 0) {
                one.approve("同意", 0, Persona.SHENYANG_OFFICE.caller(), TODAY, Instant.now());
                String certificate = "TY-" + code + "-2026-000" + i;
                one.appoint(new Term(TODAY, TODAY.plusDays(100 + i)), null, () -> certificate, Persona.SHENYANG_OFFICE.caller(), TODAY, Instant.now());
            }
            all.addFirst(store.insert(one));
        }
    }

    @Test
    void findsByEachFilter() {
        assertFinds("status=APPOINTED", one -> one.status() == ExperiencerStatus.APPOINTED);
        assertFinds("category=EXPERT", one -> one.category() == ExperiencerCategory.EXPERT);
        assertFinds("ageBand=FROM_60", one -> one.ageBand() == AgeBand.FROM_60);
        assertFinds("field=" + encoded("法律"), one -> one.field().equals("法律"));
        assertFinds("recruitment=OPEN_CALL", one -> one.recruitment() == Recruitment.OPEN_CALL);
        assertFinds("unit=" + county.code(), _ -> true);
        assertFinds("servingOn=" + TODAY, one -> one.status() == ExperiencerStatus.APPOINTED);
        assertFinds("servingOn=" + TODAY.plusDays(105), one -> one.servesOn(TODAY.plusDays(105)));
        assertFinds("servingOn=" + TODAY.minusDays(1), _ -> false);
        assertFinds("noticeTo=" + TODAY, _ -> false);
        Experiencer appointed = all.get(1);
        assertFinds("certificate=" + appointed.certificate(), one -> one == appointed);
        assertFinds("name=" + encoded("测3"), one -> one.name().reveal().equals("测3"));
        assertFinds("phone=%2B86+" + appointed.phone().reveal(), one -> one == appointed);
        assertFinds("identityNumber=" + Objects.requireNonNull(appointed.identity()).reveal().toLowerCase(Locale.ROOT), one -> one == appointed);
        assertFinds("campaign=cmp_00000000000000000000000000", _ -> false);
    }

    @Test
    void findsByAnyOfThemTogether() {
        assertFinds("status=APPOINTED&field=" + encoded("法律"), one -> one.status() == ExperiencerStatus.APPOINTED && one.field().equals("法律"));
        assertFinds("status=APPLIED&category=CPPCC_MEMBER&ageBand=FROM_30_TO_44", one -> one.status() == ExperiencerStatus.APPLIED
                && one.category() == ExperiencerCategory.CPPCC_MEMBER && one.ageBand() == AgeBand.FROM_30_TO_44);
        assertFinds("servingOn=" + TODAY + "&recruitment=OPEN_CALL&unit=" + county.code(), one -> one.servesOn(TODAY) && one.recruitment() == Recruitment.OPEN_CALL);
        assertFinds("name=" + encoded("测3") + "&status=APPOINTED", _ -> false);
    }

    @Test
    void showsPageAfterPageWhateverIsFiltered() {
        for (String filter : List.of("", "&status=APPOINTED", "&status=APPLIED&recruitment=UNIT_RECOMMENDATION", "&servingOn=" + TODAY)) {
            List<String> whole = ids(office().get(EXPERIENCERS + "?limit=200" + filter));
            List<String> paged = new ArrayList<>();
            String next = "";
            do {
                Answer page = office().get(EXPERIENCERS + "?limit=1" + filter + (next.isEmpty() ? "" : "&after=" + next));
                paged.addAll(ids(page));
                next = page.at("/next");
            } while (!next.isEmpty());
            assertThat(paged).as(filter).isEqualTo(whole);
        }
    }

    @Test
    void letsOfficesAloneLookForAPerson() {
        for (String filter : List.of("name=" + encoded("测3"), "phone=13812345678", "identityNumber=11010519491231002X")) {
            assertThat(http.withToken(Tokens.of(Persona.PROVINCE_LEADER)).get(EXPERIENCERS + "?" + filter).status()).as(filter).isEqualTo(403);
            assertThat(http.as(Persona.SHENYANG_WALKER).get(EXPERIENCERS + "?" + filter).status()).as(filter).isEqualTo(403);
        }
        assertThat(ids(http.as(Persona.DALIAN_OFFICE).get(EXPERIENCERS + "?name=" + encoded("测3") + "&limit=200"))).as("of another city").isEmpty();
    }

    @Test
    void showsAnotherPartOfTheTreeToNobody() {
        assertThat(http.as(Persona.DALIAN_OFFICE).get(EXPERIENCERS + "?unit=" + county.code()).status()).isEqualTo(404);
        assertThat(http.as(Persona.DALIAN_OFFICE).get(EXPERIENCERS + "/balance?unit=" + county.code()).status()).isEqualTo(404);
        assertThat(office().get(EXPERIENCERS + "?unit=219999").status()).isEqualTo(404);
        assertThat(office().get(EXPERIENCERS + "?unit=210100").status()).as("above").isEqualTo(404);
        assertThat(ids(http.as(Persona.SHENYANG_OFFICE).get(EXPERIENCERS + "?unit=" + county.code()))).hasSize(10);
    }

    @Test
    void tellsWhichFieldsAreInUse() {
        assertThat(office().get(EXPERIENCERS + "/fields").json().valueStream().map(usage -> usage.path("field").asString() + usage.path("count").asInt()))
                .containsExactlyInAnyOrder("法律5", "餐饮业5");
        assertThat(office().get(EXPERIENCERS + "/fields?q=" + encoded("法")).json()).hasSize(1);
        assertThat(http.as(Persona.EXPERIENCER).get(EXPERIENCERS + "/fields").status()).isEqualTo(403);
    }

    @Test
    void showsTheBalanceOfARoster() {
        var balance = office().get(EXPERIENCERS + "/balance").json();
        assertThat(balance.path("appointed").asInt()).isEqualTo(5);
        assertThat(balance.path("waiting").asInt()).isEqualTo(5);
        assertThat(balance.path("byCategory")).hasSize(7);
        assertThat(balance.path("byAgeBand")).hasSize(4);
        for (String list : List.of("byCategory", "byAgeBand", "byField")) {
            assertThat(balance.path(list).valueStream().mapToInt(row -> row.path("appointed").asInt()).sum()).as(list).isEqualTo(5);
        }
        assertThat(http.as(Persona.SHENYANG_WALKER).get(EXPERIENCERS + "/balance").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ageBand=OLD", "recruitment=LOTTERY", "campaign=x", "servingOn=tomorrow", "noticeTo=2026-02-30", "phone=1", "identityNumber=1", "name="})
    void refusesFiltersThatAreNone(String filter) {
        Answer answer = office().get(EXPERIENCERS + "?" + filter);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(filter.substring(0, filter.indexOf('=')));
    }

    /** The database reads by the index that was meant, and looks at nothing it does not show but for filters on several keys. */
    @ParameterizedTest
    @EnumSource(ExperiencerStatus.class)
    void readsByAnIndexThatIsThere(ExperiencerStatus status) {
        var indexes = mongo.getCollection("experiencer").listIndexes().map(index -> index.getString("name")).into(new ArrayList<>());
        var none = new ExperiencerFilter(null, null, null, null, null, null, null, null, null, null, null, null, null);
        Personal name = Personal.of(Personal.Kind.NAME, "王");
        assertThat(indexes).containsAll(Stream.of(none,
                new ExperiencerFilter(status, null, null, null, null, null, null, null, null, null, null, null, null),
                new ExperiencerFilter(status, ExperiencerCategory.EXPERT, null, null, null, null, null, null, null, null, null, null, null),
                new ExperiencerFilter(null, ExperiencerCategory.EXPERT, null, null, null, null, null, null, null, null, null, null, null),
                new ExperiencerFilter(null, null, AgeBand.FROM_60, null, null, null, null, null, null, null, null, null, null),
                new ExperiencerFilter(null, null, null, "f", null, null, null, null, null, null, null, null, null),
                new ExperiencerFilter(null, null, null, null, null, Recruitment.OPEN_CALL, null, null, null, null, null, null, null),
                new ExperiencerFilter(null, null, null, null, null, null, "c", null, null, null, null, null, null),
                new ExperiencerFilter(null, null, null, null, null, null, null, "c", null, null, null, null, null),
                new ExperiencerFilter(null, null, null, null, null, null, null, null, TODAY, null, null, null, null),
                new ExperiencerFilter(null, null, null, null, null, null, null, null, null, TODAY, null, null, null),
                new ExperiencerFilter(null, null, null, null, null, null, null, null, null, null, name, null, null),
                new ExperiencerFilter(null, null, null, null, null, null, null, null, null, null, null, name, null),
                new ExperiencerFilter(null, null, null, null, null, null, null, null, null, null, null, null, name)).map(ExperiencerFilter::index).toList());
    }

    private void assertFinds(String filter, Predicate<Experiencer> which) {
        Answer answer = office().get(EXPERIENCERS + "?limit=200&" + filter);
        assertThat(answer.status()).as(filter + " " + answer).isEqualTo(200);
        assertThat(ids(answer)).as(filter).isEqualTo(all.stream().filter(which).map(Experiencer::id).toList());
    }

    private Http office() {
        return http.withToken(Tokens.of(Persona.SHENYANG_OFFICE, claims -> claims.claim("unit", county.code())));
    }

    private static List<String> ids(Answer page) {
        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        return page.json().path("items").valueStream().map(item -> item.path("id").asString()).toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
