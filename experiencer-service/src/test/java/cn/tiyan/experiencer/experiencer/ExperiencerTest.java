package cn.tiyan.experiencer.experiencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.contracts.vocabulary.Recruitment;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.testkit.Persona;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ExperiencerTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    private static final Term TERM = new Term(TODAY, LocalDate.of(2028, 11, 22));
    private static final Caller OFFICE = Persona.SHENYANG_OFFICE.caller();
    private static final PersonalCipher CIPHER = new PersonalCipher(new byte[32], new byte[32]);
    private static final Unit SHENYANG = new Unit("210100", "沈阳市", UnitKind.CITY, "210000", List.of("210000", "210100"), true, 1);

    private final Experiencer experiencer = experiencer("餐饮业");

    @Test
    void isAppointedByWhoeverRecommended() {
        appoint(experiencer, TERM);
        assertThat(experiencer.status()).isEqualTo(ExperiencerStatus.APPOINTED);
        assertThat(experiencer.certificate()).isEqualTo("TY-210100-2026-0001");
        assertThat(experiencer.term()).isEqualTo(TERM);
        assertThat(experiencer.sequence()).isEqualTo(3);
        assertThat(experiencer.history()).extracting(HistoryEntry::action).containsExactly("recommend", "approve", "appoint");
    }

    @Test
    void isAppointedByNobodyButAnOffice() {
        for (Persona persona : List.of(Persona.EXPERIENCER, Persona.SHENYANG_WALKER, Persona.PROVINCE_LEADER, Persona.ADMIN)) {
            assertThatThrownBy(() -> experiencer.appoint(TERM, null, () -> "TY", persona.caller(), TODAY, NOW))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
        }
    }

    @Test
    void neverAppointsOneself() {
        experiencer.approve("符合条件", 0, OFFICE, TODAY, NOW);
        assertRule("self-appointment", () -> experiencer.appoint(TERM, Persona.SHENYANG_OFFICE.account(), () -> "TY", Persona.SHENYANG_OFFICE.caller(), TODAY, NOW));
    }

    @Test
    void takesNoNumberForAnAppointmentThatFails() {
        experiencer.approve("符合条件", 0, OFFICE, TODAY, NOW);
        assertRule("term-over", () -> experiencer.appoint(new Term(TODAY.minusDays(2), TODAY.minusDays(1)), null,
                () -> { throw new AssertionError("number taken"); }, Persona.SHENYANG_OFFICE.caller(), TODAY, NOW));
    }

    @Test
    void isDecidedOnOnce() {
        experiencer.reject("材料不实", Persona.SHENYANG_OFFICE.caller(), NOW);
        assertThat(experiencer.rejection()).isEqualTo("材料不实");
        assertRule("illegal-transition", () -> appoint(experiencer, TERM));
        assertRule("illegal-transition", () -> experiencer.reject("材料不实", Persona.SHENYANG_OFFICE.caller(), NOW));
    }

    @Test
    void keepsNumbersOfPersonsOutOfWhatItTellsOthers() {
        assertThat(experiencer("餐饮 13812345678").field()).isEqualTo("餐饮 138****5678");
    }

    @Test
    void isFreeForTwoWalkthroughsADay() {
        appoint(experiencer, TERM);
        accompany("wlk_1", TODAY);
        assertThat(experiencer.availability(TODAY, TODAY)).isEqualTo(new Availability("exp_1", TODAY, true, true, null));
        accompany("wlk_2", TODAY);
        Availability full = experiencer.availability(TODAY, TODAY);
        assertThat(full.eligible()).isTrue();
        assertThat(full.free()).isFalse();
        assertThat(full.reason()).contains("2 次");
        assertThat(experiencer.availability(TODAY.plusDays(1), TODAY).free()).isTrue();
    }

    @Test
    void countsAWalkthroughOnce() {
        assertThat(accompany("wlk_1", TODAY)).isTrue();
        assertThat(accompany("wlk_1", TODAY)).isFalse();
        assertThat(experiencer.availability(TODAY, TODAY).free()).isTrue();
    }

    @Test
    void isEligibleOnlyWhileAppointedAndWithinTheTerm() {
        assertThat(experiencer.availability(TODAY, TODAY)).isEqualTo(new Availability("exp_1", TODAY, false, true, "该体验员待审核"));
        appoint(experiencer, TERM);
        assertThat(experiencer.availability(TERM.to(), TODAY).eligible()).isTrue();
        assertThat(experiencer.availability(TERM.to().plusDays(1), TODAY).reason()).isEqualTo("该日不在任期内（2026-11-23 至 2028-11-22）");
        assertThat(experiencer.availability(TODAY.minusDays(1), TODAY).eligible()).isFalse();
    }

    @Test
    void forgetsEngagementsNobodyAsksForAnyMore() {
        accompany("wlk_1", TODAY);
        LocalDate later = TODAY.plusDays(Experiencer.MEMORY_DAYS + 1);
        assertThat(experiencer.accompany("wlk_1", TODAY, Actor.service("test"), later, NOW)).as("told again, much later").isFalse();
        assertRule("date-too-old", () -> experiencer.availability(TODAY, later));
        assertThat(experiencer.accompany("wlk_2", later, Actor.service("test"), later, NOW)).isTrue();
    }

    private boolean accompany(String walkthrough, LocalDate date) {
        return experiencer.accompany(walkthrough, date, Actor.service("test"), TODAY, NOW);
    }

    private static void appoint(Experiencer experiencer, Term term) {
        experiencer.approve("符合条件", 0, OFFICE, TODAY, NOW);
        experiencer.appoint(term, null, () -> "TY-210100-2026-0001", Persona.SHENYANG_OFFICE.caller(), TODAY, NOW);
    }

    private static Experiencer experiencer(String field) {
        return new Experiencer("exp_1", SHENYANG, new Candidate(Personal.of(Personal.Kind.NAME, "王小丽"), Personal.of(Personal.Kind.PHONE, "13812345678"), null,
                ExperiencerCategory.ENTERPRISE_REPRESENTATIVE, AgeBand.FROM_30_TO_44, field, Recruitment.UNIT_RECOMMENDATION, null),
                CIPHER, Persona.SHENYANG_OFFICE.caller(), NOW);
    }

    private static void assertRule(String name, ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.name()).isEqualTo(name));
    }
}
