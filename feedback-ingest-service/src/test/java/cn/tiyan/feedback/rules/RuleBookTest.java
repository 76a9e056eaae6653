package cn.tiyan.feedback.rules;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleBookTest {

    private FeedbackRules now = new FeedbackRules(3, EnumSet.of(HandlingMode.COMPLAINT, HandlingMode.HELP), true, true, EnumSet.allOf(ReasonClass.class));
    private final RuleBook rules = new RuleBook(() -> now);

    private static RuleBook.HotlineOrder order(HandlingMode mode) {
        return new RuleBook.HotlineOrder(mode, Urgency.NORMAL, false, false, false);
    }

    @ParameterizedTest
    @CsvSource({"COMPLAINT, HOTLINE_COMPLAINT, PROBLEM, MEDIUM", "HELP, HOTLINE_HELP, DEMAND, LOW"})
    void raisesIssuesForComplaintsAndCallsForHelp(HandlingMode mode, String rule, IssueKind kind, Severity severity) {
        assertThat(rules.decide(order(mode))).contains(new Decision(rule, kind, severity));
    }

    @ParameterizedTest
    @CsvSource({"CONSULTATION", "REPORT", "SUGGESTION", "PRAISE"})
    void leavesOtherOrdersToTheHotline(HandlingMode mode) {
        assertThat(rules.decide(order(mode))).isEmpty();
    }

    @Test
    void raisesIssuesForHardAndRepeatedOrdersOfAnyMode() {
        assertThat(rules.decide(new RuleBook.HotlineOrder(HandlingMode.CONSULTATION, Urgency.NORMAL, true, true, false)))
                .contains(new Decision("HARD_ORDER", IssueKind.PROBLEM, Severity.HIGH));
        assertThat(rules.decide(new RuleBook.HotlineOrder(HandlingMode.CONSULTATION, Urgency.NORMAL, false, true, false)))
                .contains(new Decision("REPEATED_ORDER", IssueKind.PROBLEM, Severity.MEDIUM));
    }

    @Test
    void ignoresNonsense() {
        assertThat(rules.decide(new RuleBook.HotlineOrder(HandlingMode.COMPLAINT, Urgency.CRITICAL, true, true, true))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, HIGH", "2, MEDIUM"})
    void raisesIssuesForBadRatings(int satisfaction, Severity severity) {
        assertThat(rules.decide(satisfaction, false)).contains(new Decision("BAD_RATING", IssueKind.PROBLEM, severity));
        assertThat(rules.decide(satisfaction, true)).as("nobody's word").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"MATERIALS, MEDIUM", "POLICY, MEDIUM", "SEVERAL_DEPARTMENTS, HIGH", "SYSTEM, MEDIUM", "OTHER, MEDIUM"})
    void raisesIssuesForWhateverCannotBeGotDone(ReasonClass reason, Severity severity) {
        assertThat(rules.decide(reason, false)).contains(new Decision("CANNOT_GET_DONE_" + reason, IssueKind.PROBLEM, severity));
        assertThat(rules.decide(reason, true)).contains(new Decision("CANNOT_GET_DONE_" + reason, IssueKind.PROBLEM, Severity.HIGH));
    }

    @Test
    void followsChangesWhileItRuns() {
        assertThat(rules.decide(3, false)).isEmpty();
        now = new FeedbackRules(4, Set.of(), false, false, Set.of(ReasonClass.SYSTEM));
        assertThat(rules.decide(3, false)).contains(new Decision("BAD_RATING", IssueKind.PROBLEM, Severity.LOW));
        assertThat(rules.decide(order(HandlingMode.COMPLAINT))).isEmpty();
        assertThat(rules.decide(ReasonClass.MATERIALS, true)).isEmpty();
        assertThat(rules.decide(ReasonClass.SYSTEM, false)).isPresent();
        assertThat(rules.decide(new RuleBook.HotlineOrder(HandlingMode.COMPLAINT, Urgency.NORMAL, true, true, false))).isEmpty();
    }
}
