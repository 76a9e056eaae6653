package cn.tiyan.walkthrough.walkthrough;

import static cn.tiyan.walkthrough.walkthrough.Drafts.HRSS;
import static cn.tiyan.walkthrough.walkthrough.Drafts.NINE;
import static cn.tiyan.walkthrough.walkthrough.Drafts.TEN;
import static cn.tiyan.walkthrough.walkthrough.Drafts.aFinding;
import static cn.tiyan.walkthrough.walkthrough.Drafts.aStep;
import static cn.tiyan.walkthrough.walkthrough.Drafts.aWalkthrough;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.followup.IssueStage;
import cn.tiyan.platform.followup.Turn;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.testkit.Persona;
import cn.tiyan.walkthrough.checklist.Checklist;
import cn.tiyan.walkthrough.checklist.Checkpoint;
import cn.tiyan.walkthrough.walkthrough.Draft.Observation;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WalkthroughTest {

    private static final Checklist CHECKLIST = new Checklist("five-dimensions", 1, "清单", "文件",
            Arrays.stream(Dimension.values()).map(dimension -> new Checkpoint(dimension + "-01", dimension, "看", "四(一)")).toList());
    private static final Unit DALIAN = new Unit("210200", "大连市", UnitKind.CITY, "210000", List.of("210000", "210200"), true, 1);
    private static final Unit CHANGCHUN = new Unit("220100", "长春市", UnitKind.CITY, "220000", List.of("220000", "220100"), true, 1);

    @Test
    void recordsWhatWasHandedIn() {
        Walkthrough walkthrough = record(aWalkthrough().with(aFinding(FindingKind.PROBLEM, "QUALITY-01"), aFinding(FindingKind.PRACTICE, "COST-01")));
        assertThat(walkthrough.unit()).isEqualTo("210100-HRSS");
        assertThat(walkthrough.within()).containsExactly("210000", "210100", "210100-HRSS");
        assertThat(walkthrough.owner()).isEqualTo("shenyang.ganbu");
        assertThat(walkthrough.checklistVersion()).isEqualTo("five-dimensions.v1");
        assertThat(walkthrough.steps()).singleElement().satisfies(step -> assertThat(step.minutes()).isEqualTo(60));
        assertThat(walkthrough.findings()).extracting(Finding::dimension).containsExactly(Dimension.QUALITY, Dimension.COST);
        assertThat(walkthrough.findings()).extracting(Finding::aboutUnit).containsOnly("210100-HRSS");
        assertThat(walkthrough.findings()).extracting(Finding::id).doesNotHaveDuplicates().allMatch(id -> id.startsWith("fnd_"));
        assertThat(walkthrough.findings()).extracting(Finding::issue).containsOnlyNulls();
        assertThat(walkthrough.historyIntact()).isTrue();
    }

    @Test
    void callsForAnIssueForProblemsAndDemandsOnly() {
        Walkthrough walkthrough = record(aWalkthrough().with(aFinding(FindingKind.PROBLEM, "QUALITY-01"), aFinding(FindingKind.PRACTICE, "COST-01"),
                aFinding(FindingKind.DEMAND, "SPEED-01")));
        assertThat(walkthrough.sequence()).as("one event for the walkthrough, one for each of two findings").isEqualTo(3);
        assertThat(walkthrough.history()).extracting(entry -> entry.action()).containsExactly("record", "report-finding", "report-finding");
    }

    @Test
    void keepsNoNumbersOfCitizens() {
        var step = new Step("核对 13812345678", NINE, TEN, StepResult.FAILED, List.of("身份证 210102198001011234"), 0, null, "致电13812345678", "我的号码是13812345678", null, null, null, null);
        var finding = new Observation(FindingKind.PROBLEM, "COST-01", Severity.HIGH, "电话13812345678无人接", "身份证210102198001011234被退", null, TEN);
        Walkthrough walkthrough = record(aWalkthrough().with(step).with(finding));
        assertThat(walkthrough.steps().toString() + walkthrough.findings()).contains("138****5678").doesNotContain("13812345678", "210102198001011234");
    }

    @Test
    void refusesAnEndThatIsNotAfterTheStart() {
        assertBroken(aWalkthrough().to(NINE), "walkthrough-ends-before-start", "finishedAt");
    }

    @Test
    void refusesAYearThatCannotBe() {
        assertBroken(aWalkthrough().from(Instant.MIN), "malformed", "startedAt");
    }

    @Test
    void refusesTheFutureButForTheSkewOfClocks() {
        Instant now = TEN.minus(Walkthrough.CLOCK_SKEW);
        assertThat(record(aWalkthrough(), now)).isNotNull();
        assertThatThrownBy(() -> record(aWalkthrough(), now.minusMillis(1))).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.name()).isEqualTo("walkthrough-in-the-future"));
    }

    @Test
    void refusesStepsOutsideTheSession() {
        assertBroken(aWalkthrough().with(new Step[0]), "malformed", "steps");
        assertBroken(aWalkthrough().with(aStep(NINE, TEN), aStep(NINE.minusMillis(1), TEN)), "step-outside-session", "steps[1].startedAt");
        assertBroken(aWalkthrough().with(aStep(NINE, TEN.plusMillis(1))), "step-outside-session", "steps[0].finishedAt");
        assertBroken(aWalkthrough().with(aStep(TEN, NINE)), "step-ends-before-start", "steps[0].finishedAt");
    }

    @Test
    void refusesACompanionOfNobody() {
        var companion = aWalkthrough().as(WalkthroughRole.COMPANION);
        assertBroken(companion, "companion-of-nobody", "citizenGroup");
        assertThat(record(companion.with("exp_01kar4x9x2m3s8q1v5t7w9y0zb", null))).isNotNull();
        assertThat(record(companion.with(null, CitizenGroup.ENTERPRISE))).isNotNull();
        assertThat(record(companion.with(null, null, SpecialGroup.ELDERLY))).isNotNull();
    }

    @Test
    void refusesACheckpointThatTheChecklistDoesNotHave() {
        assertBroken(aWalkthrough().with(aFinding(FindingKind.PROBLEM, "QUALITY-01"), aFinding(FindingKind.DEMAND, "QUALITY-02")), "checkpoint-unknown", "findings[1].checkpoint");
    }

    @Test
    void refusesASeverityThatIsMissingOrOutOfPlace() {
        var problem = aFinding(FindingKind.PROBLEM, "COST-01");
        assertBroken(aWalkthrough().with(new Observation(problem.kind(), problem.checkpoint(), null, problem.title(), problem.text(), null, TEN)), "malformed", "findings[0].severity");
        assertBroken(aWalkthrough().with(new Observation(FindingKind.PRACTICE, problem.checkpoint(), Severity.LOW, problem.title(), problem.text(), null, TEN)),
                "malformed", "findings[0].severity");
    }

    @Test
    void refusesAFindingFromOutsideTheSession() {
        var problem = aFinding(FindingKind.PROBLEM, "COST-01");
        for (Instant outside : List.of(NINE.minusMillis(1), TEN.plusMillis(1))) {
            assertBroken(aWalkthrough().with(new Observation(problem.kind(), problem.checkpoint(), problem.severity(), problem.title(), problem.text(), null, outside)),
                    "finding-outside-session", "findings[0].observedAt");
        }
    }

    @Test
    void mayBeAboutAnyUnitOfTheProvinceButNoOther() {
        var draft = aWalkthrough().with(aFinding(FindingKind.PROBLEM, "COST-01"));
        Walkthrough about = Walkthrough.record("wlk_1", draft.draft(), HRSS, CHECKLIST, List.of(DALIAN), Persona.SHENYANG_WALKER.caller(), TEN);
        assertThat(about.findings().getFirst().aboutUnit()).isEqualTo("210200");
        assertThat(about.within()).as("who may see the walkthrough stays the walker's line").doesNotContain("210200");
        assertThatThrownBy(() -> Walkthrough.record("wlk_1", draft.draft(), HRSS, CHECKLIST, List.of(CHANGCHUN), Persona.SHENYANG_WALKER.caller(), TEN))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.name()).isEqualTo("about-unit-elsewhere"));
    }

    @Test
    void followsWhatBecomesOfItsFindings() {
        Walkthrough walkthrough = record(aWalkthrough().with(aFinding(FindingKind.PROBLEM, "COST-01"), aFinding(FindingKind.DEMAND, "COST-01")));
        Finding first = walkthrough.findings().getFirst();
        assertThat(walkthrough.issueRegistered(first.id(), "iss_1", 1, TEN)).isTrue();
        assertThat(walkthrough.issueMoved("iss_1", Turn.to(IssueStage.CLOSED), null, 9, TEN.plusSeconds(9))).isTrue();
        assertThat(walkthrough.findings().getFirst().issue()).isEqualTo(new Outcome("iss_1", IssueStage.CLOSED, TEN.plusSeconds(9), TEN.plusSeconds(9), null, null));
        assertThat(walkthrough.issueMoved("iss_1", Turn.to(IssueStage.REOPENED), null, 10, TEN.plusSeconds(10))).isTrue();
        assertThat(walkthrough.findings().getFirst().issue()).isEqualTo(new Outcome("iss_1", IssueStage.REOPENED, TEN.plusSeconds(10), null, null, null));
        assertThat(walkthrough.findings().getLast().issue()).isNull();
    }

    @Test
    void isSettledByARejectionWithItsReasonAndOpenAgainWhenThatIsReconsidered() {
        Walkthrough walkthrough = followed();
        walkthrough.issueMoved("iss_1", Turn.rejected("不属于政务服务范围"), null, 2, TEN.plusSeconds(2));
        assertThat(walkthrough.findings().getFirst().issue())
                .isEqualTo(new Outcome("iss_1", IssueStage.REJECTED, TEN.plusSeconds(2), TEN.plusSeconds(2), null, "不属于政务服务范围"));
        walkthrough.issueMoved("iss_1", Turn.to(IssueStage.REGISTERED), null, 3, TEN.plusSeconds(3));
        assertThat(walkthrough.findings().getFirst().issue()).isEqualTo(new Outcome("iss_1", IssueStage.REGISTERED, TEN.plusSeconds(3), null, null, null));
    }

    @Test
    void followsTheIssueItWasMergedInto() {
        Walkthrough walkthrough = followed();
        walkthrough.issueMoved("iss_1", Turn.merged("iss_2", false), null, 2, TEN.plusSeconds(2));
        assertThat(walkthrough.findings().getFirst().issue()).isEqualTo(new Outcome("iss_1", IssueStage.MERGED, TEN.plusSeconds(2), null, "iss_2", null));
        walkthrough.issueMoved("iss_1", Turn.merged("iss_2", true), null, 3, TEN.plusSeconds(3));
        assertThat(walkthrough.findings().getFirst().issue().settledAt()).isEqualTo(TEN.plusSeconds(3));
        walkthrough.issueMoved("iss_1", Turn.merged("iss_2", false), null, 4, TEN.plusSeconds(4));
        assertThat(walkthrough.findings().getFirst().issue().settledAt()).isNull();
        walkthrough.issueMoved("iss_1", Turn.to(IssueStage.REGISTERED), null, 5, TEN.plusSeconds(5));
        assertThat(walkthrough.findings().getFirst().issue().survivorId()).isNull();
    }

    @Test
    void staysSettledAsOfItsClosingWhenItIsArchived() {
        Walkthrough walkthrough = followed();
        walkthrough.issueMoved("iss_1", Turn.to(IssueStage.CLOSED), null, 2, TEN.plusSeconds(2));
        walkthrough.issueMoved("iss_1", Turn.to(IssueStage.ARCHIVED), null, 3, TEN.plusSeconds(3));
        assertThat(walkthrough.findings().getFirst().issue())
                .isEqualTo(new Outcome("iss_1", IssueStage.ARCHIVED, TEN.plusSeconds(3), TEN.plusSeconds(2), null, null));
    }

    private static Walkthrough followed() {
        Walkthrough walkthrough = record(aWalkthrough().with(aFinding(FindingKind.PROBLEM, "COST-01")));
        walkthrough.issueRegistered(walkthrough.findings().getFirst().id(), "iss_1", 1, TEN);
        return walkthrough;
    }

    @Test
    void changesNothingWhenItHearsTheSameAgainOrSomethingOlder() {
        Walkthrough walkthrough = record(aWalkthrough().with(aFinding(FindingKind.PROBLEM, "COST-01")));
        String finding = walkthrough.findings().getFirst().id();
        walkthrough.issueRegistered(finding, "iss_1", 1, TEN);
        walkthrough.issueMoved("iss_1", Turn.to(IssueStage.CLOSED), null, 9, TEN);
        assertThat(walkthrough.issueMoved("iss_1", Turn.to(IssueStage.CLOSED), null, 9, TEN.plusSeconds(1))).isFalse();
        assertThat(walkthrough.issueMoved("iss_1", Turn.to(IssueStage.VERIFIED), null, 7, TEN)).isFalse();
        assertThat(walkthrough.issueRegistered(finding, "iss_1", 1, TEN)).isFalse();
        assertThat(walkthrough.findings().getFirst().issue()).isEqualTo(new Outcome("iss_1", IssueStage.CLOSED, TEN, TEN, null, null));
    }

    @Test
    void tellsARepeatedDraftFromAnother() {
        Walkthrough walkthrough = record(aWalkthrough());
        assertThat(walkthrough.isOf(aWalkthrough().draft())).isTrue();
        assertThat(walkthrough.isOf(aWalkthrough().with(aFinding(FindingKind.DEMAND, "COST-01")).draft())).isFalse();
    }

    private static Walkthrough record(Drafts draft) {
        return record(draft, TEN.plusSeconds(60));
    }

    private static Walkthrough record(Drafts draft, Instant now) {
        return Walkthrough.record("wlk_1", draft.draft(), HRSS, CHECKLIST, draft.findings().stream().map(finding -> HRSS).toList(), Persona.SHENYANG_WALKER.caller(), now);
    }

    private static void assertBroken(Drafts draft, String rule, String field) {
        assertThatThrownBy(() -> record(draft)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.name()).isEqualTo(rule);
            assertThat(refusal.fieldErrors().stream().map(Refusal.FieldError::field).collect(Collectors.joining())).isEqualTo(field);
        });
    }
}
