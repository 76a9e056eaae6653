package cn.tiyan.issue.issue;

import static cn.tiyan.issue.issue.Action.ACCEPT;
import static cn.tiyan.issue.issue.Action.ADD_EVIDENCE;
import static cn.tiyan.issue.issue.Action.ANSWER_SUPERVISION;
import static cn.tiyan.issue.issue.Action.APPROVE_RETURN;
import static cn.tiyan.issue.issue.Action.ARCHIVE;
import static cn.tiyan.issue.issue.Action.CHANGE_DEADLINE;
import static cn.tiyan.issue.issue.Action.CLOSE;
import static cn.tiyan.issue.issue.Action.COMPLETE_STEP;
import static cn.tiyan.issue.issue.Action.COMPLETE_TASK;
import static cn.tiyan.issue.issue.Action.CONCLUDE;
import static cn.tiyan.issue.issue.Action.CONVENE;
import static cn.tiyan.issue.issue.Action.DISPATCH;
import static cn.tiyan.issue.issue.Action.LIFT_SUPERVISION;
import static cn.tiyan.issue.issue.Action.LOOK_BACK;
import static cn.tiyan.issue.issue.Action.MERGE;
import static cn.tiyan.issue.issue.Action.PAUSE;
import static cn.tiyan.issue.issue.Action.PLAN;
import static cn.tiyan.issue.issue.Action.RATE;
import static cn.tiyan.issue.issue.Action.RECONSIDER;
import static cn.tiyan.issue.issue.Action.RECORD_OPTIMIZATION;
import static cn.tiyan.issue.issue.Action.REFUSE_RETURN;
import static cn.tiyan.issue.issue.Action.REJECT;
import static cn.tiyan.issue.issue.Action.REOPEN;
import static cn.tiyan.issue.issue.Action.REQUEST_EXTENSION;
import static cn.tiyan.issue.issue.Action.REQUEST_RETURN;
import static cn.tiyan.issue.issue.Action.RESUME;
import static cn.tiyan.issue.issue.Action.REVIEW_EXTENSION;
import static cn.tiyan.issue.issue.Action.SEND_BACK;
import static cn.tiyan.issue.issue.Action.SPLIT;
import static cn.tiyan.issue.issue.Action.SUBMIT;
import static cn.tiyan.issue.issue.Action.SUPERVISE;
import static cn.tiyan.issue.issue.Action.SUPPLEMENT;
import static cn.tiyan.issue.issue.Action.TRIAGE;
import static cn.tiyan.issue.issue.Action.VERIFY;
import static cn.tiyan.issue.issue.Action.WITHDRAW;
import static cn.tiyan.issue.issue.Party.ANSWERER;
import static cn.tiyan.issue.issue.Party.APPROVER;
import static cn.tiyan.issue.issue.Party.CALLER_BACK;
import static cn.tiyan.issue.issue.Party.CHECKER;
import static cn.tiyan.issue.issue.Party.HANDLER;
import static cn.tiyan.issue.issue.Party.NOBODY;
import static cn.tiyan.issue.issue.Party.OFFICE;
import static cn.tiyan.issue.issue.Party.PRESSER;
import static cn.tiyan.issue.issue.Party.RAISER;
import static cn.tiyan.issue.issue.Party.REVIEWER;
import static cn.tiyan.issue.issue.Party.SUPERVISOR;
import static cn.tiyan.issue.issue.Party.TASKED;
import static cn.tiyan.issue.issue.Status.ACCEPTED;
import static cn.tiyan.issue.issue.Status.ARCHIVED;
import static cn.tiyan.issue.issue.Status.CLOSED;
import static cn.tiyan.issue.issue.Status.DISPATCHED;
import static cn.tiyan.issue.issue.Status.MERGED;
import static cn.tiyan.issue.issue.Status.RATED;
import static cn.tiyan.issue.issue.Status.RECTIFYING;
import static cn.tiyan.issue.issue.Status.REGISTERED;
import static cn.tiyan.issue.issue.Status.REJECTED;
import static cn.tiyan.issue.issue.Status.RETURN_REQUESTED;
import static cn.tiyan.issue.issue.Status.SUBMITTED;
import static cn.tiyan.issue.issue.Status.TRIAGED;
import static cn.tiyan.issue.issue.Status.VERIFIED;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.issue.ConsultationConcluded;
import cn.tiyan.contracts.issue.ConsultationConvened;
import cn.tiyan.contracts.issue.DeadlineChanged;
import cn.tiyan.contracts.issue.ExtensionRequested;
import cn.tiyan.contracts.issue.ExtensionReviewed;
import cn.tiyan.contracts.issue.IssueAccepted;
import cn.tiyan.contracts.issue.IssueArchived;
import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.contracts.issue.IssueDispatched;
import cn.tiyan.contracts.issue.IssueLookedBack;
import cn.tiyan.contracts.issue.IssueMerged;
import cn.tiyan.contracts.issue.IssueRated;
import cn.tiyan.contracts.issue.IssueReconsidered;
import cn.tiyan.contracts.issue.IssueRejected;
import cn.tiyan.contracts.issue.IssueReopened;
import cn.tiyan.contracts.issue.IssueSplit;
import cn.tiyan.contracts.issue.IssueSupervised;
import cn.tiyan.contracts.issue.IssueTriaged;
import cn.tiyan.contracts.issue.OptimizationRecorded;
import cn.tiyan.contracts.issue.RectificationPlanned;
import cn.tiyan.contracts.issue.RectificationSentBack;
import cn.tiyan.contracts.issue.RectificationSubmitted;
import cn.tiyan.contracts.issue.RectificationVerified;
import cn.tiyan.contracts.issue.ReturnRequested;
import cn.tiyan.contracts.issue.ReturnReviewed;
import cn.tiyan.contracts.issue.SupervisionAnswered;
import cn.tiyan.contracts.issue.SupervisionLifted;
import cn.tiyan.platform.refusal.Refusal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The life of an issue as a table (notice, section 三(四)2: 体验-反馈-整改-评价). Nothing else says which status follows which;
 * docs/lifecycle.md is drawn from it.
 *
 * <p>A dissatisfied rating leads back to RECTIFYING, not to DISPATCHED: the handling unit has taken the issue on and knows it,
 * and a second acceptance would only give it a fresh day. What it may do then is plan anew, or just submit anew.
 *
 * <p>What a citizen withdraws before anybody has begun to deal with it is out of scope by that; later an official decides. Taken
 * back, it begins anew.
 *
 * <p>What can be done beside the way, such as pressing for an issue, stands in a list of its own: it can be done in several
 * statuses and changes none.
 */
