package cn.tiyan.experiencer.report;

import static cn.tiyan.experiencer.report.SomeReports.CHECKLIST;
import static cn.tiyan.experiencer.report.SomeReports.aDraft;
import static cn.tiyan.experiencer.report.SomeReports.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.experiencer.experiencer.Experiencer;
import cn.tiyan.platform.followup.IssueStage;
import cn.tiyan.platform.followup.Turn;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.testkit.Persona;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.objenesis.ObjenesisStd;
import org.springframework.test.util.ReflectionTestUtils;

class ExperienceReportTest {

    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    private static final Unit SHENYANG = new Unit("210100", "沈阳市", UnitKind.CITY, "210000", List.of("210000", "210100"), true, 1);
    private static final Unit HRSS = new Unit("210100-HRSS", "沈阳市人社局", UnitKind.DEPARTMENT, "210100", List.of("210000", "210100", "210100-HRSS"), true, 1);
    private static final Caller HERSELF = Persona.EXPERIENCER.caller();
    private static final Caller OFFICE = Persona.SHENYANG_OFFICE.caller();
    private static final List<Integer> DAYS = List.of(30, 90);

    @Test
    void refusesAReportThatSaysNothing() {
        refuses("nothing-reported", () -> ExperienceReport.checkForm(aDraft(NOW, List.of()), NOW));
        ExperienceReport.checkForm(aDraft(NOW, List.of(new Checked("QUALITY-12", CheckResult.OK, null))), NOW);
    }

    @Test
    void refusesTimesThatCannotBe() {
        var praise = said(EntryKind.PRAISE, null, null);
        refuses("report-in-the-future", () -> ExperienceReport.checkForm(aDraft(NOW.plus(Duration.ofMinutes(6)), List.of(), praise), NOW));
        ExperienceReport.checkForm(aDraft(NOW.plus(Duration.ofMinutes(4)), List.of(), praise), NOW);
        Draft draft = aDraft(NOW, List.of(), praise);
        refuses("report-ends-before-start", () -> ExperienceReport.checkForm(new Draft(draft.serviceItem(), draft.about(), draft.channel(), draft.finishedAt(),
                draft.startedAt(), null, null, List.of(), 3, draft.entries()), NOW));
        refuses("malformed", () -> ExperienceReport.checkForm(new Draft(draft.serviceItem(), draft.about(), draft.channel(), Instant.MIN,
                draft.finishedAt(), null, null, List.of(), 3, draft.entries()), NOW));
    }

    @Test
    void refusesCheckpointsTheChecklistDoesNotHave() {
        refuses("checkpoint-unknown", () -> record(aDraft(NOW, List.of(new Checked("SPEED-01", CheckResult.OK, null)))));
        refuses("checkpoint-unknown", () -> record(aDraft(NOW, List.of(), said(EntryKind.PROBLEM, null, "QUALITY-99"))));
        refuses("checkpoint-twice", () -> record(aDraft(NOW, List.of(new Checked("QUALITY-12", CheckResult.OK, null), new Checked("QUALITY-12", CheckResult.WANTING, null)))));
        refuses("dimension-mismatch", () -> record(aDraft(NOW, List.of(), said(EntryKind.PROBLEM, Dimension.COST, "QUALITY-12"))));
        assertThat(record(aDraft(NOW, List.of(), said(EntryKind.PROBLEM, null, "QUALITY-12"))).entries().getFirst().dimension()).isEqualTo(Dimension.QUALITY);
    }

    @Test
    void callsForAnIssueForProblemsAndDemandsOnly() {
        ExperienceReport report = record(aDraft(NOW, List.of(), said(EntryKind.PROBLEM, Dimension.COST, null), said(EntryKind.DEMAND, null, "QUALITY-12"),
                said(EntryKind.SUGGESTION, null, null), said(EntryKind.PRAISE, null, null)));
        assertThat(report.sequence()).isEqualTo(3);
        assertThat(report.entries().stream().map(entry -> entry.id().substring(0, 3)).toList()).containsExactly("fnd", "fnd", "ent", "ent");
        assertThat(report.tally().findings()).isEqualTo(2);
        assertThat(report.tally().suggestions()).isEqualTo(1);
    }

