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
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * 共性问题: cases of the same item, stage, dimension and cause, and what became of them. {@link CommonProblemLifecycle} says what
 * may follow what.
 *
 * <p>It belongs to the lowest office over all units with cases; once confirmed, the lines of the units concerned see it, too.
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
        if (status == ProblemStatus.SETTLED) {
            Instant settled = Objects.requireNonNull(round().orElseThrow().settledAt());
            gathered.firstAfter(settled).ifPresent(first -> watch(first, settled, at));
        }
        if (status == ProblemStatus.DISMISSED && gathered.firstAfter(Objects.requireNonNull(since)).isPresent()) {
            gatherAnew("不予认定之后又出现新案例", at);
        }
        boolean ripe = gathered.ripe(policy, since);
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
        return status != before;
    }

    private void watch(Case first, Instant settled, Instant at) {
        Round last = round().orElseThrow();
        Instant seen = Objects.requireNonNull(first.at());
        if (seen.isAfter(Objects.requireNonNull(last.watchedUntil()))) {
            since = settled;
            gatherAnew("复发观察期满之后又出现新案例", at);
            return;
        }
        Line<ProblemStatus, ProblemAction> step = CommonProblemLifecycle.TABLE.require(status, ProblemAction.RECUR);
        status = step.to();
        recurrence = new Tally.Shown(first.issueId(), Objects.requireNonNull(first.unit()), seen);
        happened(new CommonProblemRecurred(id(), last.number(), recurrence.issueId(), recurrence.unit()), RULES, step.action().verb(),
                recurrence.unit() + "：" + recurrence.issueId(), at);
    }

    private void gatherAnew(String why, Instant at) {
        Line<ProblemStatus, ProblemAction> step = CommonProblemLifecycle.TABLE.require(status, ProblemAction.GATHER);
        status = step.to();
        noted(RULES, step.action().verb(), why, at);
    }

    /**
     * 认定: every unit named must check itself.
     *
     * @throws Refusal {@code office-not-over-units}, {@code no-office-above}, {@code too-many-units}
     */
    void confirm(Order order, Caller by, Instant at) {
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
        status = step.to();
        var round = new Round(rounds.size() + 1, by.account(), by.unit(), at.truncatedTo(ChronoUnit.MILLIS), order.title(),
                order.measures(), order.dueOn(), order.units().stream().map(Unit::code).toList(), Progress.NONE, null, null);
        rounds.add(round);
        dismissal = null;
        concerned = joined(concerned, order.units().stream().flatMap(unit -> unit.within().stream()).toList());
        belongsTo(unit(), joined(office, concerned));
        happened(new CommonProblemConfirmed(id(), by.unit(), round.number(), order.title(), order.measures(), order.dueOn(),
                round.units(), tally.newest().stream().map(Tally.Shown::issueId).toList()), by, step.action().verb(), "第 " + round.number() + " 轮，" + round.units().size() + " 个单位自查，"
                + order.dueOn() + " 前报送：" + order.title(), at);
    }

    /** 不予认定. Cases there are by now do not count any more when new ones come. */
    void dismiss(String reason, Caller by, Instant at) {
        Line<ProblemStatus, ProblemAction> step = permit(ProblemAction.DISMISS, by);
        status = step.to();
        since = at.truncatedTo(ChronoUnit.MILLIS);
        dismissal = new Dismissal(by.account(), by.unit(), Masking.text(reason), since);
        happened(new CommonProblemDismissed(id(), by.unit(), dismissal.reason()), by, step.action().verb(), dismissal.reason(), at);
    }

    /**
     * Takes over how far the self-checks of the current round have come; the last of them settles it.
     *
     * @return whether that changed anything
     */
    boolean progress(Progress now, CommonProblemPolicy policy, Instant at) {
        Round current = round().orElseThrow();
        boolean changed = !now.equals(current.progress());
        rounds.set(rounds.size() - 1, current.with(now));
        if (status != ProblemStatus.CONFIRMED || now.completed() < current.units().size()) {
            return changed;
        }
        Line<ProblemStatus, ProblemAction> step = CommonProblemLifecycle.TABLE.require(status, ProblemAction.SETTLE);
        status = step.to();
        Instant settled = at.truncatedTo(ChronoUnit.MILLIS);
        rounds.set(rounds.size() - 1, current.with(now).settled(settled, settled.plus(Duration.ofDays(policy.recurrenceDays()))));
        happened(new CommonProblemSettled(id(), current.number(), current.units().size(), now.foundIn(), now.corrected(), now.overdue()),
                RULES, step.action().verb(), "第 " + current.number() + " 轮自查全部完成", at);
        return true;
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

    /** The case it last came back with. */
    public Tally.@Nullable Shown recurrence() {
        return recurrence;
    }
}
