package cn.tiyan.issue.issue;

import static cn.tiyan.issue.issue.People.HANDLER;
import static cn.tiyan.issue.issue.People.NOW;
import static cn.tiyan.issue.issue.People.OFFICE;
import static cn.tiyan.issue.issue.People.PROVINCE_OFFICE;
import static cn.tiyan.issue.issue.People.SHENYANG_HRSS;
import static cn.tiyan.issue.issue.People.VERIFIER;
import static cn.tiyan.issue.issue.People.WALKER;
import static cn.tiyan.issue.issue.People.aPlan;
import static cn.tiyan.issue.issue.People.acting;
import static cn.tiyan.issue.issue.People.anIssueIn;
import static cn.tiyan.issue.issue.People.assessed;
import static cn.tiyan.issue.issue.People.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.RatingOrigin;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Role;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssueTest {

    @Test
    void goesThroughItsWholeLife() {
        Issue issue = anIssueIn(Status.CLOSED);
        assertThat(issue.history()).extracting(HistoryEntry::action).containsExactly(
                "register", "triage", "dispatch", "accept", "plan", "add-evidence", "submit", "verify", "rate", "close");
        assertThat(issue.historyIntact()).isTrue();
        assertThat(issue.reachedAt()).containsOnlyKeys(Status.REGISTERED, Status.TRIAGED, Status.DISPATCHED, Status.ACCEPTED, Status.RECTIFYING,
                Status.SUBMITTED, Status.VERIFIED, Status.RATED, Status.CLOSED);
        assertThat(issue.sequence()).isEqualTo(9);
        assertThat(issue.number()).matches("WT-20261123-[0-9A-HJKMNP-TV-Z]{6}");
    }

    @Test
    void isSeenByTheLinesOfTheUnitItIsAboutAndOfTheHandlingUnit() {
        Issue issue = anIssueIn(Status.TRIAGED);
        assertThat(issue.within()).containsExactly("210000", "210100", "210100-HRSS");
        issue.dispatch(People.HEPING, null, null, OFFICE, NOW);
        assertThat(issue.within()).containsExactly("210000", "210100", "210100-HRSS", "210102");
        assertThat(issue.unit()).isEqualTo("210100-HRSS");
        assertThat(issue.handlingUnit()).isEqualTo("210102");
    }

    @Test
    void keepsTheDimensionTheSourceNamed() {
        assertThat(anIssueIn(Status.TRIAGED).dimension()).isEqualTo(Dimension.QUALITY);
    }

    @Test
    void refusesTriageWithoutDimension_dimensionMissing() {
        var feedback = new Registration(new SourceRef(SourceKind.SERVICE_RATING, "fbk_1"), IssueKind.PROBLEM, Severity.LOW, null, null, null,
                "差评", "来回跑了两趟", null, null, null, NOW.at());
        Issue issue = Issue.register(SHENYANG_HRSS, feedback, 0, People.INTAKE, NOW);
        refuses("dimension-missing", () -> issue.triage(assessed(Difficulty.EASY), null, OFFICE, NOW));
        issue.triage(new Issue.Assessment(Difficulty.EASY, Dimension.SPEED, null, null, null), null, OFFICE, NOW);
        assertThat(issue.dimension()).isEqualTo(Dimension.SPEED);
    }

    @Test
    void refusesDispatchOutsideTheOfficesOwnSubtree_dispatchOutsideSubtree() {
        Issue issue = anIssueIn(Status.TRIAGED);
        refuses("dispatch-outside-subtree", () -> issue.dispatch(People.DALIAN_HRSS, null, null, OFFICE, NOW));
        refuses("dispatch-outside-subtree", () -> issue.dispatch(People.PROVINCE, null, null, OFFICE, NOW));
        issue.dispatch(People.DALIAN_HRSS, null, null, PROVINCE_OFFICE, NOW);
        assertThat(issue.within()).contains("210200", "210200-HRSS", "210100-HRSS");
    }

    @Test
    void letsOnlyTheHandlingUnitRectify_notTheHandlingUnit() {
        Acting other = acting("shenyang.shichang", People.unit("210100-MSA", "沈阳市市场监管局", UnitKind.DEPARTMENT,
                "210000", "210100"), Role.DEPARTMENT_CLERK);
        Acting above = acting("shenyang.shiji", People.SHENYANG, Role.DEPARTMENT_CLERK);
        for (Acting stranger : List.of(other, above)) {
            refuses("not-the-handling-unit", () -> anIssueIn(Status.DISPATCHED).accept(null, stranger, NOW));
            refuses("not-the-handling-unit", () -> anIssueIn(Status.ACCEPTED).plan(aPlan("措施"), stranger, NOW));
            refuses("not-the-handling-unit", () -> anIssueIn(Status.RECTIFYING).submit("已改", stranger, NOW));
            refuses("not-the-handling-unit", () -> anIssueIn(Status.RECTIFYING).addEvidence(People.aPhoto("x"), stranger, NOW));
        }
    }

    @Test
    void refusesSubmittingWithoutEvidence_evidenceMissing() {
        Issue issue = anIssueIn(Status.ACCEPTED);
        issue.plan(aPlan("措施"), HANDLER, NOW);
        refuses("evidence-missing", () -> issue.submit("已改", HANDLER, NOW));
        issue.addEvidence(People.aPhoto("one"), HANDLER, NOW);
        issue.submit("已改", HANDLER, NOW);
        assertThat(issue.status()).isEqualTo(Status.SUBMITTED);
    }

    @Test
    void addsTheSameEvidenceOnce() {
        Issue issue = anIssueIn(Status.RECTIFYING);
        assertThat(issue.addEvidence(People.aPhoto("one"), HANDLER, NOW)).isFalse();
        assertThat(issue.addEvidence(People.aPhoto("two"), HANDLER, NOW)).isTrue();
        assertThat(issue.evidence()).hasSize(2);
    }

    @Test
    void refusesEvidenceWithoutEnd_tooMuchEvidence() {
        Issue issue = anIssueIn(Status.RECTIFYING);
        for (int i = issue.evidence().size(); i < Issue.MOST_EVIDENCE; i++) {
            issue.addEvidence(People.aPhoto("n" + i), HANDLER, NOW);
        }
        refuses("too-much-evidence", () -> issue.addEvidence(People.aPhoto("more"), HANDLER, NOW));
        assertThat(issue.addEvidence(People.aPhoto("raised"), People.WALKER, NOW)).as("whoever raised it has room of their own").isTrue();
    }

    @Test
    void keepsPhoneNumbersInNoText() {
        Issue issue = anIssueIn(Status.RECTIFYING);
        String text = "请联系13812345678";
        issue.plan(new Plan(text, List.of(Plan.Step.of(text, null))), HANDLER, NOW);
        issue.convene(text, List.of(text), People.SHENYANG_HRSS, List.of(), NOW.at(), OFFICE, NOW);
        issue.conclude(issue.consultations().getFirst().consultationId(), text, List.of(new Issue.Resolution(text, People.SHENYANG_HRSS, 1)), OFFICE, NOW);
        issue.completeStep(1, HANDLER, NOW);
        issue.completeTask(issue.tasks().getFirst().taskId(), text, HANDLER, NOW);
        issue.submit(text, HANDLER, NOW);
        issue.sendBack(text, VERIFIER, NOW);
        issue.submit(text, HANDLER, NOW);
        assertThat(List.of(issue.plan(), issue.consultations(), issue.tasks(), issue.submission(), issue.history()).toString())
                .contains("138****5678").doesNotContain("13812345678");
        issue.verify(text, VERIFIER, NOW);
        assertThat(issue.verification().opinion()).isEqualTo("请联系138****5678");
    }

    @Test
    void refusesVerifyingByTheHandlingUnitAndWhatLiesBelow_verifierNotIndependent() {
        Acting colleague = acting("renshe.hecha", SHENYANG_HRSS, Role.VERIFIER);
        refuses("verifier-not-independent", () -> anIssueIn(Status.SUBMITTED).verify("属实", colleague, NOW));
        refuses("verifier-not-independent", () -> anIssueIn(Status.SUBMITTED).sendBack("不实", colleague, NOW));
        Acting cityClerk = acting("shenyang.banli", People.SHENYANG, Role.DEPARTMENT_CLERK);
        Issue handledByTheCity = anIssueIn(Status.TRIAGED);
        handledByTheCity.dispatch(People.SHENYANG, null, null, OFFICE, NOW);
        handledByTheCity.accept(null, cityClerk, NOW);
        handledByTheCity.plan(aPlan("措施"), cityClerk, NOW);
        handledByTheCity.addEvidence(People.aPhoto("one"), cityClerk, NOW);
        handledByTheCity.submit("已改", cityClerk, NOW);
        refuses("verifier-not-independent", () -> handledByTheCity.verify("属实", colleague, NOW));
        refuses("verifier-not-independent", () -> handledByTheCity.verify("属实", OFFICE, NOW));
        handledByTheCity.verify("属实", PROVINCE_OFFICE, NOW);
        assertThat(handledByTheCity.verification().unit()).isEqualTo("210000");
    }

    @Test
    void refusesToGuessWhetherAVerifierIsIndependent() {
        Acting unknown = new Acting(VERIFIER.caller(), null);
        Issue issue = anIssueIn(Status.SUBMITTED);
        assertThatThrownBy(() -> issue.verify("属实", unknown, NOW)).isInstanceOf(UnknownReference.class);
        assertThat(issue.actions(unknown)).isEmpty();
    }

    @Test
    void refusesVerifyingByWhoeverSubmitted_verifierIsSubmitter() {
        Acting promoted = acting(HANDLER.account(), People.SHENYANG, Role.VERIFIER);
        refuses("verifier-is-submitter", () -> anIssueIn(Status.SUBMITTED).verify("属实", promoted, NOW));
    }

    @Test
    void goesBackToBeRectifiedWhenSentBack() {
        Issue issue = anIssueIn(Status.SUBMITTED);
        issue.sendBack("现场抽查仍在收取纸质证明", VERIFIER, NOW);
        assertThat(issue.status()).isEqualTo(Status.RECTIFYING);
        assertThat(issue.verification().passed()).isFalse();
        issue.submit("再次整改", HANDLER, NOW);
        assertThat(issue.verification()).isNull();
        issue.verify("属实", VERIFIER, NOW);
        assertThat(issue.verification().passed()).isTrue();
    }

    @Test
    void isRatedByWhoeverRaisedItOrByCallBack_ratingNotByRaiser() {
        for (Acting stranger : List.of(HANDLER, VERIFIER, acting("another.walker", SHENYANG_HRSS, Role.WALKER))) {
            refuses("rating-not-by-raiser", () -> anIssueIn(Status.VERIFIED).rate(content(5), stranger, NOW));
        }
        Issue rated = anIssueIn(Status.RATED);
        assertThat(rated.ratings()).singleElement().extracting(Rating::origin).isEqualTo(RatingOrigin.RAISER);
        Issue calledBack = anIssueIn(Status.VERIFIED);
        calledBack.rate(new Judgement(true, true, 4, "挺好，手机13812345678"), OFFICE, NOW);
        assertThat(calledBack.ratings()).singleElement().satisfies(rating -> {
            assertThat(rating.origin()).isEqualTo(RatingOrigin.CALL_BACK);
            assertThat(rating.text()).isEqualTo("挺好，手机138****5678");
        });
    }

    @Test
    void refusesACallBackByTheHandlingUnit_callBackNotIndependent() {
        Acting own = acting("renshe.ban", SHENYANG_HRSS, Role.OFFICE_CLERK);
        refuses("call-back-not-independent", () -> anIssueIn(Status.VERIFIED).rate(new Judgement(true, true, 5, null), own, NOW));
    }

    @Test
    void refusesARatingOfWhomNobodyReached_callBackNotReached() {
        Issue issue = anIssueIn(Status.VERIFIED);
        refuses("call-back-not-reached", () -> issue.rate(new Judgement(false, true, 5, null), OFFICE, NOW));
        refuses("call-back-not-reached", () -> issue.rate(new Judgement(false, null, 5, null), OFFICE, NOW));
        issue.rate(new Judgement(false, null, null, "三次无人接听"), OFFICE, NOW);
        assertThat(issue.status()).isEqualTo(Status.VERIFIED);
        assertThat(issue.callBacksInVain()).isEqualTo(1);
        assertThat(issue.ratings()).isEmpty();
        assertThat(issue.history().getLast().action()).isEqualTo("call-back-in-vain");
    }

    @Test
    void namesWhatARatingLacks() {
        Issue issue = anIssueIn(Status.VERIFIED);
        assertThatThrownBy(() -> issue.rate(new Judgement(null, null, null, "好"), WALKER, NOW))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.fieldErrors()).extracting(Refusal.FieldError::field)
                        .containsExactly("solved", "satisfaction"));
        assertThatThrownBy(() -> issue.rate(content(5), OFFICE, NOW))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.fieldErrors()).extracting(Refusal.FieldError::field).containsExactly("contacted"));
        assertThatThrownBy(() -> issue.rate(new Judgement(true, true, 5, null), WALKER, NOW))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.fieldErrors()).extracting(Refusal.FieldError::field).containsExactly("contacted"));
    }

    @ParameterizedTest
    @CsvSource({"true,2,true", "true,3,false", "false,5,true", "false,1,true", "true,5,false"})
    void reopensOnADissatisfiedRating(boolean solved, int satisfaction, boolean reopens) {
        Issue issue = anIssueIn(Status.VERIFIED);
        issue.rate(new Judgement(null, solved, satisfaction, null), WALKER, NOW);
        assertThat(issue.status()).isEqualTo(reopens ? Status.RECTIFYING : Status.RATED);
        assertThat(issue.reopenings()).isEqualTo(reopens ? 1 : 0);
        assertThat(issue.history().getLast().action()).isEqualTo(reopens ? "reopen" : "rate");
    }

    @Test
    void keepsTheFirstAndTheFinalRating() {
        Issue issue = anIssueIn(Status.VERIFIED);
        issue.rate(content(1), WALKER, NOW);
        issue.submit("重新整改", HANDLER, NOW);
        issue.verify("属实", VERIFIER, NOW);
        issue.rate(new Judgement(true, true, 5, null), OFFICE, NOW);
        assertThat(issue.ratings()).extracting(Rating::satisfaction).containsExactly(1, 5);
        assertThat(issue.ratings()).extracting(Rating::origin).containsExactly(RatingOrigin.RAISER, RatingOrigin.CALL_BACK);
        assertThat(issue.reopenings()).isEqualTo(1);
    }

    @Test
    void isClosedOnlyWhenRatedAndSolved_illegalTransition() {
        refuses("illegal-transition", () -> anIssueIn(Status.VERIFIED).close(null, OFFICE, NOW));
        Issue unsolved = anIssueIn(Status.VERIFIED);
        unsolved.rate(new Judgement(null, false, 5, null), WALKER, NOW);
        refuses("illegal-transition", () -> unsolved.close(null, OFFICE, NOW));
    }

    @Test
    void forbidsWhatIsNothingForTheCallersRoles() {
        assertThatThrownBy(() -> anIssueIn(Status.REGISTERED).triage(assessed(Difficulty.EASY), null, HANDLER, NOW))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
        assertThatThrownBy(() -> anIssueIn(Status.RATED).close(null, WALKER, NOW))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
        assertThatThrownBy(() -> anIssueIn(Status.SUBMITTED).verify("属实", WALKER, NOW))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
    }

    @Test
    void tellsEachCallerWhatTheyMayDoNow() {
        assertThat(anIssueIn(Status.REGISTERED).actions(OFFICE)).containsExactly(Action.TRIAGE, Action.REJECT, Action.MERGE, Action.CONVENE);
        assertThat(anIssueIn(Status.REGISTERED).actions(HANDLER)).isEmpty();
        assertThat(anIssueIn(Status.RECTIFYING).actions(HANDLER)).containsExactly(
                Action.PLAN, Action.SUBMIT, Action.ADD_EVIDENCE, Action.REQUEST_EXTENSION, Action.RECORD_OPTIMIZATION);
        assertThat(anIssueIn(Status.SUBMITTED).actions(OFFICE)).containsExactly(Action.VERIFY, Action.SEND_BACK, Action.SUPERVISE);
        assertThat(anIssueIn(Status.SUBMITTED).actions(HANDLER)).containsExactly(Action.RECORD_OPTIMIZATION);
        assertThat(anIssueIn(Status.VERIFIED).actions(WALKER)).containsExactly(Action.RATE);
        assertThat(anIssueIn(Status.RATED).actions(OFFICE)).containsExactly(Action.CLOSE, Action.SUPERVISE);
        assertThat(anIssueIn(Status.CLOSED).actions(OFFICE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void hasSeveralNumbersToChooseFrom(int attempt) {
        assertThat(IssueNumber.of("iss_04n3jq8v2h6t1s9k0g5m7p2r4b", NOW.at(), attempt)).matches("WT-20261123-[0-9A-HJKMNP-TV-Z]{6}");
        assertThat(List.of(0, 1, 2, 3)).extracting(n -> IssueNumber.of("iss_04n3jq8v2h6t1s9k0g5m7p2r4b", NOW.at(), n)).doesNotHaveDuplicates();
    }

    private static void refuses(String rule, ThrowingCallable command) {
        assertThatThrownBy(command).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.name()).isEqualTo(rule);
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.RULE_BROKEN);
        });
    }
}