    @Test
    void asksAgainThirtyAndNinetyDaysAfterItWasSettled() {
        ExperienceReport report = withAnIssue();
        report.issueMoved("iss_1", Turn.to(IssueStage.CLOSED), DAYS, 5, NOW);
        assertThat(report.wakeAt()).isEqualTo(Instant.parse("2026-12-23T01:00:00Z"));
        refuses("look-back-not-asked", () -> report.lookBack(finding(report), true, null, HERSELF, NOW));
        Instant asked = Instant.parse("2026-12-23T01:00:05Z");
        report.clockStrikes(asked);
        assertThat(report.wakeAt()).isEqualTo(Instant.parse("2027-02-21T01:00:00Z"));
        assertThat(report.tally().toLookAgain()).isEqualTo(1);
        refuses("look-back-not-yours", () -> report.lookBack(finding(report), true, null, OFFICE, asked));
        report.lookBack(finding(report), false, "又要了，电话 13912345678", HERSELF, asked);
        refuses("look-back-not-asked", () -> report.lookBack(finding(report), false, null, HERSELF, asked));
        assertThat(report.tally()).satisfies(tally -> {
            assertThat(tally.lookedAgain()).isEqualTo(1);
            assertThat(tally.held()).isZero();
            assertThat(tally.toLookAgain()).isZero();
        });
        assertThat(report.entries().getFirst().issue().askedAgain().getFirst().text()).isEqualTo("又要了，电话 139****5678");
        report.clockStrikes(Instant.parse("2027-02-21T01:00:01Z"));
        assertThat(report.wakeAt()).isNull();
        report.lookBack(finding(report), true, null, HERSELF, Instant.parse("2027-02-22T01:00:00Z"));
        assertThat(report.tally().held()).isEqualTo(1);
        assertThat(report.historyIntact()).isTrue();
    }

    @Test
    void letsALookBackNobodyAnsweredGiveWayToTheNext() {
        ExperienceReport report = withAnIssue();
        report.issueMoved("iss_1", Turn.to(IssueStage.CLOSED), DAYS, 5, NOW);
        report.clockStrikes(NOW.plus(Duration.ofDays(31)));
        report.clockStrikes(NOW.plus(Duration.ofDays(91)));
        report.lookBack(finding(report), true, null, HERSELF, NOW.plus(Duration.ofDays(92)));
        assertThat(report.entries().getFirst().issue().askedAgain()).extracting(AskedAgain::held).containsExactly(null, true);
        refuses("look-back-not-asked", () -> report.lookBack(finding(report), true, null, HERSELF, NOW.plus(Duration.ofDays(92))));
    }

    @Test
    void asksNobodyAboutWhatWasReopenedOrOutOfScope() {
        ExperienceReport report = withAnIssue();
        report.issueMoved("iss_1", Turn.to(IssueStage.CLOSED), DAYS, 5, NOW);
        report.issueMoved("iss_1", Turn.to(IssueStage.REOPENED), DAYS, 6, NOW);
        assertThat(report.wakeAt()).isNull();
        assertThat(report.tally().solved()).isZero();
        report.issueMoved("iss_1", Turn.rejected("不属于政务服务范围"), DAYS, 7, NOW);
        assertThat(report.wakeAt()).isNull();
        assertThat(report.tally().settled()).isEqualTo(1);
        assertThat(report.tally().solved()).isZero();
    }

    @Test
    void followsAMergedFindingToTheEndOfItsSurvivor() {
        ExperienceReport report = withAnIssue();
        report.issueMoved("iss_1", Turn.merged("iss_2", false), DAYS, 2, NOW);
        assertThat(report.tally().settled()).isZero();
        report.issueMoved("iss_1", Turn.merged("iss_2", true), DAYS, 3, NOW);
        assertThat(report.tally().solved()).isEqualTo(1);
        assertThat(report.wakeAt()).isNotNull();
        assertThat(report.issueMoved("iss_1", Turn.merged("iss_2", true), DAYS, 3, NOW)).as("heard before").isFalse();
    }