final class IssueLifecycle {

    static final Status BEGINNING = REGISTERED;

    private static final List<Transition> TABLE = List.of(
            line(REGISTERED, TRIAGE, TRIAGED, IssueTriaged.class, OFFICE),
            line(REGISTERED, REJECT, REJECTED, IssueRejected.class, OFFICE),
            line(REGISTERED, WITHDRAW, REJECTED, IssueRejected.class, NOBODY),
            line(REGISTERED, MERGE, MERGED, IssueMerged.class, OFFICE),
            line(TRIAGED, TRIAGE, TRIAGED, IssueTriaged.class, OFFICE),
            line(TRIAGED, REJECT, REJECTED, IssueRejected.class, OFFICE),
            line(TRIAGED, MERGE, MERGED, IssueMerged.class, OFFICE),
            line(TRIAGED, DISPATCH, DISPATCHED, IssueDispatched.class, OFFICE),
            line(REJECTED, RECONSIDER, REGISTERED, IssueReconsidered.class, OFFICE),
            line(MERGED, SPLIT, REGISTERED, IssueSplit.class, OFFICE),
            line(DISPATCHED, ACCEPT, ACCEPTED, IssueAccepted.class, HANDLER),
            line(DISPATCHED, REQUEST_RETURN, RETURN_REQUESTED, ReturnRequested.class, HANDLER),
            line(DISPATCHED, MERGE, MERGED, IssueMerged.class, OFFICE),
            line(RETURN_REQUESTED, APPROVE_RETURN, TRIAGED, ReturnReviewed.class, REVIEWER),
            line(RETURN_REQUESTED, REFUSE_RETURN, DISPATCHED, ReturnReviewed.class, REVIEWER),
            line(ACCEPTED, PLAN, RECTIFYING, RectificationPlanned.class, HANDLER),
            line(ACCEPTED, MERGE, MERGED, IssueMerged.class, OFFICE),
            line(RECTIFYING, PLAN, RECTIFYING, RectificationPlanned.class, HANDLER),
            line(RECTIFYING, COMPLETE_STEP, RECTIFYING, null, HANDLER),
            line(RECTIFYING, SUBMIT, SUBMITTED, RectificationSubmitted.class, HANDLER),
            line(RECTIFYING, MERGE, MERGED, IssueMerged.class, OFFICE),
            line(SUBMITTED, VERIFY, VERIFIED, RectificationVerified.class, CHECKER),
            line(SUBMITTED, SEND_BACK, RECTIFYING, RectificationSentBack.class, CHECKER),
            line(VERIFIED, RATE, RATED, IssueRated.class, RAISER, CALLER_BACK),
            line(RATED, REOPEN, RECTIFYING, IssueReopened.class, NOBODY),
            line(RATED, CLOSE, CLOSED, IssueClosed.class, REVIEWER),
            line(CLOSED, LOOK_BACK, CLOSED, IssueLookedBack.class, CHECKER),
            line(CLOSED, REOPEN, RECTIFYING, IssueReopened.class, NOBODY),
            line(CLOSED, ARCHIVE, ARCHIVED, IssueArchived.class, NOBODY));

