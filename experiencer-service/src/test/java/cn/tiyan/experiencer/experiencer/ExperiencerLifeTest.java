package cn.tiyan.experiencer.experiencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.contracts.vocabulary.Recruitment;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.experiencer.experiencer.Objection.Objector;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.time.China;
import cn.tiyan.testkit.Persona;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the application to the end of the last term, day by day. */
class ExperiencerLifeTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final LocalDate END = LocalDate.of(2027, 11, 22);
    private static final Caller OFFICE = Persona.SHENYANG_OFFICE.caller();
    private static final Actor SERVICE = Actor.service("experiencer-service");
    private static final PersonalCipher CIPHER = new PersonalCipher(new byte[32], new byte[32]);
    private static final Unit SHENYANG = new Unit("210100", "沈阳市", UnitKind.CITY, "210000", List.of("210000", "210100"), true, 1);

    private final Experiencer experiencer = new Experiencer("exp_1", SHENYANG, new Candidate(Personal.of(Personal.Kind.NAME, "王小丽"),
            Personal.of(Personal.Kind.PHONE, "13812345678"), null, ExperiencerCategory.EXPERT, AgeBand.FROM_30_TO_44, "餐饮业", Recruitment.OPEN_CALL,
            Persona.EXPERIENCER.account()), CIPHER, OFFICE, noon(TODAY));

    @Test
    void isAppointedOnceTheNoticeIsOver() {
        experiencer.approve("符合条件", 5, OFFICE, TODAY, noon(TODAY));
        assertThat(experiencer.status()).isEqualTo(ExperiencerStatus.ON_NOTICE);
        assertThat(experiencer.noticeFrom()).isEqualTo(TODAY);
        assertThat(experiencer.noticeTo()).isEqualTo(TODAY.plusDays(5));
        assertRule("notice-running", () -> appoint(TODAY));
        assertRule("notice-running", () -> appoint(TODAY.plusDays(5)));
        appoint(TODAY.plusDays(6));
        assertThat(experiencer.status()).isEqualTo(ExperiencerStatus.APPOINTED);
    }

    @Test
    void isNotAppointedWithoutAnApproval() {
        assertRule("illegal-transition", () -> appoint(TODAY));
    }

    @Test
    void refusesAnAppointmentWhileAnObjectionIsOpen() {
        experiencer.approve("符合条件", 5, OFFICE, TODAY, noon(TODAY));
        experiencer.object(Objector.ANONYMOUS, "长期在外地，电话 13912345678", OFFICE, TODAY.plusDays(5), noon(TODAY.plusDays(5)));
        assertThat(experiencer.objections().getFirst().text()).isEqualTo("长期在外地，电话 139****5678");
        assertRule("objection-open", () -> appoint(TODAY.plusDays(6)));
        experiencer.decide(1, false, "经核实不影响履职", OFFICE, noon(TODAY.plusDays(6)));
        assertRule("objection-decided", () -> experiencer.decide(1, true, "再议", OFFICE, noon(TODAY.plusDays(6))));
        appoint(TODAY.plusDays(6));
    }

    @Test
    void refusesAnAppointmentAgainstAnUpheldObjection() {
        experiencer.approve("符合条件", 5, OFFICE, TODAY, noon(TODAY));
        experiencer.object(Objector.ORGANISATION, "与所监督单位有利益关系", OFFICE, TODAY, noon(TODAY));
        experiencer.decide(1, true, "属实", OFFICE, noon(TODAY));
        assertRule("objection-upheld", () -> appoint(TODAY.plusDays(6)));
        experiencer.reject("异议成立", OFFICE, noon(TODAY.plusDays(6)));
        assertThat(experiencer.status()).isEqualTo(ExperiencerStatus.REJECTED);
    }

    @Test
    void refusesAnObjectionAfterTheNoticeOrWithoutOne() {
        experiencer.approve("符合条件", 0, OFFICE, TODAY, noon(TODAY));
        assertRule("notice-over", () -> experiencer.object(Objector.PERSON, "迟了", OFFICE, TODAY, noon(TODAY)));
    }

    @Test
    void refusesEndlessObjections() {
        experiencer.approve("符合条件", 5, OFFICE, TODAY, noon(TODAY));
        for (int i = 0; i < Experiencer.MOST_OBJECTIONS; i++) {
            experiencer.object(Objector.ANONYMOUS, "又一条", OFFICE, TODAY, noon(TODAY));
        }
        assertRule("too-many-objections", () -> experiencer.object(Objector.ANONYMOUS, "又一条", OFFICE, TODAY, noon(TODAY)));
    }

    @Test
    void servesNotWhileSuspended() {
        appointed();
        LocalDate march = LocalDate.of(2027, 3, 1);
        experiencer.suspend("出国半年", OFFICE, march, noon(march));
        assertThat(experiencer.servesOn(march.minusDays(1))).isTrue();
        assertThat(experiencer.servesOn(march)).isFalse();
        assertThat(experiencer.servesOn(END)).isFalse();
        assertThat(experiencer.availability(march, march).reason()).isEqualTo("该体验员已暂停");
        LocalDate may = LocalDate.of(2027, 5, 1);
        experiencer.resume("已回国", OFFICE, may, noon(may));
        assertThat(experiencer.servesOn(may)).isTrue();
        assertThat(experiencer.servesOn(may.minusDays(1))).isFalse();
        assertThat(experiencer.servesOn(END)).isTrue();
        assertThat(experiencer.tenures()).containsExactly(new Tenure("2026-11-23", "2027-02-28"), new Tenure("2027-05-01", "2027-11-22"));
    }

    @Test
    void leavesNoTenureBehindWhenSuspendedOnTheFirstDay() {
        appointed();
        experiencer.suspend("有举报待核实", OFFICE, TODAY, noon(TODAY));
        assertThat(experiencer.tenures()).isEmpty();
        experiencer.resume("核实无误", OFFICE, TODAY, noon(TODAY));
        assertThat(experiencer.tenures()).containsExactly(new Tenure("2026-11-23", "2027-11-22"));
    }

    @Test
    void servesNoMoreFromTheDayOfTheResignation() {
        appointed();
        experiencer.resign("工作调动", Persona.EXPERIENCER.caller(), TODAY.plusDays(10), noon(TODAY.plusDays(10)));
        assertThat(experiencer.status()).isEqualTo(ExperiencerStatus.RESIGNED);
        assertThat(experiencer.servesOn(TODAY.plusDays(9))).isTrue();
        assertThat(experiencer.servesOn(TODAY.plusDays(10))).isFalse();
        assertThat(experiencer.wakeAt()).isNull();
    }

    @Test
    void isDismissedForACause() {
        appointed();
        experiencer.dismiss(DismissalCause.MISUSE_FOR_GAIN, "以体验员名义推销", OFFICE, TODAY.plusDays(1), noon(TODAY.plusDays(1)));
        assertThat(experiencer.dismissalCause()).isEqualTo(DismissalCause.MISUSE_FOR_GAIN);
        assertThat(experiencer.history().getLast().note()).isEqualTo("利用体验员身份谋取私利：以体验员名义推销");
        assertThat(experiencer.servesOn(TODAY)).isTrue();
        assertThat(experiencer.servesOn(TODAY.plusDays(1))).isFalse();
        assertRule("illegal-transition", () -> experiencer.resume("误判", OFFICE, TODAY.plusDays(2), noon(TODAY.plusDays(2))));
    }

    @Test
    void expiresWhenTheLastDayIsOverInChina() {
        appointed();
        assertThat(experiencer.wakeAt()).isEqualTo(Instant.parse("2027-11-22T16:00:00Z"));
        experiencer.clockStrikes(SERVICE, Instant.parse("2027-11-22T15:59:59Z"));
        assertThat(experiencer.status()).isEqualTo(ExperiencerStatus.APPOINTED);
        assertThat(experiencer.wakeAt()).isEqualTo(Instant.parse("2027-11-22T16:00:00Z"));
        experiencer.clockStrikes(SERVICE, Instant.parse("2027-11-22T16:00:00Z"));
        assertThat(experiencer.status()).isEqualTo(ExperiencerStatus.EXPIRED);
        assertThat(experiencer.wakeAt()).isNull();
        assertThat(experiencer.servesOn(END)).isTrue();
    }

    @Test
    void isRenewedFromNinetyDaysBeforeTheEndUnderTheSameCertificate() {
        appointed();
        Term next = new Term(END.plusDays(1), END.plusYears(1));
        assertRule("renewal-too-early", () -> renew(next, END.minusDays(91)));
        assertRule("terms-overlap", () -> renew(new Term(END, END.plusYears(1)), END.minusDays(90)));
        renew(next, END.minusDays(90));
        assertThat(experiencer.certificate()).isEqualTo("TY-210100-2026-0001");
        assertThat(experiencer.terms()).containsExactly(new Tenure("2026-11-23", "2027-11-22"), new Tenure("2027-11-23", "2028-11-22"));
        assertThat(experiencer.servesOn(END)).isTrue();
        assertThat(experiencer.servesOn(END.plusDays(1))).isTrue();
        experiencer.clockStrikes(SERVICE, noon(END.plusDays(1)));
        assertThat(experiencer.status()).as("the new term has begun").isEqualTo(ExperiencerStatus.APPOINTED);
        experiencer.suspend("休整", OFFICE, END, noon(END));
        assertThat(experiencer.servesOn(END.plusDays(1))).as("a suspension takes the next term, too").isFalse();
        experiencer.resume("恢复", OFFICE, END, noon(END));
        assertThat(experiencer.servesOn(END)).isTrue();
        assertThat(experiencer.servesOn(END.plusDays(200))).isTrue();
    }

    @Test
    void isRenewedAfterItHasExpired() {
        appointed();
        experiencer.clockStrikes(SERVICE, noon(END.plusDays(1)));
        LocalDate later = END.plusDays(40);
        renew(new Term(later, later.plusYears(1)), later);
        assertThat(experiencer.status()).isEqualTo(ExperiencerStatus.APPOINTED);
        assertThat(experiencer.servesOn(END.plusDays(20))).isFalse();
    }

    @Test
    void isResumedOnlyWithinTheTerm() {
        appointed();
        experiencer.suspend("出国", OFFICE, TODAY.plusDays(5), noon(TODAY.plusDays(5)));
        assertRule("term-over", () -> experiencer.resume("回国", OFFICE, END.plusDays(1), noon(END.plusDays(1))));
        experiencer.clockStrikes(SERVICE, noon(END.plusDays(1)));
        assertThat(experiencer.status()).isEqualTo(ExperiencerStatus.EXPIRED);
    }

    @Test
    void isWithdrawnByTheApplicantUntilTheAppointment() {
        experiencer.withdraw("时间不允许", Persona.EXPERIENCER.caller(), noon(TODAY));
        assertThat(experiencer.status()).isEqualTo(ExperiencerStatus.WITHDRAWN);
        assertRule("illegal-transition", () -> experiencer.withdraw(null, OFFICE, noon(TODAY)));
        assertRule("illegal-transition", () -> experiencer.approve("符合条件", 0, OFFICE, TODAY, noon(TODAY)));
    }

    @Test
    void approvesRenewsAndResumesNobodyThemselves() {
        var own = new Experiencer("exp_2", SHENYANG, new Candidate(Personal.of(Personal.Kind.NAME, "李"), Personal.of(Personal.Kind.PHONE, "13812345679"), null,
                ExperiencerCategory.EXPERT, AgeBand.FROM_30_TO_44, "法律", Recruitment.UNIT_RECOMMENDATION, OFFICE.account()), CIPHER, OFFICE, noon(TODAY));
        assertRule("self-appointment", () -> own.approve("符合条件", 0, OFFICE, TODAY, noon(TODAY)));
        Caller another = Persona.PROVINCE_OFFICE.caller();
        own.approve("符合条件", 0, another, TODAY, noon(TODAY));
        own.appoint(new Term(TODAY, END), null, () -> "TY-1", another, TODAY, noon(TODAY));
        own.suspend("回避", OFFICE, TODAY, noon(TODAY));
        assertRule("self-appointment", () -> own.resume("回避结束", OFFICE, TODAY, noon(TODAY)));
        own.resume("回避结束", another, TODAY, noon(TODAY));
        assertRule("self-appointment", () -> own.renew(new Term(END.plusDays(1), END.plusYears(1)), OFFICE, END, noon(END)));
    }

    @Test
    void letsNobodyButOfficesDecide() {
        for (Persona persona : List.of(Persona.EXPERIENCER, Persona.SHENYANG_WALKER, Persona.PROVINCE_LEADER, Persona.ADMIN, Persona.SHENYANG_DEPARTMENT)) {
            Caller caller = persona.caller();
            for (ThrowingCallable decision : List.<ThrowingCallable>of(
                    () -> experiencer.approve("符合条件", 0, caller, TODAY, noon(TODAY)), () -> experiencer.reject("不符", caller, noon(TODAY)),
                    () -> experiencer.suspend("停", caller, TODAY, noon(TODAY)), () -> experiencer.dismiss(DismissalCause.OTHER, "停", caller, TODAY, noon(TODAY)),
                    () -> experiencer.renew(new Term(TODAY, END), caller, TODAY, noon(TODAY)))) {
                assertThatThrownBy(decision).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
            }
        }
        assertThat(experiencer.actions(OFFICE)).containsExactly(ExperiencerAction.APPROVE, ExperiencerAction.REJECT, ExperiencerAction.WITHDRAW);
        assertThat(experiencer.actions(Persona.EXPERIENCER.caller())).containsExactly(ExperiencerAction.WITHDRAW);
        assertThat(experiencer.actions(Persona.SHENYANG_WALKER.caller())).isEmpty();
    }

    @Test
    void leadsEverywhereFromTheBeginningAndTellsOthers() {
        var reached = EnumSet.of(ExperiencerLifecycle.BEGINNING);
        ExperiencerLifecycle.TABLE.table().forEach(line -> reached.add(line.to()));
        assertThat(reached).containsExactlyInAnyOrder(ExperiencerStatus.values());
        assertThat(ExperiencerLifecycle.TABLE.table()).allSatisfy(line -> assertThat(line.event() == null).isEqualTo(line.from() == line.to()
                && line.action() != ExperiencerAction.RENEW));
        for (ExperiencerStatus status : ExperiencerStatus.values()) {
            assertThat(status.told() == null).isEqualTo(status == ExperiencerLifecycle.BEGINNING);
        }
    }

    @Test
    void keepsAnIntactHistoryOfAllThatHappened() {
        appointed();
        experiencer.suspend("出国", OFFICE, TODAY, noon(TODAY));
        experiencer.resume("回国", OFFICE, TODAY, noon(TODAY));
        assertThat(experiencer.history()).extracting(HistoryEntry::action).containsExactly("recommend", "approve", "appoint", "suspend", "resume");
        assertThat(experiencer.historyIntact()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"200811240010,under-age", "200811230010,", "199611240010,", "199611230010,"})
    void isOfAgeOnTheEighteenthBirthday(String birthdayAndSerial, String rule) {
        var candidate = new Candidate(Personal.of(Personal.Kind.NAME, "王"), Personal.of(Personal.Kind.PHONE, "13812345678"),
                Personal.of(Personal.Kind.IDENTITY, "210102" + birthdayAndSerial), ExperiencerCategory.EXPERT, AgeBand.FROM_60, "法律", Recruitment.OPEN_CALL, null);
        if (rule == null) {
            AgeBand told = candidate.aged(TODAY).ageBand();
            assertThat(told).isEqualTo(birthdayAndSerial.startsWith("19961123") ? AgeBand.FROM_30_TO_44 : AgeBand.UNDER_30);
        } else {
            assertRule(rule, () -> candidate.aged(TODAY));
        }
    }

    @Test
    void touchesEachHalfYearOfATenureOnce() {
        assertThat(new Tenure("2026-06-30", "2027-07-01").halfYears()).containsExactly("2026-1", "2026-2", "2027-1", "2027-2");
        assertThat(new Tenure("2026-12-31", "2026-12-31").halfYears()).containsExactly("2026-2");
        assertThat(new Tenure("2026-01-31", "2026-02-01").halfYears()).containsExactly("2026-1");
    }

    private void appointed() {
        experiencer.approve("符合条件", 0, OFFICE, TODAY, noon(TODAY));
        appoint(TODAY);
    }

    private void appoint(LocalDate today) {
        experiencer.appoint(new Term(today, END), null, () -> "TY-210100-2026-0001", OFFICE, today, noon(today));
    }

    private void renew(Term term, LocalDate today) {
        experiencer.renew(term, OFFICE, today, noon(today));
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(China.ZONE).toInstant();
    }

    private static void assertRule(String name, ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.name()).isEqualTo(name));
    }
}