    @Test
    void answersASuggestionStepByStep() {
        ExperienceReport report = record(aDraft(NOW, List.of(), said(EntryKind.SUGGESTION, null, null)));
        String id = report.entries().getFirst().id();
        refuses("forbidden", () -> report.study(id, "正在征求意见", HERSELF, NOW));
        refuses("illegal-transition", () -> report.complete(id, "已放置", OFFICE, NOW));
        report.study(id, "正在征求意见", OFFICE, NOW);
        refuses("promise-in-the-past", () -> report.adopt(id, "增设流程图", LocalDate.parse("2026-11-22"), OFFICE, NOW));
        refuses("promise-too-far", () -> report.adopt(id, "增设流程图", LocalDate.parse("2029-11-24"), OFFICE, NOW));
        report.adopt(id, "增设流程图", LocalDate.parse("2026-12-31"), OFFICE, NOW);
        assertThat(report.tally().adopted()).isEqualTo(1);
        report.complete(id, "已放置", OFFICE, NOW);
        assertThat(report.entries().getFirst().suggestion().status()).isEqualTo(SuggestionStatus.DONE);
        refuses("illegal-transition", () -> report.decline(id, "算了", OFFICE, NOW));
    }

    @Test
    void countsNoMoreWhatWasPromisedAndCannotBeKept() {
        ExperienceReport report = record(aDraft(NOW, List.of(), said(EntryKind.SUGGESTION, null, null)));
        String id = report.entries().getFirst().id();
        report.adopt(id, "增设流程图", LocalDate.parse("2026-12-31"), OFFICE, NOW);
        report.decline(id, "大厅改造，不再设置", OFFICE, NOW);
        assertThat(report.tally()).satisfies(tally -> {
            assertThat(tally.answered()).isEqualTo(1);
            assertThat(tally.adopted()).isZero();
        });
    }

    @Test
    void refusesAnAnswerByWhoSuggestedIt() {
        ExperienceReport report = record(aDraft(NOW, List.of(), said(EntryKind.SUGGESTION, null, null)));
        var herselfAsClerk = new Caller(HERSELF.account(), "经办", Set.of(Role.OFFICE_CLERK, Role.EXPERIENCER), "210100");
        refuses("own-suggestion", () -> report.adopt(report.entries().getFirst().id(), "增设流程图", LocalDate.parse("2026-12-31"), herselfAsClerk, NOW));
        assertThat(report.tally().adopted()).isZero();
    }

    @Test
    void refusesAnswersToWhatIsNoSuggestion() {
        ExperienceReport report = record(aDraft(NOW, List.of(), said(EntryKind.PRAISE, null, null)));
        refuses("not-found", () -> report.study(report.entries().getFirst().id(), "研究", OFFICE, NOW));
        refuses("not-found", () -> report.study("ent_none", "研究", OFFICE, NOW));
    }

    @Test
    void belongsToAnotherProvinceNever() {
        Unit elsewhere = new Unit("220100", "长春市", UnitKind.CITY, "220000", List.of("220000", "220100"), true, 1);
        refuses("about-unit-elsewhere", () -> ExperienceReport.record("rep_1", aDraft(NOW, List.of(), said(EntryKind.PRAISE, null, null)), somebody(), SHENYANG,
                elsewhere, null, false, HERSELF, NOW));
    }

    static String finding(ExperienceReport report) {
        return report.entries().getFirst().id();
    }

    private static ExperienceReport withAnIssue() {
        ExperienceReport report = record(aDraft(NOW, List.of(), said(EntryKind.PROBLEM, Dimension.QUALITY, null)));
        report.issueRegistered(finding(report), "iss_1", 1, NOW);
        return report;
    }

    private static ExperienceReport record(Draft draft) {
        ExperienceReport.checkForm(draft, NOW);
        return ExperienceReport.record("rep_1", draft, somebody(), SHENYANG, HRSS, CHECKLIST, false, HERSELF, NOW);
    }

    private static Experiencer somebody() {
        var nobody = new ObjenesisStd().newInstance(Experiencer.class);
        ReflectionTestUtils.setField(nobody, "id", "exp_1");
        return nobody;
    }

    private static void refuses(@Nullable String rule, Runnable command) {
        assertThatThrownBy(command::run).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.name()).isEqualTo(rule));
    }
}
