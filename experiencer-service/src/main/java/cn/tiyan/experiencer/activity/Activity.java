package cn.tiyan.experiencer.activity;

import cn.tiyan.contracts.activity.ActivityHeld;
import cn.tiyan.contracts.vocabulary.ActivityKind;
import cn.tiyan.experiencer.experiencer.Selection;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * 体验活动 (notice, section 三(二)2). {@link ActivityLifecycle} says what may follow what.
 *
 * <p>The organising unit's line sees it, and the line of each unit it inspects: from the beginning where it is announced, else
 * only once it has taken place. Before that an unannounced inspection is to those it is about as if it were not: what they read,
 * count and export is restricted by the same field.
 */
@Document("activity")
@CompoundIndex(name = "list", def = "{within: 1, startsAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-theme", def = "{within: 1, 'plan.theme': 1, startsAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-kind", def = "{within: 1, 'plan.kind': 1, startsAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-status", def = "{within: 1, status: 1, startsAt: -1, _id: -1}")
public class Activity extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "act";
    /** Whoever needs more rounds than these should ask with wider criteria. */
    static final int MOST_ROUNDS = 20;
    /** If whoever invites has not told by then that all are invited, the clock sees to it. */
    static final Duration INVITED_WITHIN = Duration.ofSeconds(20);

    private Plan plan;
    private Instant startsAt;
    private List<String> line;
    private ActivityStatus status;
    private List<Round> rounds = new ArrayList<>();
    private @Nullable Outcome outcome;
    private @Nullable String cancellation;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Activity() {
    }

    /**
     * 计划.
     *
     * @param organiser whose activity it is
     * @param inspected the units it looks at
     * @throws Refusal whatever rule the plan breaks: see {@link Plan#check}
     */
    Activity(String id, Plan plan, Unit organiser, Collection<Unit> inspected, Caller by, Instant at) {
        super(id, organiser.code(), organiser.within(), at);
        plan.check(organiser, at);
        this.line = organiser.within();
        this.status = ActivityLifecycle.BEGINNING;
        take(plan, inspected);
        noted(by, "plan", plan.title(), at);
    }

    /**
     * 修改计划, whole.
     *
     * @throws Refusal {@code already-announced}, or whatever rule the plan breaks
     */
    void revise(Plan plan, Unit organiser, Collection<Unit> inspected, Caller by, Instant at) {
        Line<ActivityStatus, ActivityAction> step = permit(ActivityAction.REVISE, by);
        plan.check(organiser, at);
        if (!plan.announced() && this.plan.announced() && this.plan.kind() == ActivityKind.INSPECTION) {
            // Whoever was to be inspected has seen it, or may have.
            throw Refusal.rule("already-announced", "announced", "该活动已对被访单位公开，不能改为暗访，请另行计划");
        }
        take(plan, inspected);
        noted(by, step.action().verb(), plan.title(), at);
    }

    private void take(Plan plan, Collection<Unit> inspected) {
        this.plan = plan;
        this.startsAt = plan.startsAt();
        belongsTo(unit(), plan.announced() ? joined(inspected) : line);
    }

    private List<String> joined(Collection<Unit> inspected) {
        Set<String> all = new LinkedHashSet<>(line);
        inspected.forEach(unit -> all.addAll(unit.within()));
        return List.copyOf(all);
    }

    /**
     * 邀请: asks for one round. Who is meant is put on record first; whoever invites them does so until all are, whatever crashes.
     *
     * @param roundId see {@link Round#id}
     * @throws Refusal {@code still-inviting}, {@code too-many-rounds}, {@code already-over}
     */
    void invite(String roundId, Selection selection, int most, Caller by, Instant at) {
        Line<ActivityStatus, ActivityAction> step = permit(ActivityAction.INVITE, by);
        requireAllInvited();
        if (rounds.size() == MOST_ROUNDS) {
            throw Refusal.rule("too-many-rounds", "一次活动最多邀请 " + MOST_ROUNDS + " 轮");
        }
        if (!at.isBefore(plan.endsAt())) {
            throw Refusal.rule("already-over", "活动时间已过，不能再邀请");
        }
        rounds.add(new Round(roundId, rounds.size() + 1, meant(selection), most, by.account(), at.truncatedTo(ChronoUnit.MILLIS), null, null, null));
        status = step.to();
        wakeAt(at.plus(INVITED_WITHIN));
        noted(by, step.action().verb(), "第 " + rounds.size() + " 轮，最多 " + most + " 人", at);
    }

    /** Of those wanted, whoever may be asked: not the experiencers of units that must not know. */
    Selection meant(Selection wanted) {
        return wanted.without(plan.announced() ? List.of() : plan.inspected());
    }

    /** All of a round are invited. */
    void invited(String roundId, int chosen, int invited, Actor by, Instant at) {
        for (int i = 0; i < rounds.size(); i++) {
            Round round = rounds.get(i);
            if (round.id().equals(roundId) && !round.done()) {
                rounds.set(i, round.done(chosen, invited, at.truncatedTo(ChronoUnit.MILLIS)));
                noted(by, "invited", "第 " + round.number() + " 轮：邀请 " + invited + " 人", at);
            }
        }
        wakeAt(null);
    }

    /** Nothing is left to be done later. */
    void sleep() {
        wakeAt(null);
    }

    /** The round that is not done yet, if there is one. */
    Optional<Round> openRound() {
        return status == ActivityStatus.INVITING ? rounds.stream().filter(round -> !round.done()).findFirst() : Optional.empty();
    }

    /** The round with this id, if there is one. */
    Optional<Round> round(String id) {
        return rounds.stream().filter(round -> round.id().equals(id)).findFirst();
    }

    /**
     * 记录开展情况. The units it inspected may see it from now on.
     *
     * @param inspected the units it looked at
     * @param categories how many were invited and how many came, by category
     * @throws Refusal {@code not-yet-begun}, {@code still-inviting}, {@code minutes-missing}
     */
    void hold(String text, @Nullable Minutes minutes, Collection<Unit> inspected, List<ActivityHeld.OfCategory> categories, Caller by, Instant at) {
        Line<ActivityStatus, ActivityAction> step = permit(ActivityAction.HOLD, by);
        requireAllInvited();
        if (at.isBefore(plan.startsAt())) {
            throw Refusal.rule("not-yet-begun", "活动尚未开始，不能记录开展情况");
        }
        if (plan.kind() == ActivityKind.SYMPOSIUM && minutes == null) {
            throw Refusal.rule("minutes-missing", "minutes", "座谈会应附会议纪要");
        }
        int invited = categories.stream().mapToInt(ActivityHeld.OfCategory::invited).sum();
        int attended = categories.stream().mapToInt(ActivityHeld.OfCategory::attended).sum();
        outcome = new Outcome(Masking.text(text), minutes, invited, attended, by.account(), at.truncatedTo(ChronoUnit.MILLIS));
        status = step.to();
        belongsTo(unit(), joined(inspected));
        happened(new ActivityHeld(id(), unit(), plan.theme(), plan.kind(), plan.way(), plan.batch(), plan.firstDay(), plan.announced(), invited,
                attended, categories), by, step.action().verb(), outcome.text(), at);
    }

    /** 取消. An unannounced inspection that is cancelled is never seen by those it was about. */
    void cancel(String reason, Caller by, Instant at) {
        Line<ActivityStatus, ActivityAction> step = permit(ActivityAction.CANCEL, by);
        cancellation = Masking.text(reason);
        status = step.to();
        wakeAt(null);
        noted(by, step.action().verb(), cancellation, at);
    }

    /**
     * The line for this action, if the caller may take it and it is possible now.
     *
     * @throws Refusal forbidden, unless the caller is a clerk of the organising unit or of one above; {@code illegal-transition}
     */
    Line<ActivityStatus, ActivityAction> permit(ActivityAction action, Caller by) {
        by.require(action.roles().stream().sorted().toArray(Role[]::new));
        requireOrganiser(by);
        return ActivityLifecycle.TABLE.require(status, action);
    }

    /** @throws Refusal forbidden, for whoever sees it without being on the organising unit's line */
    void requireOrganiser(Caller by) {
        if (!isOrganisedBy(by)) {
            throw Refusal.forbidden("只有组织单位及其上级单位可以办理");
        }
    }

    private void requireAllInvited() {
        if (openRound().isPresent()) {
            throw Refusal.rule("still-inviting", "上一轮邀请还在进行，请待其完成");
        }
    }

    /** Whether the caller's unit is the organising one or above it. */
    public boolean isOrganisedBy(Caller caller) {
        return line.contains(caller.unit());
    }

    /** What the caller can do with it now. */
    public List<ActivityAction> actions(Caller caller) {
        return isOrganisedBy(caller)
                ? ActivityLifecycle.TABLE.from(status).stream().filter(action -> action.roles().stream().anyMatch(caller.roles()::contains)).toList()
                : List.of();
    }

    /** Whether the invited may accept: it is being prepared, and the last moment for it has not passed. */
    boolean takesSignUps(Instant now) {
        return status == ActivityStatus.INVITING && !now.isAfter(plan.signUpUntil());
    }

    /** Whether it goes on, on this day. */
    boolean isOn(LocalDate day) {
        return status == ActivityStatus.INVITING && plan.isOn(day);
    }

    /** Whether nothing will come of it any more, or has already. */
    boolean isOver(Instant now) {
        return status == ActivityStatus.HELD || !now.isBefore(plan.endsAt());
    }

    public Plan plan() {
        return plan;
    }

    public ActivityStatus status() {
        return status;
    }

    /** When it begins; what its lists are sorted by. */
    public Instant startsAt() {
        return startsAt;
    }

    /** Codes from the province down to the organising unit. */
    List<String> line() {
        return line;
    }

    /** All rounds of invitations, oldest first. */
    public List<Round> rounds() {
        return List.copyOf(rounds);
    }

    /** What was done; null until it is on record. */
    public @Nullable Outcome outcome() {
        return outcome;
    }

    /** Why it was cancelled; null unless it was. */
    public @Nullable String cancellation() {
        return cancellation;
    }
}
