package cn.tiyan.experiencer.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.testkit.Persona;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RosterReportTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 10, 30);
    private static final LocalDate DUE = LocalDate.of(2026, 10, 31);
    private static final Instant NOW = Instant.parse("2026-10-30T02:00:00Z");
    private static final Caller SHENYANG = Persona.SHENYANG_OFFICE.caller();
    private static final Caller PROVINCE = Persona.PROVINCE_OFFICE.caller();

    @Test
    void isSubmittedReturnedSubmittedAgainAndAccepted() {
        RosterReport roster = aRoster();
        submit(roster, TODAY);
        roster.sendBack("缺少企业代表，联系 13912345678", PROVINCE, NOW);
        assertThat(roster.last().review().reason()).isEqualTo("缺少企业代表，联系 139****5678");
        submit(roster, TODAY);
        roster.accept(PROVINCE, NOW);
        assertThat(roster.status()).isEqualTo(RosterStatus.ACCEPTED);
        assertThat(roster.submissions()).hasSize(2).noneMatch(Submission::late);
        assertThat(roster.historyIntact()).isTrue();
        refused(() -> roster.accept(PROVINCE, NOW), "illegal-transition");
    }

    @Test
    void isLateByItsFirstSubmissionAlone() {
        RosterReport late = aRoster();
        late.submit(DUE.plusDays(1), "f", RosterCounts.of(List.of()), false, DUE, DUE.plusDays(1), SHENYANG, NOW);
        assertThat(late.last().late()).isTrue();
        RosterReport again = aRoster();
        submit(again, TODAY);
        again.accept(PROVINCE, NOW);
        again.submit(DUE.plusDays(20), "g", RosterCounts.of(List.of()), false, DUE, DUE.plusDays(20), SHENYANG, NOW);
        assertThat(again.last().late()).isFalse();
    }

    @Test
    void refusesAWordFromTheUnitItselfOrFromWhoSubmitted() {
        RosterReport roster = aRoster();
        submit(roster, TODAY);
        refused(() -> roster.accept(SHENYANG, NOW), "reviewer-not-above");
        refused(() -> roster.sendBack("不行", SHENYANG, NOW), "reviewer-not-above");
        refused(() -> roster.accept(new Caller(SHENYANG.account(), "同一人", Set.of(Role.OFFICE_CLERK), "210000"), NOW), "reviewer-is-submitter");
        assertThatThrownBy(() -> roster.accept(Persona.PROVINCE_LEADER.caller(), NOW)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
    }

    @Test
    void refusesToBeSubmittedForAnother() {
        refused(() -> aRoster().submit(TODAY, "f", RosterCounts.of(List.of()), false, DUE, TODAY, PROVINCE, NOW), "not-the-unit-itself");
    }

    @Test
    void refusesDaysThatCannotBe() {
        RosterReport roster = aRoster();
        refused(() -> submit(roster, TODAY.plusDays(1)), "date-in-future");
        refused(() -> submit(roster, TODAY.minusYears(1)), "date-not-in-year");
        submit(roster, TODAY);
        roster.accept(PROVINCE, NOW);
        refused(() -> submit(roster, TODAY.minusDays(1)), "date-goes-back");
    }

    @Test
    void refusesToBeSubmittedAgainWithoutAChange() {
        RosterReport roster = aRoster();
        submit(roster, TODAY);
        roster.accept(PROVINCE, NOW);
        refused(() -> roster.submit(TODAY, "f", RosterCounts.of(List.of()), true, DUE, TODAY, SHENYANG, NOW), "nothing-changed");
    }

    @Test
    void refusesAProvincesOwnForNobodyIsAboveIt() {
        var province = new Unit("210000", "辽宁省", UnitKind.PROVINCE, null, List.of("210000"), true, 1);
        refused(() -> new RosterReport(province, 2026, PROVINCE, NOW), "no-office-above");
    }

    private static RosterReport aRoster() {
        return new RosterReport(new Unit("210100", "沈阳市", UnitKind.CITY, "210000", List.of("210000", "210100"), true, 1), 2026, SHENYANG, NOW);
    }

    private static void submit(RosterReport roster, LocalDate date) {
        roster.submit(date, "frz_" + date, RosterCounts.of(List.of()), false, DUE, TODAY, SHENYANG, NOW);
    }

    private static void refused(ThrowingCallable command, String rule) {
        assertThatThrownBy(command).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.name()).isEqualTo(rule));
    }
}
