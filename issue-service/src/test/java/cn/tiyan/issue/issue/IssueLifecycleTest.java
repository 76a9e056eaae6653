package cn.tiyan.issue.issue;

import static cn.tiyan.issue.issue.People.HANDLER;
import static cn.tiyan.issue.issue.People.NOW;
import static cn.tiyan.issue.issue.People.OFFICE;
import static cn.tiyan.issue.issue.People.POLICY;
import static cn.tiyan.issue.issue.People.SHENYANG_HRSS;
import static cn.tiyan.issue.issue.People.VERIFIER;
import static cn.tiyan.issue.issue.People.WALKER;
import static cn.tiyan.issue.issue.People.anIssueIn;
import static cn.tiyan.issue.issue.People.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.platform.refusal.Refusal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole lifecycle, pair by pair. The table here is written out by hand a second time: a slip in one shows in the other. */
class IssueLifecycleTest {

    private static final Map<Status, Map<Action, Status>> LIFE = new EnumMap<>(Map.of(
            Status.REGISTERED, Map.of(Action.TRIAGE, Status.TRIAGED),
            Status.TRIAGED, Map.of(Action.DISPATCH, Status.DISPATCHED),
            Status.DISPATCHED, Map.of(Action.ACCEPT, Status.ACCEPTED),
            Status.ACCEPTED, Map.of(Action.PLAN, Status.RECTIFYING, Action.ADD_EVIDENCE, Status.ACCEPTED),
            Status.RECTIFYING, Map.of(Action.SUBMIT, Status.SUBMITTED, Action.PLAN, Status.RECTIFYING, Action.ADD_EVIDENCE, Status.RECTIFYING),
            Status.SUBMITTED, Map.of(Action.VERIFY, Status.VERIFIED, Action.SEND_BACK, Status.RECTIFYING),
            Status.VERIFIED, Map.of(Action.RATE, Status.RATED),
            Status.RATED, Map.of(Action.CLOSE, Status.CLOSED, Action.REOPEN, Status.RECTIFYING),
            Status.CLOSED, Map.of()));

    static Stream<Arguments> everyPair() {
        return Arrays.stream(Status.values()).flatMap(status -> Arrays.stream(Action.values()).map(action -> Arguments.of(status, action)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void knowsEveryPairOfStatusAndAction(Status status, Action action) {
        Status next = LIFE.get(status).get(action);
        if (next == null) {
            assertThatThrownBy(() -> IssueLifecycle.require(status, action)).isInstanceOfSatisfying(Refusal.class, refusal -> {
                assertThat(refusal.name()).isEqualTo("illegal-transition");
                assertThat(refusal.kind()).isEqualTo(Refusal.Kind.RULE_BROKEN);
                assertThat(refusal.getMessage()).contains(status.chinese(), action.chinese());
                IssueLifecycle.from(status).forEach(possible -> assertThat(refusal.getMessage()).contains(possible.action().chinese()));
            });
        } else {
            assertThat(IssueLifecycle.require(status, action).to()).isEqualTo(next);
        }
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void isObeyedByEveryVerb(Status status, Action action) {
        if (action == Action.REOPEN) {
            return;
        }
        Issue issue = anIssueIn(status);
        int entries = issue.history().size();
        Status next = LIFE.get(status).get(action);
        if (next == null) {
            assertThatThrownBy(() -> take(action, issue)).isInstanceOfSatisfying(Refusal.class,
                    refusal -> assertThat(refusal.name()).isEqualTo("illegal-transition"));
            assertThat(issue.status()).isEqualTo(status);
            assertThat(issue.history()).hasSize(entries);
        } else {
            take(action, issue);
            assertThat(issue.status()).isEqualTo(next);
            assertThat(issue.history()).hasSizeGreaterThan(entries);
            assertThat(issue.reachedAt()).containsKey(next);
        }
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void hasOneLineAtMostForEachPair(Status status) {
        assertThat(IssueLifecycle.table().stream().filter(line -> line.from() == status).map(Transition::action).toList()).doesNotHaveDuplicates();
    }

    @Test
    void leadsFromTheBeginningToEveryStatus() {
        assertThat(IssueLifecycle.table().stream().map(Transition::to).collect(Collectors.toSet()))
                .containsAll(Arrays.stream(Status.values()).filter(status -> status != IssueLifecycle.BEGINNING).toList());
    }

    @Test
    void saysWhatCanBeDoneNow() {
        assertThatThrownBy(() -> IssueLifecycle.require(Status.SUBMITTED, Action.CLOSE))
                .hasMessage("该问题当前状态为“已提交”，不能进行“销号”；现在可以进行的操作：核查通过、退回整改");
        assertThatThrownBy(() -> IssueLifecycle.require(Status.CLOSED, Action.CLOSE)).hasMessageEndingWith("现已没有可进行的操作");
    }

    private static void take(Action action, Issue issue) {
        switch (action) {
            case TRIAGE -> issue.triage(Difficulty.EASY, null, null, OFFICE, NOW);
            case DISPATCH -> issue.dispatch(SHENYANG_HRSS, null, OFFICE, NOW);
            case ACCEPT -> issue.accept(null, HANDLER, NOW);
            case PLAN -> issue.plan("再作整改", HANDLER, NOW);
            case ADD_EVIDENCE -> issue.addEvidence(People.aPhoto("two"), HANDLER, NOW);
            case SUBMIT -> issue.submit("已整改", HANDLER, NOW);
            case VERIFY -> issue.verify("属实", VERIFIER, NOW);
            case SEND_BACK -> issue.sendBack("仍在收取", VERIFIER, NOW);
            case RATE -> issue.rate(content(5), POLICY, WALKER, NOW);
            case CLOSE -> issue.close(null, OFFICE, NOW);
            case REOPEN -> throw new IllegalArgumentException("nobody does it by hand");
        }
    }
}
