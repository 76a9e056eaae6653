package cn.tiyan.reporting.milestone;

import cn.tiyan.contracts.milestone.MilestoneReminded;
import cn.tiyan.contracts.milestone.MilestoneReviewed;
import cn.tiyan.contracts.vocabulary.MilestoneKind;
import cn.tiyan.contracts.vocabulary.MilestoneReminder;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.time.China;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * 报送任务: what one unit owes for one milestone of one year, from draft to accepted (notice, section 五). {@link MilestoneLifecycle}
 * says what may follow what. It is there for every unit that owes it before the unit has done anything, so that who is late can be
 * found, not guessed. The roster is submitted and reviewed in experiencer-service; what is said there stands here.
 */
@Document("milestone")
@CompoundIndex(name = "list", def = "{within: 1, year: 1, unit: 1, _id: 1}")
@CompoundIndex(name = "list-by-kind", def = "{within: 1, year: 1, kind: 1, unit: 1, _id: 1}")
@CompoundIndex(name = "list-by-status", def = "{within: 1, year: 1, status: 1, unit: 1, _id: 1}")
@CompoundIndex(name = "list-by-both", def = "{within: 1, year: 1, kind: 1, status: 1, unit: 1, _id: 1}")
@CompoundIndex(name = "late", def = "{within: 1, year: 1, unit: 1, _id: 1}", partialFilter = "{overdue: true}")
@CompoundIndex(name = "late-by-kind", def = "{within: 1, year: 1, kind: 1, unit: 1, _id: 1}", partialFilter = "{overdue: true}")
@CompoundIndex(name = "counts-of-province", def = "{at0: 1, year: 1, kind: 1, at1: 1, status: 1, late: 1, overdue: 1}")
@CompoundIndex(name = "counts-of-city", def = "{at1: 1, year: 1, kind: 1, at2: 1, status: 1, late: 1, overdue: 1}")
@CompoundIndex(name = "counts-of-county", def = "{at2: 1, year: 1, kind: 1, at3: 1, status: 1, late: 1, overdue: 1}")
@CompoundIndex(name = "own", def = "{unit: 1, status: 1, dueAt: 1}")
@CompoundIndex(name = "to-review", def = "{reviewer: 1}", partialFilter = "{reviewer: {$exists: true}}")
@CompoundIndex(name = "by-roster", def = "{rosterId: 1}", partialFilter = "{rosterId: {$exists: true}}")
public class Milestone extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "mst";
    /** Whoever acts when the time comes. */
    static final Actor CLOCK = Actor.service("milestone-clock");
    /** Whoever acts when the calendar of a year or the tree changes. */
    static final Actor CALENDAR = Actor.service("milestone-calendar");
    /** Whoever tells of rosters. */
    static final Actor ROSTERS = Actor.service("experiencer-service");
    /** More than anybody has patience for. */
    static final int MOST_SUBMISSIONS = 30;

    private int year;
    private MilestoneKind kind;
    private String unitName;
    private MilestoneStatus status;
    private String due;
    private Instant dueAt;
    /** Until when the clock has done its work. */
    private Instant struckUntil;
    private boolean late;
    /** True or absent: only those are in the index of who is late. */
    private @Nullable Boolean overdue;
    private @Nullable String draft;
    private List<Submission> submissions = new ArrayList<>();
    private @Nullable Instant submittedAt;
    private @Nullable String rosterId;
    private @Nullable String reviewer;
    /** The line of units once more, one by one: an index of a list cannot be counted from alone. */
    private String at0;
    private @Nullable String at1;
    private @Nullable String at2;
    private @Nullable String at3;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Milestone() {
    }

    Milestone(Unit unit, int year, MilestoneKind kind, LocalDate due, MilestonePolicy policy, Instant at) {
        super(id(unit.code(), year, kind), unit.code(), unit.within(), at);
        this.year = year;
        this.kind = kind;
        this.unitName = unit.name();
        this.status = MilestoneStatus.DRAFT;
        this.due = due.toString();
        this.dueAt = endOf(due);
        this.struckUntil = createdAt();
        this.at0 = unit.within().getFirst();
        placed();
        settle(policy, createdAt());
        noted(CALENDAR, "begin", "截止 " + due, at);
    }

    /** A unit has one of each kind for each year. */
    static String id(String unit, int year, MilestoneKind kind) {
        return Ids.derived(PREFIX, unit + "\n" + year + "\n" + kind);
    }

    private static Instant endOf(LocalDate day) {
        return China.begins(day.plusDays(1));
    }

    // ---- the unit ----

    /**
     * 起草: kept until it is submitted, for the unit's own eyes and those above.
     *
     * @throws Refusal {@code not-the-unit-itself}, {@code roster-elsewhere}
     */
    void write(String text, MilestonePolicy policy, Caller by, Instant at) {
        var step = own(MilestoneAction.WRITE, by);
        draft = Masking.text(text);
        enter(step, policy, at);
        noted(by, step.action().verb(), null, at);
    }

    /**
     * 报送.
     *
     * @param text what is handed in; null hands in the draft
     * @throws Refusal {@code not-the-unit-itself}, {@code roster-elsewhere}, {@code nothing-written}, {@code too-many-submissions}
     */
    void submit(@Nullable String text, MilestonePolicy policy, Caller by, Instant at) {
        var step = own(MilestoneAction.SUBMIT, by);
        String handedIn = text == null ? draft : Masking.text(text);
        require(handedIn != null, "nothing-written", "请填写报送内容，或先保存草稿");
        require(submissions.size() < MOST_SUBMISSIONS, "too-many-submissions", "该任务已报送 " + MOST_SUBMISSIONS + " 次");
        submissions.add(new Submission(submissions.size() + 1, handedIn, by.account(), at.truncatedTo(ChronoUnit.MILLIS), !at.isBefore(dueAt), null, null));
        draft = null;
        enter(step, policy, at);
        noted(by, step.action().verb(), "第 " + submissions.size() + " 次" + (submissions.getLast().late() ? "，逾期" : ""), at);
    }

    private Line<MilestoneStatus, MilestoneAction> own(MilestoneAction action, Caller by) {
        var step = MilestoneLifecycle.TABLE.permit(status, action, by);
        require(by.unit().equals(unit()), "not-the-unit-itself", "只能由本单位自己起草和报送");
        notTheRoster();
        return step;
    }

    private void notTheRoster() {
        require(kind != MilestoneKind.ROSTER, "roster-elsewhere", "体验员名单请在“体验员名单”中上报、接收和退回，这里自动更新");
    }

    // ---- an office above ----

    /**
     * 接收.
     *
     * @throws Refusal {@code reviewer-not-above}, {@code reviewer-is-submitter}, {@code roster-elsewhere}
     */
    void accept(MilestonePolicy policy, Caller by, Instant at) {
        review(MilestoneAction.ACCEPT, null, policy, by, at);
    }

    /**
     * 退回.
     *
     * @throws Refusal {@code reviewer-not-above}, {@code reviewer-is-submitter}, {@code roster-elsewhere}
     */
    void sendBack(String reason, MilestonePolicy policy, Caller by, Instant at) {
        review(MilestoneAction.RETURN, Masking.text(reason), policy, by, at);
    }

    private void review(MilestoneAction action, @Nullable String reason, MilestonePolicy policy, Caller by, Instant at) {
        var step = above(action, by);
        notTheRoster();
        Submission last = submissions.getLast();
        require(!by.account().equals(last.by()), "reviewer-is-submitter", "报送人不能处理自己报送的材料");
        boolean accepted = action == MilestoneAction.ACCEPT;
        submissions.set(submissions.size() - 1, last.reviewed(new Submission.Review(by.account(), by.unit(), accepted, reason, at.truncatedTo(ChronoUnit.MILLIS))));
        draft = accepted ? null : last.text();
        enter(step, policy, at);
        happened(new MilestoneReviewed(id(), unit(), year, kind, by.unit(), accepted, reason), by, step.action().verb(), reason, at);
    }

    /**
     * 免报.
     *
     * @throws Refusal {@code reviewer-not-above}
     */
    void waive(String reason, MilestonePolicy policy, Caller by, Instant at) {
        var step = above(MilestoneAction.WAIVE, by);
        enter(step, policy, at);
        noted(by, step.action().verb(), Masking.text(reason), at);
    }

    /**
     * 恢复报送.
     *
     * @throws Refusal {@code reviewer-not-above}
     */
    void requireAgain(MilestonePolicy policy, Caller by, Instant at) {
        var step = above(MilestoneAction.REQUIRE, by);
        enter(step, policy, at);
        noted(by, step.action().verb(), null, at);
    }

    private Line<MilestoneStatus, MilestoneAction> above(MilestoneAction action, Caller by) {
        var step = MilestoneLifecycle.TABLE.permit(status, action, by);
        require(!by.unit().equals(unit()), "reviewer-not-above", "由上级单位办理，单位不能处理自己的报送任务");
        return step;
    }

    // ---- rosters, the calendar, the clock ----

    /**
     * 名单上报, as experiencer-service tells it; whatever the order in which it is told.
     *
     * @return false if that is known
     */
    boolean rosterSubmitted(String rosterId, int number, int people, boolean late, MilestonePolicy policy, Instant at) {
        if (submissions.stream().anyMatch(each -> each.number() == number)) {
            return false;
        }
        this.rosterId = rosterId;
        submissions.add(new Submission(number, null, null, at.truncatedTo(ChronoUnit.MILLIS), late, people, null));
        submissions.sort(Comparator.comparingInt(Submission::number));
        standsByRoster(policy, at);
        noted(ROSTERS, "submit", "名单第 " + number + " 次上报，" + people + " 人" + (late ? "，逾期" : ""), at);
        return true;
    }

    /**
     * 名单审核, likewise.
     *
     * @return false if that is known, or of a submission that is not
     */
    boolean rosterReviewed(int number, String byUnit, boolean accepted, @Nullable String reason, MilestonePolicy policy, Instant at) {
        int place = submissions.stream().map(Submission::number).toList().indexOf(number);
        if (place < 0 || submissions.get(place).review() != null) {
            return false;
        }
        submissions.set(place, submissions.get(place).reviewed(new Submission.Review(null, byUnit, accepted, reason, at.truncatedTo(ChronoUnit.MILLIS))));
        standsByRoster(policy, at);
        happened(new MilestoneReviewed(id(), unit(), year, kind, byUnit, accepted, reason), ROSTERS, accepted ? "accept" : "return", reason, at);
        return true;
    }

    /** Whether it knows of this submission of a roster. */
    boolean knows(int number) {
        return submissions.stream().anyMatch(each -> each.number() == number);
    }

    private void standsByRoster(MilestonePolicy policy, Instant now) {
        Submission.Review review = submissions.getLast().review();
        status = review == null ? MilestoneStatus.SUBMITTED : review.accepted() ? MilestoneStatus.ACCEPTED : MilestoneStatus.RETURNED;
        settle(policy, now);
    }

    /**
     * What the calendar of the year and the tree say now.
     *
     * @param owed whether the unit is asked at all
     */
    void reconcile(Unit unit, boolean owed, LocalDate due, MilestonePolicy policy, Instant now) {
        List<String> said = new ArrayList<>();
        if (!due.toString().equals(this.due)) {
            this.due = due.toString();
            this.dueAt = endOf(due);
            // A reminder of the new day that lies ahead is told; what lies behind is not told afterwards.
            this.struckUntil = now.truncatedTo(ChronoUnit.MILLIS);
            if (kind != MilestoneKind.ROSTER) {
                submissions.replaceAll(each -> each.late(!each.at().isBefore(dueAt)));
            }
            said.add("截止 " + due);
        }
        MilestoneAction follows = owed ? MilestoneAction.CALL : MilestoneAction.RELEASE;
        var step = MilestoneLifecycle.TABLE.find(status, follows);
        step.ifPresent(line -> {
            status = line.to();
            said.add(line.action().chinese());
        });
        if (!unit.name().equals(unitName)) {
            unitName = unit.name();
            said.add("单位名称 " + unitName);
        }
        if (!unit.within().equals(within())) {
            belongsTo(unit.code(), unit.within());
            placed();
            said.add("单位隶属 " + String.join("/", unit.within()));
        }
        settle(policy, now);
        noted(CALENDAR, "reconcile", said.isEmpty() ? null : String.join("；", said), now);
    }

    private void placed() {
        at0 = within().getFirst();
        at1 = place(1);
        at2 = place(2);
        at3 = place(3);
    }

    private @Nullable String place(int depth) {
        return within().size() > depth ? within().get(depth) : null;
    }

    /** What time brings: reminders before and on the last day; after it, that the unit is late. Of several at once the last is told. */
    void clockStrikes(Instant now, MilestonePolicy policy) {
        Instant reached = now.truncatedTo(ChronoUnit.MILLIS);
        List<Instant> passed = moments(policy).filter(moment -> moment.isAfter(struckUntil) && !moment.isAfter(reached)).toList();
        struckUntil = reached;
        settle(policy, reached);
        if (!passed.isEmpty() && status.outstanding()) {
            LocalDate day = China.day(reached);
            MilestoneReminder reminder = !reached.isBefore(dueAt) ? MilestoneReminder.MISSED : day.equals(due()) ? MilestoneReminder.TODAY : MilestoneReminder.COMING;
            happened(new MilestoneReminded(id(), unit(), year, kind, due(), reminder), CLOCK, "remind", reminder.chinese() + "，截止 " + due, now);
        }
    }

    private Stream<Instant> moments(MilestonePolicy policy) {
        return Stream.concat(policy.remindDays().stream().map(days -> due().minusDays(days).atTime(policy.remindAt()).atZone(China.ZONE).toInstant()), Stream.of(dueAt));
    }

    private void enter(Line<MilestoneStatus, MilestoneAction> step, MilestonePolicy policy, Instant at) {
        status = step.to();
        settle(policy, at);
    }

    /** What follows from status and time: whether it is late, who must look at it, when the clock strikes next. */
    private void settle(MilestonePolicy policy, Instant now) {
        boolean over = !now.isBefore(dueAt);
        overdue = status.outstanding() && over ? true : null;
        late = submissions.isEmpty() ? status == MilestoneStatus.DRAFT && over : submissions.getFirst().late();
        submittedAt = submissions.isEmpty() ? null : submissions.getLast().at();
        reviewer = status == MilestoneStatus.SUBMITTED && within().size() > 1 ? within().get(within().size() - 2) : null;
        wakeAt(status.outstanding() ? moments(policy).filter(moment -> moment.isAfter(struckUntil)).min(Instant::compareTo).orElse(null) : null);
    }

    private static void require(boolean kept, String rule, String message) {
        if (!kept) {
            throw Refusal.rule(rule, message);
        }
    }

    /** What this caller may do now. */
    public List<MilestoneAction> actions(Caller by) {
        return MilestoneLifecycle.TABLE.from(status).stream().filter(action -> by.is(action.roles().toArray(Role[]::new)))
                .filter(action -> action.ofTheUnit() == by.unit().equals(unit()))
                .filter(action -> kind != MilestoneKind.ROSTER || action == MilestoneAction.WAIVE || action == MilestoneAction.REQUIRE).toList();
    }

    public int year() {
        return year;
    }

    public MilestoneKind kind() {
        return kind;
    }

    /** The unit's name, as it was when the calendar last looked. */
    public String unitName() {
        return unitName;
    }

    public MilestoneStatus status() {
        return status;
    }

    /** The last day for it, in China. */
    public LocalDate due() {
        return LocalDate.parse(due);
    }

    /** Whether it first came after the last day, or has not come and that day has passed. */
    public boolean late() {
        return late;
    }

    /** Whether there is something to hand in and the last day has passed. */
    public boolean overdue() {
        return overdue != null;
    }

    /** What is written and not submitted; after a return, what was returned. */
    public @Nullable String draft() {
        return draft;
    }

    /** Oldest first. */
    public List<Submission> submissions() {
        return List.copyOf(submissions);
    }

    /** When it was last submitted. */
    public @Nullable Instant submittedAt() {
        return submittedAt;
    }

    /** The roster that fulfils it, once submitted. */
    public @Nullable String rosterId() {
        return rosterId;
    }

    /** The unit right above, while it must look at what was submitted. */
    public @Nullable String reviewer() {
        return reviewer;
    }

    @Override
    public String toString() {
        return Objects.toString(kind) + " " + year + " " + unit();
    }
}
