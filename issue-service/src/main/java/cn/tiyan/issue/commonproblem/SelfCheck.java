package cn.tiyan.issue.commonproblem;

import cn.tiyan.contracts.commonproblem.CommonProblemConfirmed;
import cn.tiyan.contracts.commonproblem.SelfCheckAssigned;
import cn.tiyan.contracts.commonproblem.SelfCheckCompleted;
import cn.tiyan.contracts.commonproblem.SelfCheckOverdue;
import cn.tiyan.issue.calendar.Term;
import cn.tiyan.issue.calendar.WorkingCalendar;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.time.China;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * 自查自纠: one unit looks whether it has the problem, too, and corrects it. One for each unit and round of a common problem.
 * {@link SelfCheckLifecycle} says what may follow what. It is seen along the unit's line, on which the confirming office lies.
 */
@Document("self_check")
@CompoundIndex(name = "list", def = "{within: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-status", def = "{within: 1, status: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-overdue", def = "{within: 1, overdue: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "of-problem", def = "{problemId: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "progress", def = "{problemId: 1, round: 1}")
@CompoundIndex(name = "provisional", def = "{provisionalIn: 1}", partialFilter = "{provisionalIn: {$exists: true}}")
public class SelfCheck extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "sck";

    private static final Actor CLOCK = Actor.service("self-check-clock");

    private String problemId;
    private int round;
    private String office;
    private String title;
    private String measures;
    private LocalDate dueOn;
    /** The working days that end then; null in what earlier releases wrote. */
    private @Nullable Term term;
    /** The first year without a schedule that the last day counts by. Null where there is none, and while no answer is awaited. */
    private @Nullable Integer provisionalIn;
    private SelfCheckStatus status;
    private boolean overdue;
    private @Nullable Answered answered;
    private @Nullable Review review;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected SelfCheck() {
    }

    private SelfCheck(CommonProblemConfirmed order, Unit unit, Actor by, WorkingCalendar calendar, Instant at) {
        super(idFor(order.problemId(), order.round(), unit.code()), unit.code(),
                Stream.concat(unit.within().stream(), Stream.of(order.byUnit())).distinct().toList(), at);
        problemId = order.problemId();
        round = order.round();
        office = order.byUnit();
        title = order.title();
        measures = order.measures();
        dueOn = order.dueOn();
        term = Term.until(dueOn, China.day(at), calendar);
        status = SelfCheckLifecycle.BEGINNING;
        clock(true);
        happened(new SelfCheckAssigned(id(), problemId, round, unit.code(), dueOn), by, "assign", title, at);
    }

    /** The identifier of the one self-check of this unit in this round. */
    public static String idFor(String problemId, int round, String unit) {
        return Ids.derived(PREFIX, problemId + "\n" + round + "\n" + unit);
    }

    /** 下发自查. */
    static SelfCheck assign(CommonProblemConfirmed order, Unit unit, Actor by, WorkingCalendar calendar, Instant at) {
        return new SelfCheck(order, unit, by, calendar, at);
    }

    /**
     * 报送自查.
     *
     * @throws Refusal {@code not-the-unit-itself}
     */
    public void answer(Answer answer, Caller by, Instant at) {
        Line<SelfCheckStatus, SelfCheckAction> step = permit(SelfCheckAction.ANSWER, by);
        answered = new Answered(answer, by.account(), at.truncatedTo(ChronoUnit.MILLIS));
        review = null;
        status = step.to();
        clock(false);
        noted(by, step.action().verb(), answer.words(), at);
    }

    /**
     * 审核通过.
     *
     * @throws Refusal {@code reviewer-not-above}, {@code reviewer-is-answerer}
     */
    public void accept(@Nullable String note, Caller by, Instant at) {
        Line<SelfCheckStatus, SelfCheckAction> step = permit(SelfCheckAction.ACCEPT, by);
        String words = Masking.textIfAny(note);
        review = new Review(by.account(), by.unit(), true, words, at.truncatedTo(ChronoUnit.MILLIS));
        status = step.to();
        Answer answer = Objects.requireNonNull(answered).answer();
        happened(new SelfCheckCompleted(id(), problemId, round, unit(), answer.concerned(), answer.foundIt(), answer.cases(), overdue), by,
                step.action().verb(), words, at);
    }

    /**
     * 退回自查. The last day stays as it is unless a later one is given; where it has passed already, the self-check is late.
     *
     * @throws Refusal {@code reviewer-not-above}, {@code reviewer-is-answerer}
     */
    public void sendBack(String reason, @Nullable Term anew, Caller by, Instant at) {
        Line<SelfCheckStatus, SelfCheckAction> step = permit(SelfCheckAction.SEND_BACK, by);
        String words = Masking.text(reason);
        review = new Review(by.account(), by.unit(), false, words, at.truncatedTo(ChronoUnit.MILLIS));
        status = step.to();
        boolean later = anew != null && anew.last().isAfter(dueOn);
        if (later) {
            term = anew;
            dueOn = anew.last();
        }
        clock(!overdue || later);
        noted(by, step.action().verb(), words + (later ? "（新期限 " + dueOn + "）" : ""), at);
    }

    /** 超期, if the last day has passed and there is no answer; a last day by a year that was published meanwhile is counted anew before. */
    void clockStrikes(Instant now, WorkingCalendar calendar) {
        if (provisionalIn != null && calendar.isPublished(provisionalIn)) {
            term = Objects.requireNonNull(term).recounted(calendar);
            dueOn = term.last();
            noted(CLOCK, "deadline", dueOn + "：" + Term.whyRecounted(term.provisional()), now);
        }
        Optional<Line<SelfCheckStatus, SelfCheckAction>> expiry = SelfCheckLifecycle.TABLE.find(status, SelfCheckAction.EXPIRE);
        boolean ahead = expiry.isPresent() && now.isBefore(end(dueOn));
        clock(ahead);
        expiry.filter(step -> !ahead).ifPresent(step -> {
            overdue = true;
            happened(new SelfCheckOverdue(id(), problemId, round, unit(), dueOn), CLOCK, step.action().verb(), dueOn + " 前未报送", now);
        });
    }

    /** Whether an answer is awaited by the last day. */
    private void clock(boolean runs) {
        wakeAt(runs ? end(dueOn) : null);
        provisionalIn = runs && term != null ? term.provisionalIn() : null;
    }

    private static Instant end(LocalDate day) {
        return China.begins(day.plusDays(1));
    }

    /** What this caller may do now. */
    public List<SelfCheckAction> actions(Caller by) {
        return SelfCheckLifecycle.TABLE.from(status).stream().filter(action -> may(action, by)).toList();
    }

    private boolean may(SelfCheckAction action, Caller by) {
        try {
            permit(action, by);
            return true;
        } catch (Refusal refused) {
            return false;
        }
    }

    private Line<SelfCheckStatus, SelfCheckAction> permit(SelfCheckAction action, Caller by) {
        Line<SelfCheckStatus, SelfCheckAction> step = SelfCheckLifecycle.TABLE.permit(status, action, by);
        boolean itself = by.unit().equals(unit());
        if (action == SelfCheckAction.ANSWER) {
            if (!itself) {
                throw Refusal.rule("not-the-unit-itself", "只有自查单位自己可以报送自查情况");
            }
        } else if (itself || !within().contains(by.unit())) {
            throw Refusal.rule("reviewer-not-above", "自查情况由上级营商办审核，单位不能审核自己的自查");
        } else if (answered != null && answered.by().equals(by.account())) {
            throw Refusal.rule("reviewer-is-answerer", "报送自查情况的人不能审核该自查");
        }
        return step;
    }

    /** The common problem it is about. */
    public String problemId() {
        return problemId;
    }

    /** Which round of it. */
    public int round() {
        return round;
    }

    /** Code of the office that confirmed the common problem. */
    public String office() {
        return office;
    }

    public String title() {
        return title;
    }

    /** What it is asked to look for and to do. */
    public String measures() {
        return measures;
    }

    /** The last day for answering. */
    public LocalDate dueOn() {
        return dueOn;
    }

    /** Whether an answer is awaited by a day that may change when a schedule is published. */
    public boolean provisional() {
        return provisionalIn != null;
    }

    public SelfCheckStatus status() {
        return status;
    }

    /** Whether a last day has passed without an answer, given since or not. */
    public boolean overdue() {
        return overdue;
    }

    /** The newest answer. */
    public @Nullable Answered answered() {
        return answered;
    }

    /** The word on the newest answer. */
    public @Nullable Review review() {
        return review;
    }
}