    /** What changes no status: it can be done in each of these, and leaves the issue there. */
    private static final List<Aside> ASIDES = List.of(
            new Aside(ADD_EVIDENCE, null, HANDLER, ACCEPTED, RECTIFYING),
            new Aside(SUPPLEMENT, null, RAISER, REGISTERED, TRIAGED, DISPATCHED, RETURN_REQUESTED, ACCEPTED, RECTIFYING),
            new Aside(REQUEST_EXTENSION, ExtensionRequested.class, HANDLER, ACCEPTED, RECTIFYING),
            new Aside(REVIEW_EXTENSION, ExtensionReviewed.class, APPROVER, ACCEPTED, RECTIFYING),
            new Aside(CHANGE_DEADLINE, DeadlineChanged.class, APPROVER, DISPATCHED, ACCEPTED, RECTIFYING),
            new Aside(PAUSE, DeadlineChanged.class, APPROVER, ACCEPTED, RECTIFYING),
            new Aside(RESUME, DeadlineChanged.class, APPROVER, ACCEPTED, RECTIFYING),
            new Aside(SUPERVISE, IssueSupervised.class, SUPERVISOR,
                    REGISTERED, TRIAGED, DISPATCHED, RETURN_REQUESTED, ACCEPTED, RECTIFYING, SUBMITTED, VERIFIED, RATED),
            new Aside(ANSWER_SUPERVISION, SupervisionAnswered.class, ANSWERER,
                    REGISTERED, TRIAGED, DISPATCHED, RETURN_REQUESTED, ACCEPTED, RECTIFYING, SUBMITTED, VERIFIED, RATED),
            new Aside(LIFT_SUPERVISION, SupervisionLifted.class, PRESSER,
                    REGISTERED, TRIAGED, DISPATCHED, RETURN_REQUESTED, ACCEPTED, RECTIFYING, SUBMITTED, VERIFIED, RATED),
            new Aside(CONVENE, ConsultationConvened.class, OFFICE, REGISTERED, TRIAGED, DISPATCHED, RETURN_REQUESTED, ACCEPTED, RECTIFYING),
            new Aside(CONCLUDE, ConsultationConcluded.class, OFFICE, REGISTERED, TRIAGED, DISPATCHED, RETURN_REQUESTED, ACCEPTED, RECTIFYING),
            new Aside(COMPLETE_TASK, null, TASKED, REGISTERED, TRIAGED, DISPATCHED, RETURN_REQUESTED, ACCEPTED, RECTIFYING),
            new Aside(RECORD_OPTIMIZATION, OptimizationRecorded.class, ANSWERER, RECTIFYING, SUBMITTED, VERIFIED, RATED, CLOSED));

    private static final Map<Status, Map<Action, Transition>> BY_STATUS = byStatus();

    private static final Map<Action, Set<Party>> WHO = table().stream().collect(Collectors.groupingBy(Transition::action,
            () -> new EnumMap<>(Action.class), Collectors.flatMapping(line -> line.who().stream(), Collectors.toSet())));

    private record Aside(Action action, @Nullable Class<? extends Event> event, Party who, Status... in) {

        Stream<Transition> lines() {
            return Stream.of(in).map(status -> line(status, action, status, event, who));
        }
    }

    private IssueLifecycle() {
    }

    private static Transition line(Status from, Action action, Status to, @Nullable Class<? extends Event> event, Party first, Party... more) {
        return new Transition(from, action, to, Set.copyOf(EnumSet.of(first, more)), event);
    }

    private static Map<Status, Map<Action, Transition>> byStatus() {
        Map<Status, Map<Action, Transition>> all = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            all.put(status, new LinkedHashMap<>());
        }
        Stream.concat(TABLE.stream(), ASIDES.stream().flatMap(Aside::lines)).forEach(line -> {
            if (all.get(line.from()).put(line.action(), line) != null) {
                throw new IllegalStateException("Two lines for " + line.from() + " and " + line.action());
            }
        });
        return all;
    }

    /** All lines, in the order of the statuses they start from. */
    static List<Transition> table() {
        return BY_STATUS.values().stream().flatMap(lines -> lines.values().stream()).toList();
    }

    /** Those of them that are the way from one status to the next; all others leave an issue where it is. */
    static List<Transition> moves() {
        return TABLE;
    }

    static Optional<Transition> find(Status from, Action action) {
        return Optional.ofNullable(BY_STATUS.get(from).get(action));
    }

    /** What can be asked for in this status, by whomever. */
    static List<Transition> from(Status status) {
        return BY_STATUS.get(status).values().stream().filter(Transition::byHand).toList();
    }

    /** Who may ever take this action, in whatever status. */
    static Set<Party> who(Action action) {
        return WHO.get(action);
    }

    /** @throws Refusal {@code illegal-transition}, which says what can be done now */
    static Transition require(Status from, Action action) {
        return find(from, action).orElseThrow(() -> {
            String possible = TABLE.stream().filter(line -> line.from() == from && line.byHand()).map(line -> line.action().chinese()).collect(Collectors.joining("、"));
            return Refusal.rule("illegal-transition", "该问题当前状态为“" + from.chinese() + "”，不能进行“" + action.chinese() + "”；"
                    + (possible.isEmpty() ? "现已没有可进行的操作" : "现在可以进行的操作：" + possible));
        });
    }
}
