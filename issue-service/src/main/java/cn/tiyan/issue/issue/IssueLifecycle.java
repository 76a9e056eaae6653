package cn.tiyan.issue.issue;

import static cn.tiyan.issue.issue.Action.ACCEPT;
import static cn.tiyan.issue.issue.Action.ADD_EVIDENCE;
import static cn.tiyan.issue.issue.Action.CLOSE;
import static cn.tiyan.issue.issue.Action.DISPATCH;
import static cn.tiyan.issue.issue.Action.PLAN;
import static cn.tiyan.issue.issue.Action.RATE;
import static cn.tiyan.issue.issue.Action.REOPEN;
import static cn.tiyan.issue.issue.Action.SEND_BACK;
import static cn.tiyan.issue.issue.Action.SUBMIT;
import static cn.tiyan.issue.issue.Action.TRIAGE;
import static cn.tiyan.issue.issue.Action.VERIFY;
import static cn.tiyan.issue.issue.Party.CALLER_BACK;
import static cn.tiyan.issue.issue.Party.CHECKER;
import static cn.tiyan.issue.issue.Party.HANDLER;
import static cn.tiyan.issue.issue.Party.NOBODY;
import static cn.tiyan.issue.issue.Party.OFFICE;
import static cn.tiyan.issue.issue.Party.RAISER;
import static cn.tiyan.issue.issue.Status.ACCEPTED;
import static cn.tiyan.issue.issue.Status.CLOSED;
import static cn.tiyan.issue.issue.Status.DISPATCHED;
import static cn.tiyan.issue.issue.Status.RATED;
import static cn.tiyan.issue.issue.Status.RECTIFYING;
import static cn.tiyan.issue.issue.Status.REGISTERED;
import static cn.tiyan.issue.issue.Status.SUBMITTED;
import static cn.tiyan.issue.issue.Status.TRIAGED;
import static cn.tiyan.issue.issue.Status.VERIFIED;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.issue.IssueAccepted;
import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.contracts.issue.IssueDispatched;
import cn.tiyan.contracts.issue.IssueRated;
import cn.tiyan.contracts.issue.IssueReopened;
import cn.tiyan.contracts.issue.IssueTriaged;
import cn.tiyan.contracts.issue.RectificationPlanned;
import cn.tiyan.contracts.issue.RectificationSentBack;
import cn.tiyan.contracts.issue.RectificationSubmitted;
import cn.tiyan.contracts.issue.RectificationVerified;
import cn.tiyan.platform.refusal.Refusal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The life of an issue as a table (notice, section 三(四)2: 体验-反馈-整改-评价). Nothing else says which status follows which;
 * docs/lifecycle.md is drawn from it.
 *
 * <p>A dissatisfied rating leads back to RECTIFYING, not to DISPATCHED: the handling unit has taken the issue on and knows it,
 * and a second acceptance would only give it a fresh day. What it may do then is plan anew, or just submit anew.
 */
final class IssueLifecycle {

    static final Status BEGINNING = REGISTERED;

    private static final List<Transition> TABLE = List.of(
            line(REGISTERED, TRIAGE, TRIAGED, IssueTriaged.class, OFFICE),
            line(TRIAGED, DISPATCH, DISPATCHED, IssueDispatched.class, OFFICE),
            line(DISPATCHED, ACCEPT, ACCEPTED, IssueAccepted.class, HANDLER),
            line(ACCEPTED, PLAN, RECTIFYING, RectificationPlanned.class, HANDLER),
            line(ACCEPTED, ADD_EVIDENCE, ACCEPTED, null, HANDLER),
            line(RECTIFYING, PLAN, RECTIFYING, RectificationPlanned.class, HANDLER),
            line(RECTIFYING, ADD_EVIDENCE, RECTIFYING, null, HANDLER),
            line(RECTIFYING, SUBMIT, SUBMITTED, RectificationSubmitted.class, HANDLER),
            line(SUBMITTED, VERIFY, VERIFIED, RectificationVerified.class, CHECKER),
            line(SUBMITTED, SEND_BACK, RECTIFYING, RectificationSentBack.class, CHECKER),
            line(VERIFIED, RATE, RATED, IssueRated.class, RAISER, CALLER_BACK),
            line(RATED, REOPEN, RECTIFYING, IssueReopened.class, NOBODY),
            line(RATED, CLOSE, CLOSED, IssueClosed.class, OFFICE));

    private IssueLifecycle() {
    }

    private static Transition line(Status from, Action action, Status to, @Nullable Class<? extends Event> event, Party first, Party... more) {
        return new Transition(from, action, to, Set.copyOf(EnumSet.of(first, more)), event);
    }

    static List<Transition> table() {
        return TABLE;
    }

    static Optional<Transition> find(Status from, Action action) {
        return TABLE.stream().filter(line -> line.from() == from && line.action() == action).findFirst();
    }

    /** What can be asked for in this status, by whomever. */
    static List<Transition> from(Status status) {
        return TABLE.stream().filter(line -> line.from() == status && line.byHand()).toList();
    }

    /** Who may ever take this action, in whatever status. */
    static Set<Party> who(Action action) {
        return TABLE.stream().filter(line -> line.action() == action).flatMap(line -> line.who().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Party.class)));
    }

    /** @throws Refusal {@code illegal-transition}, which says what can be done now */
    static Transition require(Status from, Action action) {
        return find(from, action).orElseThrow(() -> {
            String possible = from(from).stream().map(line -> line.action().chinese()).collect(Collectors.joining("、"));
            return Refusal.rule("illegal-transition", "该问题当前状态为“" + from.chinese() + "”，不能进行“" + action.chinese() + "”；"
                    + (possible.isEmpty() ? "现已没有可进行的操作" : "现在可以进行的操作：" + possible));
        });
    }
}
