package cn.tiyan.issue.commonproblem;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.commonproblem.CommonProblemConfirmed;
import cn.tiyan.contracts.commonproblem.CommonProblemDismissed;
import cn.tiyan.contracts.commonproblem.CommonProblemProposed;
import cn.tiyan.contracts.commonproblem.CommonProblemRecurred;
import cn.tiyan.contracts.commonproblem.CommonProblemSettled;
import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * 共性问题: cases of the same item, stage, dimension and cause, and what became of them. {@link CommonProblemLifecycle} says what
 * may follow what.
 *
 * <p>It belongs to the lowest office over all units with cases; once confirmed, the lines of the units concerned see it, too.
 *
 * <p>What goes on is decided by its open cases: those that no round has answered, see {@link Round#answers}, and no dismissal.
 */
@Document("common_problem")
@CompoundIndex(name = "list", def = "{within: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-status", def = "{within: 1, status: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-item", def = "{within: 1, 'serviceItem.code': 1, createdAt: -1, _id: -1}")
public class CommonProblem extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "cpb";
    /** More units than these cannot be told apart by anybody who reads the list. */
    static final int MOST_UNITS = 300;
    static final int SHOWN_CASES = 20;

    private static final Actor RULES = Actor.service("common-problems");

    private ServiceItemRef serviceItem;
    private Stage stage;
    private Dimension dimension;
    private Cause cause;
    private ProblemStatus status;
    private Tally tally;
    private List<String> office;
    private List<String> concerned = new ArrayList<>();
    private List<Round> rounds = new ArrayList<>();
    private @Nullable Dismissal dismissal;
    private Tally.@Nullable Shown recurrence;
    private @Nullable Instant since;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected CommonProblem() {
    }

    private CommonProblem(String id, Case first, Tally tally, Instant at) {
        super(id, tally.office().getLast(), tally.office(), at);
        serviceItem = Objects.requireNonNull(first.serviceItem());
        stage = Objects.requireNonNull(first.stage());
        dimension = Objects.requireNonNull(first.dimension());
        cause = Objects.requireNonNull(first.cause());
        status = CommonProblemLifecycle.BEGINNING;
        this.tally = tally;
        office = tally.office();
    }

    /**
     * The common problem that these cases make, however few they are.
     *
     * @param gathered at least one
     */
    static CommonProblem of(String id, Gathered gathered, CommonProblemPolicy policy, Instant at) {
        var problem = new CommonProblem(id, gathered.newest().getFirst(), gathered.tally(), at);
        problem.judge(gathered, policy, at);
        return problem;
    }

    /**
     * Counts its cases anew. What follows depends on them alone, not on the order in which they came.
     *
     * @return whether that changed anything
     */
    boolean count(Gathered gathered, CommonProblemPolicy policy, Instant at) {
        Tally counted = gathered.tally();
        boolean changed = !counted.equals(tally);
        tally = counted;
        if (!counted.office().isEmpty()) {
            serviceItem = Objects.requireNonNull(gathered.newest().getFirst().serviceItem());
            office = counted.office();
            belongsTo(office.getLast(), joined(office, concerned));
        }
        return judge(gathered, policy, at) || changed;
    }

    private boolean judge(Gathered gathered, CommonProblemPolicy policy, Instant at) {
        ProblemStatus before = status;
        Tally.Shown cameBackWith = recurrence;
        Gathered open = open(gathered);
        if (status == ProblemStatus.RECURRED) {
            open.first().filter(this::watched).ifPresentOrElse(first -> recurrence = Tally.Shown.of(first), () -> {
                recurrence = null;
                settle("使其复发的案例已撤销或重新研判", at);
            });
        }
        if (status == ProblemStatus.SETTLED) {
            open.first().ifPresent(first -> watch(first, at));
        }
        if (status == ProblemStatus.DISMISSED && open.first().isPresent()) {
            gatherAnew("不予认定之后又出现新案例", at);
        }
        boolean ripe = open.ripe(policy);
        if (status == ProblemStatus.GATHERING && ripe) {
            Line<ProblemStatus, ProblemAction> step = CommonProblemLifecycle.TABLE.require(status, ProblemAction.PROPOSE);
            status = step.to();
            happened(new CommonProblemProposed(id(), unit(), serviceItem, stage, dimension, cause, (int) tally.cases(), tally.units()),
                    RULES, step.action().verb(), tally.cases() + " 件案例，涉及 " + tally.units().size() + " 个单位", at);
        } else if (status == ProblemStatus.PROPOSED && !ripe) {
            Line<ProblemStatus, ProblemAction> step = CommonProblemLifecycle.TABLE.require(status, ProblemAction.RECEDE);
            status = step.to();
            noted(RULES, step.action().verb(), "案例撤销或重新研判后，已不足以提请认定", at);
        }
        return status != before || !Objects.equals(recurrence, cameBackWith);
    }

    private Gathered open(Gathered gathered) {
        return gathered.only(one -> (since == null || one.seen().isAfter(since)) && rounds.stream().noneMatch(round -> round.answers(one)));
    }

    private boolean watched(Case one) {
        return !one.seen().isAfter(Objects.requireNonNull(round().orElseThrow().watchedUntil()));
    }

    private void watch(Case first, Instant at) {
        if (!watched(first)) {
            gatherAnew("复发观察期满之后又出现新案例", at);
            return;
        }
        Line<ProblemStatus, ProblemAction> step = CommonProblemLifecycle.TABLE.require(status, ProblemAction.RECUR);
        status = step.to();
        recurrence = Tally.Shown.of(first);
        happened(new CommonProblemRecurred(id(), round().orElseThrow().number(), recurrence.issueId(), recurrence.unit()), RULES,
                step.action().verb(), recurrence.unit() + "：" + recurrence.issueId(), at);
    }

    private void settle(String why, Instant at) {
        settled(CommonProblemLifecycle.TABLE.require(status, ProblemAction.SETTLE), why, RULES, at);
    }

    private void settled(Line<ProblemStatus, ProblemAction> step, String why, Actor by, Instant at) {
        status = step.to();
        Round last = round().orElseThrow();
        Progress done = last.progress();
        happened(new CommonProblemSettled(id(), last.number(), last.units().size(), done.foundIn(), done.corrected(), done.overdue()), by,
                step.action().verb(), why, at);
    }

    private void gatherAnew(String why, Instant at) {
        Line<ProblemStatus, ProblemAction> step = CommonProblemLifecycle.TABLE.require(status, ProblemAction.GATHER);
        status = step.to();
        noted(RULES, step.action().verb(), why, at);
    }

    /**
     * 认定: every unit named must check itself, and every unit with open cases must be named.
     *
     * @param gathered its cases, as far as somebody can be asked about them
     * @throws Refusal {@code office-not-over-units}, {@code no-office-above}, {@code too-many-units}, {@code units-with-cases-left-out}
     */
    void confirm(Order order, Gathered gathered, Caller by, Instant at) {
        Line<ProblemStatus, ProblemAction> step = permit(ProblemAction.CONFIRM, by);
        if (order.units().size() > MOST_UNITS) {
            throw Refusal.rule("too-many-units", "units", "自查单位最多 " + MOST_UNITS + " 个，请分批或由下级营商办分别认定");
        }
        for (Unit unit : order.units()) {
            if (!unit.isWithin(by.unit())) {
                throw Refusal.rule("office-not-over-units", "units", unit.name() + "不在本单位管辖范围内");
            }
            if (unit.within().size() == 1) {
                throw Refusal.rule("no-office-above", "units", unit.name() + "没有上级单位，其自查无从审核");
            }
        }
        var round = new Round(rounds.size() + 1, by.account(), by.unit(), at.truncatedTo(ChronoUnit.MILLIS), order.title(),
                order.measures(), order.dueOn(), order.units().stream().map(Unit::code).toList(), Progress.NONE, null, null);
        Set<String> leftOut = new TreeSet<>();
        open(gathered).newest().stream().filter(one -> !round.asks(one)).forEach(one -> leftOut.add(Objects.requireNonNull(one.unit())));
        if (!leftOut.isEmpty()) {
            throw Refusal.rule("units-with-cases-left-out", "units", "自查单位应包括有案例的单位或其上级，还缺 " + leftOut.size() + " 个："
                    + leftOut.stream().limit(SHOWN_CASES).collect(Collectors.joining("、")));
        }
        status = step.to();
        rounds.add(round);
        dismissal = null;
        concerned = joined(concerned, order.units().stream().flatMap(unit -> unit.within().stream()).toList());
        belongsTo(unit(), joined(office, concerned));
        happened(new CommonProblemConfirmed(id(), by.unit(), round.number(), order.title(), order.measures(), order.dueOn(),
                round.units(), tally.newest().stream().map(Tally.Shown::issueId).toList()), by, step.action().verb(), "第 " + round.number() + " 轮，" + round.units().size() + " 个单位自查，"
                + order.dueOn() + " 前报送：" + order.title(), at);
    }

    /**
     * 不予认定. Cases there are by now do not count any more when new ones come. Where it had come back only that is dismissed: it is
     * settled as before, and watched as long as before.
     */
    void dismiss(String reason, Caller by, Instant at) {
        Line<ProblemStatus, ProblemAction> step = permit(ProblemAction.DISMISS, by);
        since = at.truncatedTo(ChronoUnit.MILLIS);
        dismissal = new Dismissal(by.account(), by.unit(), Masking.text(reason), since);
        if (status == ProblemStatus.RECURRED) {
            settled(step, dismissal.reason(), by, at);
            return;
        }
        status = step.to();
        happened(new CommonProblemDismissed(id(), by.unit(), dismissal.reason()), by, step.action().verb(), dismissal.reason(), at);
    }

    /**
     * Takes over how far the self-checks of the current round have come; the last of them settles it, unless there are cases by now
     * about units that nobody asked: then an office must decide whether to ask them, too.
     *
     * @return whether that changed anything
     */
    boolean progress(Progress now, Gathered gathered, CommonProblemPolicy policy, Instant at) {
        Round current = round().orElseThrow();
        boolean changed = !now.equals(current.progress());
        rounds.set(rounds.size() - 1, current.with(now));
        if (status != ProblemStatus.CONFIRMED || now.completed() < current.units().size()) {
            return changed;
        }
        Instant settled = at.truncatedTo(ChronoUnit.MILLIS);
        rounds.set(rounds.size() - 1, current.with(now).settled(settled, settled.plus(Duration.ofDays(policy.recurrenceDays()))));
        open(gathered).first().ifPresentOrElse(first -> spread(first, at), () -> settle("第 " + current.number() + " 轮自查全部完成", at));
        return true;
    }

    private void spread(Case first, Instant at) {
        Line<ProblemStatus, ProblemAction> step = CommonProblemLifecycle.TABLE.require(status, ProblemAction.SPREAD);
        status = step.to();
        recurrence = Tally.Shown.of(first);
        noted(RULES, step.action().verb(), "自查单位之外另有案例，" + recurrence.unit() + "：" + recurrence.issueId(), at);
    }

    /** What this caller may do now. */
    public List<ProblemAction> actions(Caller by) {
        return CommonProblemLifecycle.TABLE.from(status).stream().filter(action -> may(action, by)).toList();
    }

    private boolean may(ProblemAction action, Caller by) {
        try {
            permit(action, by);
            return true;
        } catch (Refusal refused) {
            return false;
        }
    }

    /** @throws Refusal unless this caller may take this action now; {@code office-not-over-units} */
    final Line<ProblemStatus, ProblemAction> permit(ProblemAction action, Caller by) {
        Line<ProblemStatus, ProblemAction> step = CommonProblemLifecycle.TABLE.permit(status, action, by);
        if (!office.contains(by.unit())) {
            throw Refusal.rule("office-not-over-units", "只有管辖全部案例所在单位的营商办可以进行此操作");
        }
        return step;
    }

    private static List<String> joined(List<String> line, List<String> others) {
        var all = new LinkedHashSet<>(line);
        all.addAll(others);
        return List.copyOf(all);
    }

    public ServiceItemRef serviceItem() {
        return serviceItem;
    }

    public Stage stage() {
        return stage;
    }

    public Dimension dimension() {
        return dimension;
    }

    public Cause cause() {
        return cause;
    }

    public ProblemStatus status() {
        return status;
    }

    /** What it knows of its cases. */
    public Tally tally() {
        return tally;
    }

    /** All rounds, oldest first. */
    public List<Round> rounds() {
        return List.copyOf(rounds);
    }

    /** The newest round, if it was ever confirmed. */
    public Optional<Round> round() {
        return rounds.isEmpty() ? Optional.empty() : Optional.of(rounds.getLast());
    }

    /** Why it was dismissed, if that is the last word. */
    public @Nullable Dismissal dismissal() {
        return dismissal;
    }

    /** The case it last came back with, or that showed it where nobody was asked. */
    public Tally.@Nullable Shown recurrence() {
        return recurrence;
    }
}
