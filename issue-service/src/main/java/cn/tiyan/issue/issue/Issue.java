package cn.tiyan.issue.issue;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.issue.ConsultationConcluded;
import cn.tiyan.contracts.issue.ConsultationConvened;
import cn.tiyan.contracts.issue.DeadlineChanged;
import cn.tiyan.contracts.issue.DeadlineMissed;
import cn.tiyan.contracts.issue.DeadlineNear;
import cn.tiyan.contracts.issue.Desk;
import cn.tiyan.contracts.issue.ExtensionRequested;
import cn.tiyan.contracts.issue.ExtensionReviewed;
import cn.tiyan.contracts.issue.IssueAccepted;
import cn.tiyan.contracts.issue.IssueArchived;
import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.contracts.issue.IssueDispatched;
import cn.tiyan.contracts.issue.IssueFollowed;
import cn.tiyan.contracts.issue.IssueLookedBack;
import cn.tiyan.contracts.issue.IssueMerged;
import cn.tiyan.contracts.issue.IssueRated;
import cn.tiyan.contracts.issue.IssueReconsidered;
import cn.tiyan.contracts.issue.IssueRegistered;
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
import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.IssueStep;
import cn.tiyan.contracts.vocabulary.RatingOrigin;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.issue.calendar.Term;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.text.Words;
import cn.tiyan.platform.time.China;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * 问题 or 需求: what a walker, an experiencer or a citizen found wanting, on its way to being settled. {@link IssueLifecycle} says
 * what may follow what; the verbs here add the rules that keep it honest.
 *
 * <p>It belongs to the unit it is about. Besides that unit's line of the tree, the lines of the handling unit and of units called
 * to a consultation may see it. The <em>desk</em> is the unit whose turn it is; its deadline runs.
 */
@Document("issue")
@CompoundIndex(name = "list", def = "{within: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-status", def = "{within: 1, status: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-kind", def = "{within: 1, kind: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-source", def = "{within: 1, sourceKind: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "by-source", def = "{sourceId: 1}")
@CompoundIndex(name = "by-words", def = "{words: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "by-item", def = "{'serviceItem.code': 1, createdAt: -1, _id: -1}", partialFilter = "{'serviceItem.code': {$exists: true}}")
@CompoundIndex(name = Issue.OPTIMIZED, def = "{within: 1, createdAt: -1, _id: -1}", partialFilter = "{'optimizations.0': {$exists: true}}")
@CompoundIndex(name = IssueFilter.LATE, def = "{within: 1, due: 1, _id: 1}", partialFilter = "{overdue: true}")
@CompoundIndex(name = "list-own", def = "{owner: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = WorkList.DESK, def = "{desk: 1, status: 1, due: 1, _id: 1}", partialFilter = "{desk: {$exists: true}}")
@CompoundIndex(name = WorkList.OWN, def = "{clerks: 1, due: 1, _id: 1}", partialFilter = "{due: {$exists: true}}")
@CompoundIndex(name = WorkList.RETURNED_TO, def = "{desk: 1, due: 1, _id: 1}", partialFilter = "{returned: true}")
@CompoundIndex(name = WorkList.REVIEWED_BY, def = "{reviewer: 1, due: 1, _id: 1}", partialFilter = "{reviewer: {$exists: true}}")
@CompoundIndex(name = WorkList.PRESSED, def = "{pressed: 1, due: 1, _id: 1}", partialFilter = "{pressed: {$exists: true}}")
@CompoundIndex(name = Issue.FOLLOWERS, def = "{survivor: 1, _id: 1}", partialFilter = "{survivor: {$exists: true}}")
@CompoundIndex(name = "provisional", def = "{provisionalIn: 1}", partialFilter = "{provisionalIn: {$exists: true}}")
public class Issue extends Aggregate {

    /** Name of the index of what led to an optimization. */
    public static final String OPTIMIZED = "optimized";
    /** Name of the index of those that follow another. */
    public static final String FOLLOWERS = "followers";
    /** Prefix of its identifiers. */
    public static final String PREFIX = "iss";
    /** More files than these make a document that nobody reads. */
    static final int MOST_EVIDENCE = 50;
    /** So many of a kind of entry that grows by hand. */
    static final int MOST_ENTRIES = 50;
    private static final String IN_VAIN = "call-back-in-vain";
    /** Whoever tells what the citizen did since. */
    static final Actor HOTLINE = Actor.service("hotline");
    /** Whoever tells what experiencers said when they were asked again. */
    static final Actor RAISER_ASKED = Actor.service("experiencer-service");
    /** Whoever acts when the time comes. */
    static final Actor CLOCK = Actor.service("issue-clock");

    @Indexed(unique = true)
    private String number;
    private SourceKind sourceKind;
    private String sourceId;
    private IssueKind kind;
    private Severity severity;
    private @Nullable Difficulty difficulty;
    private @Nullable Dimension dimension;
    private @Nullable ServiceItemRef serviceItem;
    private @Nullable Stage stage;
    private @Nullable Cause cause;
    private String title;
    private String text;
    private List<String> words;
    private @Nullable String personConcerned;
    private Instant occurredAt;
    private Status status;
    /** From the province down to the office of the area it is about: these have a say in it whoever dispatched it. */
    private List<String> area;
    /** From the province down to the office in charge. */
    private List<String> office;
    /** From the province down to the handling unit; null before it is dispatched. */
    private @Nullable List<String> handling;
    /** Who may see it whoever handles it. */
    private List<String> line;
    /** Accounts that see it through: whoever raised it, and the clerks who have it in hand. */
    private List<String> clerks = new ArrayList<>();
    private @Nullable String desk;
    private @Nullable Boolean returned;
    private @Nullable Deadline deadline;
    /** The deadline as lists are sorted by it: a clock that stands still comes after all that run. Null where there is none. */
    private @Nullable Instant due;
    /** Code of the unit whose word on a return or an extension is awaited: it need not be the desk. */
    private @Nullable String reviewer;
    /** Who has to do with an open 督办: the units that press, and the desk. Null where there is none. */
    private @Nullable List<String> pressed;
    private @Nullable Boolean overdue;
    /** The first year without a schedule that one of its deadlines counts by. Null where there is none. */
    private @Nullable Integer provisionalIn;
    private @Nullable Instant rectifyBy;
    private @Nullable Dismissal dismissal;
    private @Nullable String survivor;
    private @Nullable Boolean survivorClosed;
    private @Nullable Request returnRequest;
    private List<Review> returns = new ArrayList<>();
    private @Nullable Boolean consultationForced;
    private @Nullable Request extensionRequest;
    private List<Review> extensions = new ArrayList<>();
    private @Nullable Plan plan;
    private List<Evidence> evidence = new ArrayList<>();
    private @Nullable Submission submission;
    private @Nullable Verification verification;
    private List<Rating> ratings = new ArrayList<>();
    private int callBacksInVain;
    private int reopenings;
    private @Nullable Withdrawal withdrawal;
    /** How often citizens pressed for it: the sum over what led to it and what led to those merged into it. */
    private int urges;
    private @Nullable Map<String, Integer> urgesBySource;
    private @Nullable HotlineCallBack hotlineCallBack;
    private List<Supervision> supervisions = new ArrayList<>();
    private List<Consultation> consultations = new ArrayList<>();
    private List<Task> tasks = new ArrayList<>();
    private List<Optimization> optimizations = new ArrayList<>();
    private List<LookBack> lookBacks = new ArrayList<>();
    private List<RecurrenceSaid> recurrenceSaid = new ArrayList<>();
    private Map<Status, Instant> reachedAt = new EnumMap<>(Status.class);

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Issue() {
    }

    private Issue(String id, int attempt, Unit about, Registration registration, Actor by, Moment now) {
        super(id, about.code(), joined(about.within(), registration.raisedIn() == null ? List.of() : registration.raisedIn().within()), now.at());
        number = IssueNumber.of(id, now.at(), attempt);
        sourceKind = registration.source().kind();
        sourceId = registration.source().id();
        kind = registration.kind();
        severity = registration.severity();
        difficulty = registration.difficulty();
        dimension = registration.dimension();
        serviceItem = registration.serviceItem();
        stage = registration.stage();
        title = Masking.text(registration.title());
        text = Masking.text(registration.text());
        words = Words.of(title, text);
        personConcerned = registration.personConcerned();
        occurredAt = registration.occurredAt();
        line = within();
        area = about.kind() == UnitKind.DEPARTMENT ? List.copyOf(above(about.within())) : about.within();
        office = area;
        ownedBy(registration.raisedBy());
        if (registration.raisedBy() != null) {
            inHand(registration.raisedBy());
        }
        begin(IssueLifecycle.BEGINNING, now);
        happened(new IssueRegistered(id, about.code(), registration.source(), kind, severity, serviceItem, dimension, title, occurredAt, onDesk()),
                by, "register", null, now.at());
    }

    private static List<String> joined(Collection<String> line, Collection<String> other) {
        var lines = new LinkedHashSet<>(line);
        lines.addAll(other);
        return List.copyOf(lines);
    }

    /** The line without its last unit, or the province alone. */
    private static List<String> above(List<String> line) {
        return line.size() == 1 ? line : line.subList(0, line.size() - 1);
    }

    /** The identifier of the one issue that may come from this source. */
    public static String idFor(SourceRef source) {
        return Ids.derived(PREFIX, source.kind() + "\n" + source.id());
    }

    /**
     * 登记.
     *
     * @param about the unit it is about
     * @param attempt see {@link IssueNumber#of}
     */
    static Issue register(Unit about, Registration registration, int attempt, Actor by, Moment now) {
        return new Issue(idFor(registration.source()), attempt, about, registration, by, now);
    }

    // ---- 研判, 合并 ----

    /**
     * What an office makes of an issue.
     *
     * @param difficulty how hard to rectify
     * @param dimension which of the five; null keeps what is known
     * @param serviceItem which item; null keeps what is known
     * @param stage at which stage of the service; null keeps what is known
     * @param cause why; null keeps what is known
     */
    public record Assessment(Difficulty difficulty, @Nullable Dimension dimension, @Nullable ServiceItemRef serviceItem, @Nullable Stage stage,
            @Nullable Cause cause) {
    }

    /**
     * 研判.
     *
     * @param note why, if there is something to say
     * @throws Refusal {@code dimension-missing} if neither the source nor the caller says it
     */
    public void triage(Assessment found, @Nullable String note, Acting by, Moment now) {
        Transition step = permit(Action.TRIAGE, by);
        Dimension known = found.dimension() == null ? dimension : found.dimension();
        if (known == null) {
            throw Refusal.rule("dimension-missing", "dimension", "来源未说明所属维度，请在研判时选定");
        }
        difficulty = found.difficulty();
        dimension = known;
        serviceItem = found.serviceItem() == null ? serviceItem : found.serviceItem();
        stage = found.stage() == null ? stage : found.stage();
        cause = found.cause() == null ? cause : found.cause();
        Boolean again = status == Status.TRIAGED ? true : null;
        inHand(by.account());
        enter(step, now);
        happened(new IssueTriaged(id(), by.unit(), difficulty, known, unit(), serviceItem, stage, cause, again, onDesk()), by, step.action().verb(), Masking.textIfAny(note), now.at());
    }

    /**
     * 不予受理, for a reason the reporter sees.
     *
     * @throws Refusal {@code supervision-open}
     */
    public void reject(String reason, Acting by, Moment now) {
        Transition step = permit(Action.REJECT, by);
        requireContent(step);
        dismissal = new Dismissal(Masking.text(reason), by.account(), by.unit(), now.at());
        enter(step, now);
        happened(new IssueRejected(id(), by.unit(), Masking.text(reason)), by, step.action().verb(), Masking.text(reason), now.at());
    }

    /** 重新受理. */
    public void reconsider(String reason, Acting by, Moment now) {
        Transition step = permit(Action.RECONSIDER, by);
        dismissal = null;
        enter(step, now);
        happened(new IssueReconsidered(id(), by.unit(), Masking.text(reason), onDesk()), by, step.action().verb(), Masking.text(reason), now.at());
    }

    /**
     * 合并: from now on it follows another issue.
     *
     * @throws Refusal {@code supervision-open}; {@code merged-into-itself}; {@code survivor-not-open}, where the other one goes nowhere by
     *     itself, or what was done about it is found good already; {@code survivor-not-in-charge}; {@code person-concerned-differs}, so that
     *     nobody gets an issue about himself by way of another
     */
    public void mergeInto(Issue other, @Nullable String note, Acting by, Moment now) {
        Transition step = permit(Action.MERGE, by);
        if (other.id().equals(id())) {
            throw Refusal.rule("merged-into-itself", "survivor", "不能合并到自身");
        }
        requireContent(step);
        if (other.status.compareTo(Status.SUBMITTED) > 0) {
            throw Refusal.rule("survivor-not-open", "survivor", "目标问题当前状态为“" + other.status.chinese() + "”，请合并到仍在办理的问题");
        }
        if (!other.area.contains(by.unit()) && !other.office.contains(by.unit())) {
            throw Refusal.rule("survivor-not-in-charge", "survivor", "目标问题由其他单位主管，请由双方共同的上级合并");
        }
        if (personConcerned != null && !personConcerned.equals(other.personConcerned)) {
            throw Refusal.rule("person-concerned-differs", "survivor", "本问题有被反映人，只能合并到反映同一人的问题");
        }
        survivor = other.id();
        survivorClosed = false;
        enter(step, now);
        happened(new IssueMerged(id(), other.id()), by, step.action().verb(),
                note == null ? other.number : other.number + "：" + Masking.text(note), now.at());
    }

    /**
     * A merged one follows: the survivor was closed or reopened, or was itself merged into another.
     *
     * @return false if it follows that one to that point already
     */
    public boolean follow(String survivorId, boolean closed, Moment now) {
        if (status != Status.MERGED || survivorId.equals(survivor) && Objects.equals(survivorClosed, closed)) {
            return false;
        }
        survivor = survivorId;
        survivorClosed = closed;
        happened(new IssueFollowed(id(), survivorId, closed), CLOCK, "follow", closed ? "主办问题已销号" : "主办问题办理中", now.at());
        return true;
    }

    /** 拆分: it is no duplicate after all, and begins anew. */
    public void split(String reason, Acting by, Moment now) {
        split(permit(Action.SPLIT, by), reason, by, now);
    }

    /**
     * 拆分 that nobody asked for: there is nothing to follow any more.
     *
     * @return false if it follows nothing anyway
     */
    public boolean splitAgain(String reason, Moment now) {
        if (status != Status.MERGED) {
            return false;
        }
        split(IssueLifecycle.require(status, Action.SPLIT), reason, CLOCK, now);
        return true;
    }

    private void split(Transition step, String reason, Actor by, Moment now) {
        String followed = Objects.requireNonNull(survivor);
        survivor = null;
        survivorClosed = null;
        extensionRequest = null;
        plan = null;
        submission = null;
        verification = null;
        handling = null;
        belongsTo(unit(), line);
        enter(step, now);
        happened(new IssueSplit(id(), followed, Masking.text(reason), onDesk()), by, step.action().verb(), Masking.text(reason), now.at());
    }

    // ---- 派单, 签收, 退单 ----

    /**
     * 派单.
     *
     * @param clerk account that is to handle it there, where the office names one
     * @throws Refusal {@code dispatch-outside-subtree} if the unit is not in the dispatching office's own part of the tree;
     *     {@code dispatched-to-the-top}; {@code dispatched-to-person-concerned}; {@code consultation-required} after too many returns, and
     *     {@code dispatch-outside-consultation} after that
     */
    public void dispatch(Unit to, @Nullable String clerk, @Nullable String note, Acting by, Moment now) {
        Transition step = permit(Action.DISPATCH, by);
        if (!to.isWithin(by.unit())) {
            throw Refusal.rule("dispatch-outside-subtree", "handlingUnit", "只能派给本单位管辖范围内的单位，" + to.name() + "不在其中");
        }
        if (to.within().size() == 1) {
            throw Refusal.rule("dispatched-to-the-top", "handlingUnit", to.name() + "之上没有单位可以核查，请派给具体办理单位");
        }
        if (clerk != null && clerk.equals(personConcerned)) {
            throw Refusal.rule("dispatched-to-person-concerned", "clerk", "不能派给被反映人本人办理");
        }
        if (consultationForced != null) {
            throw Refusal.rule("consultation-required", "该问题已多次退单，须先召开联席会商确定办理单位，再行派单");
        }
        Consultation decisive = decisive();
        if (decisive != null && !decisive.calls(to.code())) {
            throw Refusal.rule("dispatch-outside-consultation", "handlingUnit", to.name() + "没有参加确定办理单位的联席会商，请派给参加的单位，或再次会商");
        }
        handling = to.within();
        office = by.home() == null ? office : by.home().within();
        belongsTo(unit(), joined(line, to.within()));
        if (clerk != null) {
            inHand(clerk);
        }
        enter(step, now);
        happened(new IssueDispatched(id(), by.unit(), to.code(), onDesk()), by, step.action().verb(),
                note == null ? to.code() : to.code() + "：" + Masking.text(note), now.at());
    }

    /** 签收. */
    public void accept(@Nullable String note, Acting by, Moment now) {
        Transition step = permit(Action.ACCEPT, by);
        inHand(by.account());
        enter(step, now);
        happened(new IssueAccepted(id(), by.unit(), onDesk()), by, step.action().verb(), Masking.textIfAny(note), now.at());
    }

    /**
     * 退单: the unit says that it is not theirs.
     *
     * @throws Refusal {@code return-after-consultation}: where units met and resolved that it is theirs; {@code return-refused-before}: it is
     *     asked once for each dispatch
     */
    public void requestReturn(String reason, Acting by, Moment now) {
        Transition step = permit(Action.REQUEST_RETURN, by);
        if (decisive() != null) {
            throw Refusal.rule("return-after-consultation", "办理单位已经联席会商确定，不能再退单");
        }
        if (returnRefused()) {
            throw Refusal.rule("return-refused-before", "本次派单的退单申请已审核不同意，请签收办理；确有争议的，请主管单位组织联席会商");
        }
        bounded(returns, "退单");
        returnRequest = new Request(0, Masking.text(reason), by.account(), by.unit(), now.at());
        enter(step, now);
        happened(new ReturnRequested(id(), by.unit(), Masking.text(reason), onDesk()), by, step.action().verb(), Masking.text(reason), now.at());
    }

    /** 退单审核. After so many approved returns, units must be called together before it is dispatched again. */
    public void reviewReturn(boolean approved, @Nullable String note, Acting by, Moment now) {
        Transition step = permit(approved ? Action.APPROVE_RETURN : Action.REFUSE_RETURN, by);
        Request request = Objects.requireNonNull(returnRequest);
        returns.add(new Review(request, approved, Masking.textIfAny(note), by.account(), by.unit(), now.at()));
        returnRequest = null;
        if (approved) {
            handling = null;
            belongsTo(unit(), line);
            consultationForced = returnsApproved() >= now.policy().returnsBeforeConsultation() ? true : null;
        }
        enter(step, now);
        returned = true;
        happened(new ReturnReviewed(id(), by.unit(), approved, returnsApproved(), onDesk()), by, step.action().verb(), Masking.textIfAny(note), now.at());
    }

    private int returnsApproved() {
        return (int) returns.stream().filter(Review::approved).count();
    }

    /** Whether this dispatch was to be returned already, and was not. */
    private boolean returnRefused() {
        return !returns.isEmpty() && !returns.getLast().approved() && !returns.getLast().at().isBefore(reachedAt.get(Status.DISPATCHED));
    }

    /** The last consultation that had to say whose the issue is, if there had to be one. */
    private @Nullable Consultation decisive() {
        return consultations.stream().filter(Consultation::decisive).reduce((_, later) -> later).orElse(null);
    }

    // ---- 整改, 时限 ----

    /**
     * 制定整改措施: what the handling unit will do; once more where it was sent back or reopened. What it meant to do before stays on
     * record.
     */
    public void plan(Plan plan, Acting by, Moment now) {
        Transition step = permit(Action.PLAN, by);
        this.plan = plan.masked();
        enter(step, now);
        happened(new RectificationPlanned(id(), by.unit()), by, step.action().verb(), this.plan.words(), now.at());
    }

    /**
     * 完成整改步骤.
     *
     * @param number from 1
     * @throws Refusal not found; {@code step-done}
     */
    public void completeStep(int number, Acting by, Moment now) {
        Transition step = permit(Action.COMPLETE_STEP, by);
        if (plan == null || number < 1 || number > plan.steps().size()) {
            throw Refusal.notFound("整改方案没有第 " + number + " 步");
        }
        if (plan.steps().get(number - 1).doneAt() != null) {
            throw Refusal.rule("step-done", "第 " + number + " 步已经完成");
        }
        plan = plan.completed(number - 1, by.account(), now.at());
        noted(by, step.action().verb(), "第 " + number + " 步", now.at());
    }

    /**
     * 上传佐证, or 补充材料 where whoever raised it hands it in: that shows what was found, and does for no rectification. The same
     * content handed in again changes nothing.
     *
     * @return false if it was there already
     * @throws Refusal {@code too-much-evidence}
     */
    public boolean addEvidence(Evidence added, Acting by, Moment now) {
        return handIn(permitEvidence(by), added, by, now);
    }

    private boolean handIn(Action action, Evidence added, Acting by, Moment now) {
        if (evidence(added.evidenceId()).isPresent()) {
            return false;
        }
        boolean raised = action == Action.SUPPLEMENT;
        if (evidence(raised).size() >= MOST_EVIDENCE) {
            throw Refusal.rule("too-much-evidence", "file", action.chinese() + "最多 " + MOST_EVIDENCE + " 份，请合并后上传");
        }
        evidence.add(added.handedIn(by.unit(), raised));
        noted(by, action.verb(), added.type() + "，" + added.size() + " 字节，SHA-256 " + added.sha256(), now.at());
        return true;
    }

    /**
     * As what the caller may hand in evidence now: asked before a file is stored for nothing.
     *
     * @throws Refusal unless the caller may
     */
    public Action permitEvidence(Acting by) {
        Action action = evidenceAs(by);
        permit(action, by);
        return action;
    }

    /** Whether {@link #permitEvidence} would let the caller. */
    public boolean takesEvidence(Acting by) {
        return may(evidenceAs(by), by);
    }

    private Action evidenceAs(Acting by) {
        return by.account().equals(owner()) && !may(Action.ADD_EVIDENCE, by) ? Action.SUPPLEMENT : Action.ADD_EVIDENCE;
    }

    /**
     * 申请延期.
     *
     * @throws Refusal {@code extension-too-late} after the deadline; {@code extension-pending}; {@code too-many-extensions}
     */
    public void requestExtension(int workingDays, String reason, Acting by, Moment now) {
        Transition step = permit(Action.REQUEST_EXTENSION, by);
        if (running().missed(now.at())) {
            throw Refusal.rule("extension-too-late", "延期须在整改时限届满前申请");
        }
        if (extensionRequest != null) {
            throw Refusal.rule("extension-pending", "已有一项延期申请待审批");
        }
        long granted = extensions.stream().filter(Review::approved).count();
        int days = extensions.stream().filter(Review::approved).mapToInt(review -> review.request().workingDays()).sum();
        if (granted >= now.policy().mostExtensions() || days + workingDays > now.policy().mostExtensionDays()) {
            throw Refusal.rule("too-many-extensions", "workingDays", "最多延期 " + now.policy().mostExtensions() + " 次、共 "
                    + now.policy().mostExtensionDays() + " 个工作日；已延期 " + granted + " 次、" + days + " 个工作日");
        }
        extensionRequest = new Request(workingDays, Masking.text(reason), by.account(), by.unit(), now.at());
        settle();
        happened(new ExtensionRequested(id(), by.unit(), workingDays, Masking.text(reason)), by, step.action().verb(),
                workingDays + " 个工作日：" + Masking.text(reason), now.at());
    }

    /**
     * 审批延期, by a unit above the handling one.
     *
     * @throws Refusal {@code no-extension-requested}
     */
    public void reviewExtension(boolean approved, @Nullable String note, Acting by, Moment now) {
        Transition step = permit(Action.REVIEW_EXTENSION, by);
        Request request = extensionRequest;
        if (request == null) {
            throw Refusal.rule("no-extension-requested", "没有待审批的延期申请");
        }
        bounded(extensions, "延期");
        extensions.add(new Review(request, approved, Masking.textIfAny(note), by.account(), by.unit(), now.at()));
        extensionRequest = null;
        if (approved) {
            Deadline longer = running().with(running().days() + request.workingDays(), now);
            clock(running().paused() ? longer.pause(running().pausedAt()) : longer);
        } else {
            settle();
        }
        String word = (approved ? "同意延期 " : "不同意延期 ") + request.workingDays() + " 个工作日" + (note == null ? "" : "：" + Masking.text(note));
        happened(new ExtensionReviewed(id(), by.unit(), approved, request.workingDays()), by, step.action().verb(), word, now.at());
        if (approved) {
            deadlineChanged("deadline", word, by, now);
        }
    }

    /**
     * 调整时限: another last day, by a unit above the handling one.
     *
     * @param day a working day
     * @throws Refusal {@code deadline-not-ahead}; {@code deadline-not-a-working-day}; {@code deadline-paused}
     */
    public void changeDeadline(LocalDate day, String reason, Acting by, Moment now) {
        Transition step = permit(Action.CHANGE_DEADLINE, by);
        notPaused();
        if (!now.end(day).isAfter(now.at())) {
            throw Refusal.rule("deadline-not-ahead", "day", "新的时限应在今后");
        }
        Deadline anew = running().endingOn(day, now);
        if (!China.day(anew.due()).equals(day)) {
            throw Refusal.rule("deadline-not-a-working-day", "day", "新的时限应为工作日，且不早于计时的第一个工作日；最近的可选日期为 " + China.day(anew.due()));
        }
        clock(anew);
        deadlineChanged(step.action().verb(), Masking.text(reason), by, now);
    }

    /** 暂停计时, by a unit above the handling one. */
    public void pause(String reason, Acting by, Moment now) {
        Transition step = permit(Action.PAUSE, by);
        notPaused();
        clock(running().pause(now.at()));
        deadlineChanged(step.action().verb(), Masking.text(reason), by, now);
    }

    /**
     * 恢复计时: the working days it stood still are added.
     *
     * @throws Refusal {@code deadline-not-paused}
     */
    public void resume(String reason, Acting by, Moment now) {
        Transition step = permit(Action.RESUME, by);
        if (!running().paused()) {
            throw Refusal.rule("deadline-not-paused", "计时没有暂停");
        }
        clock(running().resume(now));
        deadlineChanged(step.action().verb(), Masking.text(reason), by, now);
    }

    private void notPaused() {
        if (running().paused()) {
            throw Refusal.rule("deadline-paused", "计时已经暂停，请先恢复");
        }
    }

    private Deadline running() {
        return Objects.requireNonNull(deadline, "a status with a step has a deadline");
    }

    private void deadlineChanged(String verb, String reason, @Nullable Acting by, Moment now) {
        Deadline changed = running();
        happened(new DeadlineChanged(id(), changed.step(), changed.paused() ? null : changed.due(), changed.provisional(), reason, by == null ? null : by.unit(), onDesk()),
                by == null ? CLOCK : by, verb, changed.paused() ? reason : China.day(changed.due()) + "：" + reason, now.at());
    }

    /**
     * 提交.
     *
     * @param done what was done
     * @throws Refusal {@code evidence-missing}; {@code steps-open}, {@code tasks-open} and {@code consultation-open}, where
     *     something that was promised or resolved is still to be done
     */
    public void submit(String done, Acting by, Moment now) {
        Transition step = permit(Action.SUBMIT, by);
        List<Evidence> shown = evidence(false).stream().filter(piece -> piece.isOf(by.unit())).toList();
        if (shown.isEmpty()) {
            throw Refusal.rule("evidence-missing", "提交整改前，请至少上传一份本单位的佐证材料");
        }
        if (plan != null && !plan.complete()) {
            throw Refusal.rule("steps-open", "整改方案中还有步骤没有完成");
        }
        if (consultations.stream().anyMatch(Consultation::open)) {
            throw Refusal.rule("consultation-open", "联席会商尚未办结");
        }
        if (tasks.stream().anyMatch(task -> task.doneAt() == null)) {
            throw Refusal.rule("tasks-open", "会商确定的任务还没有全部完成");
        }
        int secondHand = (int) shown.stream().filter(Evidence::secondHand).count();
        submission = new Submission(by.account(), by.unit(), Masking.text(done), now.at());
        verification = null;
        extensionRequest = null;
        callBacksInVain = 0;
        enter(step, now);
        happened(new RectificationSubmitted(id(), by.unit(), shown.size(), onDesk(), secondHand == 0 ? null : secondHand), by, step.action().verb(), Masking.text(done), now.at());
    }

    // ---- 核查, 评价, 销号, 回头看 ----

    /** 核查通过. */
    public void verify(String opinion, Acting by, Moment now) {
        Transition step = permit(Action.VERIFY, by);
        verification = new Verification(by.account(), by.unit(), true, Masking.text(opinion), now.at());
        enter(step, now);
        happened(new RectificationVerified(id(), by.unit(), onDesk()), by, step.action().verb(), Masking.text(opinion), now.at());
    }

    /** 退回整改. What was left of the time is left still, but at least {@code redo} working days. */
    public void sendBack(String reason, Acting by, Moment now) {
        Transition step = permit(Action.SEND_BACK, by);
        verification = new Verification(by.account(), by.unit(), false, Masking.text(reason), now.at());
        enter(step, now);
        returned = true;
        happened(new RectificationSentBack(id(), by.unit(), Masking.text(reason), onDesk()), by, step.action().verb(), Masking.text(reason), now.at());
    }

    /**
     * 评价, in person or by call-back; a dissatisfied one reopens the issue in the same breath. A call-back that reached nobody
     * is put on record, counts once a day, and changes nothing else.
     *
     * @throws Refusal malformed, where something is missing or does not belong; {@code call-back-not-reached}
     */
    public void rate(Judgement judgement, Acting by, Moment now) {
        Transition step = permit(Action.RATE, by);
        RatingOrigin origin = by.account().equals(owner()) ? RatingOrigin.RAISER : RatingOrigin.CALL_BACK;
        if (origin == RatingOrigin.RAISER && judgement.contacted() != null) {
            throw Refusal.malformed("contacted", "本人评价不填是否联系上");
        }
        if (origin == RatingOrigin.CALL_BACK && judgement.contacted() == null) {
            throw Refusal.malformed("contacted", "回访须说明是否联系上");
        }
        if (Boolean.FALSE.equals(judgement.contacted())) {
            if (judgement.solved() != null || judgement.satisfaction() != null) {
                throw Refusal.rule("call-back-not-reached", "contacted", "未联系上本人，不能代为评价");
            }
            boolean triedToday = history().stream().anyMatch(entry -> entry.action().equals(IN_VAIN) && China.day(entry.at()).equals(now.today()));
            callBacksInVain += triedToday ? 0 : 1;
            noted(by, IN_VAIN, Masking.textIfAny(judgement.text()), now.at());
            return;
        }
        rate(step, judged(judgement, origin, by, now.at()), by, now);
    }

    private static Rating judged(Judgement judgement, RatingOrigin origin, Acting by, Instant at) {
        var missing = new ArrayList<Refusal.FieldError>();
        if (judgement.solved() == null) {
            missing.add(new Refusal.FieldError("solved", "请说明是否解决"));
        }
        if (judgement.satisfaction() == null) {
            missing.add(new Refusal.FieldError("satisfaction", "请给出 1 至 5 分的满意度"));
        }
        if (!missing.isEmpty()) {
            throw Refusal.malformed(missing);
        }
        return new Rating(origin, judgement.solved(), judgement.satisfaction(), Masking.textIfAny(judgement.text()), by.account(), by.unit(), at);
    }

    private void rate(Transition step, Rating rating, Actor by, Moment now) {
        boolean first = ratings.isEmpty();
        ratings.add(rating);
        enter(step, now);
        String said = rating.originText() + "：" + (rating.solved() ? "已解决" : "未解决") + "，" + rating.satisfaction() + " 分";
        happened(new IssueRated(id(), rating.origin(), rating.solved(), rating.satisfaction(), first, onDesk()), by, step.action().verb(),
                rating.text() == null ? said : said + "。" + rating.text(), now.at());
        if (rating.origin() != RatingOrigin.DEFAULT && now.policy().dissatisfied(rating)) {
            reopen(rating.solved() ? "评价不满意" : "评价为未解决", by, now);
        }
    }

    private void reopen(String reason, Actor by, Moment now) {
        reopenings++;
        lookBacks = new ArrayList<>();
        enter(IssueLifecycle.require(status, Action.REOPEN), now);
        returned = true;
        happened(new IssueReopened(id(), reason, onDesk()), by, Action.REOPEN.verb(), reason, now.at());
    }

    /**
     * 销号. Only a rating that is not dissatisfied leaves an issue where it can be closed.
     *
     * @throws Refusal {@code supervision-open}: whoever pressed for it is not content yet
     */
    public void close(@Nullable String note, Acting by, Moment now) {
        Transition step = permit(Action.CLOSE, by);
        requireContent(step);
        lookBacks = new ArrayList<>(now.policy().lookBackDays().stream()
                .map(day -> LookBack.on(day, now.today().plusDays(day).atTime(now.policy().limits().dayBegins()).atZone(China.ZONE).toInstant()))
                .toList());
        enter(step, now);
        happened(new IssueClosed(id(), by.unit()), by, step.action().verb(), Masking.textIfAny(note), now.at());
    }

    /**
     * 回头看. Where the problem is there again, the issue is reopened; when the last look-back held, it is archived.
     *
     * @throws Refusal {@code look-back-not-due}
     */
    public void lookBack(boolean held, String note, Acting by, Moment now) {
        Transition step = permit(Action.LOOK_BACK, by);
        LookBack next = nextLookBack();
        if (next == null || next.due().isAfter(now.at())) {
            throw Refusal.rule("look-back-not-due", next == null ? "没有待办的回头看" : "回头看自 " + China.day(next.due()) + " 起进行");
        }
        lookBacks.set(lookBacks.indexOf(next), next.seen(held, Masking.text(note), by, now.at()));
        enter(step, now);
        happened(new IssueLookedBack(id(), by.unit(), next.day(), held), by, step.action().verb(),
                next.day() + " 日：" + (held ? "未复发" : "复发") + "。" + Masking.text(note), now.at());
        if (!held) {
            reopen("回头看发现复发", by, now);
        } else if (nextLookBack() == null) {
            enter(IssueLifecycle.require(status, Action.ARCHIVE), now);
            happened(new IssueArchived(id()), by, Action.ARCHIVE.verb(), null, now.at());
        }
    }

    private @Nullable LookBack nextLookBack() {
        return lookBacks.stream().filter(lookBack -> lookBack.held() == null).findFirst().orElse(null);
    }

    // ---- 督办, 会商, 优化 ----

    /**
     * 督办, alone or joint.
     *
     * @param workingDays until an answer is due
     * @throws Refusal {@code joint-unit-pressed}, where one that joins in answers for the issue itself, or is above whoever asks it to
     */
    public void supervise(String demand, int workingDays, List<Unit> jointly, Acting by, Moment now) {
        Transition step = permit(Action.SUPERVISE, by);
        bounded(supervisions, "督办");
        for (Unit unit : jointly) {
            boolean pressed = unit.code().equals(answering()) || handling != null && unit.isWithin(handling.getLast());
            if (pressed || by.home() != null && !unit.code().equals(by.unit()) && above(by.home().within()).contains(unit.code())) {
                throw Refusal.rule("joint-unit-pressed", "jointUnits", unit.name() + "是承办单位（或其下级）或本单位的上级，不能作为联合督办单位");
            }
        }
        List<String> units = jointly.stream().map(Unit::code).filter(code -> !code.equals(by.unit())).distinct().toList();
        var begun = Supervision.begin(Ids.next("sup"), Masking.text(demand), by, units, workingDays, now);
        supervisions.add(begun);
        seenBy(jointly);
        settle();
        happened(new IssueSupervised(id(), begun.supervisionId(), by.unit(), units, begun.due(), onDesk()), by, step.action().verb(),
                (begun.joint() ? "联合督办（" + String.join("、", units) + "）：" : "") + begun.demand(), now.at());
    }

    /** 督办反馈. */
    public void answerSupervision(String supervisionId, String answer, Acting by, Moment now) {
        Transition step = permit(Action.ANSWER_SUPERVISION, by);
        Supervision open = unlifted(supervisionId);
        replace(supervisions, open, open.answered(Masking.text(answer), now.at()));
        settle();
        happened(new SupervisionAnswered(id(), supervisionId, by.unit()), by, step.action().verb(), Masking.text(answer), now.at());
    }

    /**
     * 解除督办.
     *
     * @throws Refusal {@code not-the-supervising-unit}, nor may one of them that answers for it by now; {@code supervision-unanswered}
     */
    public void liftSupervision(String supervisionId, @Nullable String note, Acting by, Moment now) {
        Transition step = permit(Action.LIFT_SUPERVISION, by);
        Supervision open = unlifted(supervisionId);
        if (!open.isBy(by.unit()) || by.unit().equals(answering())) {
            throw Refusal.rule("not-the-supervising-unit", "只有督办单位可以解除督办");
        }
        if (open.answeredAt() == null) {
            throw Refusal.rule("supervision-unanswered", "承办单位尚未反馈，不能解除督办");
        }
        replace(supervisions, open, open.lifted(by.account(), now.at()));
        settle();
        happened(new SupervisionLifted(id(), supervisionId, by.unit(), !open.answeredAt().isAfter(open.due())), by, step.action().verb(), Masking.textIfAny(note), now.at());
    }

    private Supervision unlifted(String supervisionId) {
        Supervision found = one(supervisions, supervision -> supervision.supervisionId().equals(supervisionId), "督办");
        if (found.state() == Supervision.State.LIFTED) {
            throw Refusal.rule("supervision-lifted", "该督办已经解除");
        }
        return found;
    }

    /**
     * 发起会商: units are called together, and see the issue from then on.
     *
     * @throws Refusal {@code consultation-open}, while another one goes on
     */
    public void convene(String topic, List<String> agenda, Unit lead, List<Unit> co, Instant meetsAt, Acting by, Moment now) {
        Transition step = permit(Action.CONVENE, by);
        bounded(consultations, "会商");
        if (consultations.stream().anyMatch(Consultation::open)) {
            throw Refusal.rule("consultation-open", "已有一次联席会商尚未办结");
        }
        List<String> others = co.stream().map(Unit::code).filter(code -> !code.equals(lead.code())).distinct().toList();
        var convened = new Consultation(Ids.next("con"), Masking.text(topic), agenda.stream().map(Masking::text).toList(), lead.code(), others, meetsAt, by.account(), by.unit(),
                now.at(), null, null, null);
        consultations.add(convened);
        seenBy(Stream.concat(Stream.of(lead), co.stream()).toList());
        happened(new ConsultationConvened(id(), convened.consultationId(), by.unit(), lead.code(), others), by, step.action().verb(),
                "主办 " + lead.code() + (others.isEmpty() ? "" : "，协办 " + String.join("、", others)) + "：" + Masking.text(topic), now.at());
    }

    /**
     * What a consultation resolved that somebody must do.
     *
     * @param text what to do
     * @param unit who
     * @param workingDays by when
     */
    public record Resolution(String text, Unit unit, int workingDays) {
    }

    /**
     * 会商办结: the minutes, and resolutions that become tasks. An issue that had been returned too often may then be dispatched to one of
     * those who met.
     *
     * @throws Refusal {@code consultation-concluded}; {@code resolution-outside-consultation}
     */
    public void conclude(String consultationId, String minutes, List<Resolution> resolutions, Acting by, Moment now) {
        Transition step = permit(Action.CONCLUDE, by);
        Consultation held = one(consultations, consultation -> consultation.consultationId().equals(consultationId), "会商");
        if (!held.open()) {
            throw Refusal.rule("consultation-concluded", "该会商已经办结");
        }
        if (tasks.size() + resolutions.size() > MOST_ENTRIES) {
            throw Refusal.rule("too-many-entries", "resolutions", "会商任务最多 " + MOST_ENTRIES + " 项");
        }
        for (Resolution resolution : resolutions) {
            if (!resolution.unit().code().equals(held.leadUnit()) && !held.coUnits().contains(resolution.unit().code())) {
                throw Refusal.rule("resolution-outside-consultation", "resolutions", resolution.unit().name() + "没有参加会商，不能承担任务");
            }
            tasks.add(Task.begin(Ids.next("tsk"), consultationId, Masking.text(resolution.text()), resolution.unit().code(),
                    resolution.workingDays(), now));
        }
        boolean decides = consultationForced != null || decisive() != null;
        replace(consultations, held, held.concluded(Masking.text(minutes), decides ? true : null, now.at()));
        consultationForced = null;
        settle();
        happened(new ConsultationConcluded(id(), consultationId, resolutions.size(), held.leadUnit()), by, step.action().verb(), Masking.text(minutes), now.at());
    }

    /**
     * 完成会商任务.
     *
     * @throws Refusal {@code not-the-tasked-unit}; {@code task-done}
     */
    public void completeTask(String taskId, String note, Acting by, Moment now) {
        Transition step = permit(Action.COMPLETE_TASK, by);
        Task task = one(tasks, candidate -> candidate.taskId().equals(taskId), "会商任务");
        if (!task.unit().equals(by.unit())) {
            throw Refusal.rule("not-the-tasked-unit", "只有承担该任务的单位可以报告完成");
        }
        if (task.doneAt() != null) {
            throw Refusal.rule("task-done", "该任务已经完成");
        }
        replace(tasks, task, task.done(Masking.text(note), by.account(), now.at()));
        settle();
        noted(by, step.action().verb(), task.text() + "：" + Masking.text(note), now.at());
    }

    /**
     * 登记优化.
     *
     * @param item what was changed; null means the item the issue is about
     * @throws Refusal {@code service-item-missing}; {@code nothing-changed}, where nothing became less
     */
    public void recordOptimization(@Nullable ServiceItemRef item, String text, Optimization.@Nullable Change steps, Optimization.@Nullable Change days,
            Optimization.@Nullable Change materials, Optimization.@Nullable Change visits, Acting by, Moment now) {
        Transition step = permit(Action.RECORD_OPTIMIZATION, by);
        bounded(optimizations, "优化");
        ServiceItemRef changed = item == null ? serviceItem : item;
        if (changed == null) {
            throw Refusal.rule("service-item-missing", "serviceItem", "请说明优化的是哪一事项");
        }
        if (Stream.of(steps, days, materials, visits).filter(Objects::nonNull).noneMatch(change -> change.after() < change.before())) {
            throw Refusal.rule("nothing-changed", "请至少填写一项减少：减环节、减时间、减材料或减跑动");
        }
        var recorded = new Optimization(Ids.next("opt"), changed, Masking.text(text), steps, days, materials, visits, by.account(), by.unit(), now.at());
        optimizations.add(recorded);
        happened(new OptimizationRecorded(id(), recorded.optimizationId(), by.unit(), changed, before(steps), after(steps), before(days), after(days),
                before(materials), after(materials), before(visits), after(visits)), by, step.action().verb(), changed.name() + "：" + recorded.text(), now.at());
    }

    private static @Nullable Integer before(Optimization.@Nullable Change change) {
        return change == null ? null : change.before();
    }

    private static @Nullable Integer after(Optimization.@Nullable Change change) {
        return change == null ? null : change.after();
    }

    // ---- what the citizen does meanwhile ----

    /**
     * 撤诉. Where nobody has begun to deal with it, it is out of scope by that; else an official decides, who sees it.
     *
     * @param feedbackId what was withdrawn: what led to this issue, or to one that was merged into it
     */
    void withdraw(String feedbackId, Withdrawal withdrawn, Moment now) {
        String why = withdrawn.words();
        if (!feedbackId.equals(sourceId)) {
            noted(HOTLINE, Action.WITHDRAW.verb(), "合并来的一项" + why, now.at());
            return;
        }
        withdrawal = withdrawn.masked();
        if (!untouched()) {
            noted(HOTLINE, Action.WITHDRAW.verb(), why, now.at());
            return;
        }
        dismissal = new Dismissal(why, HOTLINE.account(), office(), now.at());
        enter(IssueLifecycle.require(status, Action.WITHDRAW), now);
        happened(new IssueRejected(id(), office(), why), HOTLINE, Action.WITHDRAW.verb(), why, now.at());
    }

    /** The withdrawal is taken back: what was out of scope by it alone begins anew. */
    void takeBackWithdrawal(String feedbackId, Moment now) {
        String why = "诉求人要求继续办理";
        if (!feedbackId.equals(sourceId)) {
            noted(HOTLINE, "take-back-withdrawal", "合并来的一项" + why, now.at());
            return;
        }
        withdrawal = null;
        if (status != Status.REJECTED || dismissal == null || !dismissal.by().equals(HOTLINE.account())) {
            noted(HOTLINE, "take-back-withdrawal", why, now.at());
            return;
        }
        dismissal = null;
        enter(IssueLifecycle.require(status, Action.RECONSIDER), now);
        happened(new IssueReconsidered(id(), office(), why, onDesk()), HOTLINE, "take-back-withdrawal", why, now.at());
    }

    private boolean untouched() {
        return status == Status.REGISTERED && reachedAt.size() == 1 && supervisions.isEmpty();
    }

    /**
     * 催办. Counted, and shown wherever the issue is listed; its deadline stays what it is.
     *
     * @param feedbackId for what: what led to this issue, or to one that was merged into it
     * @param times how often for that, so far
     */
    void urge(String feedbackId, int times, @Nullable String reason, Moment now) {
        count(Map.of(feedbackId, times));
        noted(HOTLINE, "urge", "第 " + urges + " 次催办" + (reason == null ? "" : "：" + Masking.text(reason)), now.at());
    }

    /**
     * One that follows this one was pressed for before it was merged: that counts here, too.
     *
     * @return false if it does already
     */
    public boolean urgedAs(Issue follower, Moment now) {
        int before = urges;
        count(follower.urgesBySource == null ? Map.of() : follower.urgesBySource);
        if (urges == before) {
            return false;
        }
        noted(CLOCK, "urge", "合并 " + follower.number + "，累计 " + urges + " 次催办", now.at());
        return true;
    }

    private void count(Map<String, Integer> timesBySource) {
        Map<String, Integer> all = urgesBySource == null ? new HashMap<>() : new HashMap<>(urgesBySource);
        timesBySource.forEach((source, times) -> all.merge(source, times, Math::max));
        urgesBySource = all.isEmpty() ? null : all;
        urges = all.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * 热线回访. Where the issue waits for a rating and the citizen judged what was done, this is one; else it is put on record.
     *
     * @param feedbackId about what: what led to this issue, or to one that was merged into it
     */
    void calledBack(String feedbackId, HotlineCallBack said, Moment now) {
        if (!feedbackId.equals(sourceId)) {
            noted(HOTLINE, "hotline-call-back", "合并来的一项：" + said.words(), now.at());
            return;
        }
        hotlineCallBack = said;
        if (status != Status.VERIFIED || !said.judges(submission)) {
            noted(HOTLINE, "hotline-call-back", said.words(), now.at());
            return;
        }
        var rating = new Rating(RatingOrigin.CALL_BACK, Objects.requireNonNull(said.solved()), Objects.requireNonNull(said.satisfaction()), null,
                HOTLINE.account(), null, now.at());
        rate(IssueLifecycle.require(status, Action.RATE), rating, HOTLINE, now);
    }

    // ---- the clock ----

    /** Whoever raised it, or what was merged into it, was asked again after closing. Of many, the newest are kept. */
    void saidAgain(RecurrenceSaid said, Moment now) {
        if (recurrenceSaid.size() >= MOST_ENTRIES) {
            recurrenceSaid.removeFirst();
        }
        String text = Masking.textIfAny(said.text());
        recurrenceSaid.add(new RecurrenceSaid(said.day(), said.held(), text, said.at()));
        noted(RAISER_ASKED, "said-again", said.day() + " 日：" + (said.held() ? "未复发" : "复发") + (text == null ? "" : "。" + text), now.at());
    }

    /** What time brings: warnings, escalations one level up each time, default ratings, look-backs; and a calendar that came out. */
    void clockStrikes(Moment now) {
        recount(now);
        lateOnes(now);
        if (status == Status.CLOSED && deadline == null) {
            LookBack next = nextLookBack();
            if (next != null && !next.due().isAfter(now.at())) {
                clock(Deadline.after(IssueStep.LOOK_BACK, next.due(), now.policy().limits().lookBack(), now));
                noted(CLOCK, "look-back-due", next.day() + " 日", now.at());
            }
        }
        while (deadline != null && deadline.strikesAt() != null && !deadline.strikesAt().isAfter(now.at())) {
            strike(now);
        }
        settle();
    }

    private void strike(Moment now) {
        Deadline struck = running();
        if (!struck.warned() && struck.level() == 0 && now.at().isBefore(struck.due())) {
            deadline = struck.warn();
            happened(new DeadlineNear(id(), struck.step(), struck.due(), Objects.requireNonNull(desk)), CLOCK, "warn",
                    "时限 " + China.day(struck.due()), now.at());
            return;
        }
        if (status == Status.VERIFIED && struck.level() == 0 && (owner() != null || callBacksInVain >= now.policy().callBacksBeforeDefault())) {
            var rating = new Rating(RatingOrigin.DEFAULT, true, now.policy().defaultRating(), null, CLOCK.account(), null, now.at());
            rate(IssueLifecycle.require(status, Action.RATE), rating, CLOCK, now);
            return;
        }
        List<String> told = above(deskLine());
        String escalatedTo = told.get(Math.max(0, told.size() - 1 - struck.level()));
        overdue = true;
        deadline = struck.escalate(escalatedTo.equals(told.getFirst()), now);
        happened(new DeadlineMissed(id(), struck.step(), struck.due(), Objects.requireNonNull(desk), deadline.level(), escalatedTo), CLOCK, "escalate",
                "时限 " + China.day(struck.due()) + " 已过，第 " + deadline.level() + " 级提醒 " + escalatedTo, now.at());
    }

    /** Deadlines over a year whose schedule was not published are counted anew once it is, as long as something is awaited by them. */
    private void recount(Moment now) {
        if (over()) {
            return;
        }
        if (deadline != null && published(deadline.provisionalIn(), now)) {
            Deadline anew = deadline.with(deadline.days(), now);
            clock(deadline.paused() ? anew.pause(deadline.pausedAt()) : anew);
            deadlineChanged("deadline", Term.whyRecounted(anew.provisional()), null, now);
        }
        for (Supervision supervision : List.copyOf(supervisions)) {
            if (published(supervision.provisionalIn(), now)) {
                Supervision anew = supervision.recounted(now);
                replace(supervisions, supervision, anew);
                noted(CLOCK, "supervision-deadline", China.day(anew.due()) + "：" + Term.whyRecounted(anew.provisional()), now.at());
            }
        }
        for (Task task : List.copyOf(tasks)) {
            if (published(task.provisionalIn(), now)) {
                Task anew = task.recounted(now);
                replace(tasks, task, anew);
                noted(CLOCK, "task-deadline", task.text() + "，" + China.day(anew.due()) + "：" + Term.whyRecounted(anew.provisional()), now.at());
            }
        }
    }

    private static boolean published(@Nullable Integer year, Moment now) {
        return year != null && now.calendar().isPublished(year);
    }

    private void lateOnes(Moment now) {
        for (Supervision supervision : List.copyOf(supervisions)) {
            if (supervision.strikesAt() != null && !supervision.strikesAt().isAfter(now.at())) {
                replace(supervisions, supervision, supervision.late());
                noted(CLOCK, "supervision-overdue", supervision.supervisionId(), now.at());
            }
        }
        for (Task task : List.copyOf(tasks)) {
            if (task.strikesAt() != null && !task.strikesAt().isAfter(now.at())) {
                replace(tasks, task, task.late());
                noted(CLOCK, "task-overdue", task.text(), now.at());
            }
        }
    }

    /** When time next brings something, if ever. */
    private @Nullable Instant nextStrike() {
        Stream<@Nullable Instant> strikes = Stream.of(
                Stream.of(deadline == null ? null : deadline.strikesAt()),
                Stream.of(status == Status.CLOSED && deadline == null && nextLookBack() != null ? nextLookBack().due() : null),
                supervisions.stream().map(Supervision::strikesAt),
                tasks.stream().map(Task::strikesAt)).flatMap(each -> each);
        return over() ? null : strikes.filter(Objects::nonNull).min(Instant::compareTo).orElse(null);
    }

    /** The first year without a schedule that a deadline counts by of whatever is still awaited, if any. */
    private @Nullable Integer firstUnpublished() {
        Stream<@Nullable Integer> years = Stream.of(
                Stream.of(deadline == null ? null : deadline.provisionalIn()),
                supervisions.stream().map(Supervision::provisionalIn),
                tasks.stream().map(Task::provisionalIn)).flatMap(each -> each);
        return over() ? null : years.filter(Objects::nonNull).min(Integer::compareTo).orElse(null);
    }

    /** Whether nothing is awaited any more: time brings it nothing. */
    private boolean over() {
        return status.phase() == Phase.MERGED || status.phase() == Phase.REJECTED || status == Status.ARCHIVED;
    }

    // ---- how it goes from one status to the next ----

    private void begin(Status at, Moment now) {
        status = at;
        reachedAt.put(at, now.at());
        IssueStep step = at.step();
        clock(step == null ? null : now.deadline(step, now.policy().limits().days(step, sourceKind, kind, difficulty)));
    }

    private void enter(Transition step, Moment now) {
        Status from = status;
        Status to = step.to();
        returned = null;
        if (to == Status.RECTIFYING && from != Status.ACCEPTED && from != Status.RECTIFYING) {
            status = to;
            reachedAt.put(to, now.at());
            clock(redone(now));
        } else if (to.step() != null && to.step() == from.step()) {
            status = to;
            reachedAt.put(to, now.at());
            settle();
        } else {
            begin(to, now);
        }
    }

    /** A rectification to be done again: what was left of its time, but at least {@code redo} working days. */
    private Deadline redone(Moment now) {
        int left = rectifyBy == null ? 0 : now.calendar().workingDaysBetween(now.today(), China.day(rectifyBy));
        return now.deadline(IssueStep.RECTIFY, Math.max(left, now.policy().limits().redo()));
    }

    /** Sets the deadline that runs from now on. */
    private void clock(@Nullable Deadline running) {
        deadline = running;
        overdue = running != null && running.level() > 0 ? true : null;
        if (running != null && running.step() == IssueStep.RECTIFY) {
            rectifyBy = running.due();
        }
        settle();
    }

    /** What follows from status and deadline: whose turn it is, until when, and when the clock strikes next. */
    private void settle() {
        desk = deadline == null ? null : deskLine().getLast();
        due = deadline == null ? null : deadline.paused() ? WorkList.LAST : deadline.due();
        reviewer = whoseWordIsAwaited();
        pressed = desk == null || content() ? null : whoIsPressing();
        provisionalIn = firstUnpublished();
        wakeAt(nextStrike());
    }

    /** As others are told. */
    private @Nullable Desk onDesk() {
        return desk == null || deadline == null ? null : new Desk(desk, deadline.step(), deadline.paused() ? null : deadline.due());
    }

    private @Nullable String whoseWordIsAwaited() {
        return switch (status) {
            case RETURN_REQUESTED -> desk;
            case ACCEPTED, RECTIFYING -> extensionRequest == null ? null : above(deskLine()).getLast();
            default -> null;
        };
    }

    /** Code of the unit that answers for it. */
    private String answering() {
        return handling == null ? office.getLast() : handling.getLast();
    }

    /** What somebody presses for does not end before they are content. */
    private void requireContent(Transition step) {
        if (!content()) {
            throw Refusal.rule("supervision-open", "督办尚未解除，不能进行“" + step.action().chinese() + "”");
        }
    }

    private boolean content() {
        return supervisions.stream().allMatch(supervision -> supervision.state() == Supervision.State.LIFTED);
    }

    private List<String> whoIsPressing() {
        return Stream.concat(Stream.ofNullable(desk), supervisions.stream().filter(supervision -> supervision.state() != Supervision.State.LIFTED)
                .flatMap(supervision -> Stream.concat(Stream.of(supervision.unit()), supervision.jointUnits().stream()))).distinct().toList();
    }

    /** From the province down to the unit whose turn it is. */
    private List<String> deskLine() {
        return switch (status) {
            case DISPATCHED, ACCEPTED, RECTIFYING -> Objects.requireNonNull(handling);
            case SUBMITTED, VERIFIED, RATED, CLOSED, RETURN_REQUESTED -> independentOffice();
            default -> office;
        };
    }

    /** The office in charge, or where that is the handling unit or below it, the unit above. */
    private List<String> independentOffice() {
        return handling != null && office.contains(handling.getLast()) ? above(handling) : office;
    }

    // ---- who may ----

    /** What this caller may do now, in the order of the lifecycle. */
    public List<Action> actions(Acting by) {
        return IssueLifecycle.from(status).stream().map(Transition::action).filter(action -> possible(action, by) && may(action, by)).toList();
    }

    /** Whether there is anything to do it to. */
    private boolean possible(Action action, Acting by) {
        return switch (action) {
            case DISPATCH -> consultationForced == null;
            case REQUEST_RETURN -> decisive() == null && !returnRefused();
            case REJECT, MERGE, CLOSE -> content();
            case REQUEST_EXTENSION -> extensionRequest == null;
            case REVIEW_EXTENSION -> extensionRequest != null;
            case RESUME -> running().paused();
            case PAUSE, CHANGE_DEADLINE -> !running().paused();
            case ANSWER_SUPERVISION, LIFT_SUPERVISION -> supervisions.stream().anyMatch(supervision -> supervision.state() != Supervision.State.LIFTED);
            case CONCLUDE -> consultations.stream().anyMatch(Consultation::open);
            case COMPLETE_TASK -> tasks.stream().anyMatch(task -> task.doneAt() == null && task.unit().equals(by.unit()));
            case COMPLETE_STEP -> plan != null && !plan.complete();
            case LOOK_BACK -> deadline != null;
            default -> true;
        };
    }

    private boolean may(Action action, Acting by) {
        try {
            permit(action, by);
            return true;
        } catch (Refusal | UnknownReference refused) {
            return false;
        }
    }

    /**
     * The step, if this caller may take it now. In this order: is it anything for the caller's roles at all, is it possible
     * now, does the caller stand in the right relation to this issue.
     */
    Transition permit(Action action, Acting by) {
        Set<Party> parties = IssueLifecycle.who(action);
        if (!parties.contains(Party.RAISER)) {
            by.caller().require(parties.stream().flatMap(party -> party.roles().stream()).distinct().sorted()
                    .toArray(Role[]::new));
        }
        Transition step = IssueLifecycle.require(status, action);
        if (concerns(by.account())) {
            throw Refusal.rule("person-concerned", "被反映人不能办理反映自己的问题");
        }
        step.who().stream().sorted().findFirst().ifPresent(party -> {
            switch (party) {
                case RAISER -> {
                    if (action == Action.RATE) {
                        requireRater(by);
                    } else if (!by.account().equals(owner())) {
                        throw Refusal.rule("not-the-raiser", "只有提出人本人可以进行此操作");
                    }
                }
                case HANDLER -> requireUnit(by, handlingUnit(), "not-the-handling-unit", "只有办理单位自己可以进行此操作");
                case ANSWERER -> requireUnit(by, answering(), "not-the-answering-unit", "只有承办单位自己可以进行此操作");
                case APPROVER -> requireAbove(by, handling, "approver-not-above", "只有办理单位的上级可以审批");
                case PRESSER -> requirePresser(by);
                case SUPERVISOR -> requireAbove(by, handling == null ? office : handling, "supervisor-not-above", "只有承办单位的上级可以督办");
                case OFFICE -> requireSay(by, false);
                case REVIEWER -> {
                    requireIndependent(by, "reviewer-not-independent", "办理单位及其下级不能审核自己办理的问题");
                    requireSay(by, false);
                }
                case CHECKER -> requireChecker(by);
                default -> { }
            }
        });
        return step;
    }

    private static void requireUnit(Acting by, @Nullable String unit, String rule, String message) {
        if (!by.unit().equals(unit)) {
            throw Refusal.rule(rule, message);
        }
    }

    /** The province has nobody above it, and answers to itself. */
    private static void requireAbove(Acting by, @Nullable List<String> line, String rule, String message) {
        if (line == null || !above(line).contains(by.unit())) {
            throw Refusal.rule(rule, message);
        }
    }

    /**
     * Who merely sees an issue, because it handles it or was called in, has no say in it: that has the office of the area it is
     * about, the office in charge, and whoever is above them.
     *
     * @param orAboveTheHandlingUnit whether whoever is above the handling unit has one, too
     */
    private void requireSay(Acting by, boolean orAboveTheHandlingUnit) {
        boolean has = area.contains(by.unit()) || office.contains(by.unit())
                || orAboveTheHandlingUnit && handling != null && above(handling).contains(by.unit());
        if (!has) {
            throw Refusal.rule("office-not-in-charge", "只有主管该问题的单位及其上级可以进行此操作");
        }
    }

    private void requirePresser(Acting by) {
        if (!supervisions.isEmpty() && supervisions.stream().noneMatch(supervision -> supervision.isBy(by.unit()))) {
            throw Refusal.rule("not-the-supervising-unit", "只有督办单位可以解除督办");
        }
    }

    private void requireChecker(Acting by) {
        requireIndependent(by, "verifier-not-independent", "整改单位及其下级不能核查自己的整改");
        requireSay(by, true);
        if (submission != null && submission.by().equals(by.account())) {
            throw Refusal.rule("verifier-is-submitter", "提交整改的人不能核查该整改");
        }
    }

    private void requireRater(Acting by) {
        if (by.account().equals(owner())) {
            return;
        }
        if (Party.CALLER_BACK.roles().stream().noneMatch(by.caller()::is)) {
            throw Refusal.rule("rating-not-by-raiser", "只有提出人本人可以评价，或由营商办经办回访后代录");
        }
        requireIndependent(by, "call-back-not-independent", "整改单位及其下级不能回访自己的整改");
        requireSay(by, true);
        if (submission != null && submission.by().equals(by.account())) {
            throw Refusal.rule("call-back-by-submitter", "提交整改的人不能回访该整改");
        }
    }

    private void requireIndependent(Acting by, String rule, String message) {
        if (handling != null && by.belongsTo(handling.getLast())) {
            throw Refusal.rule(rule, message);
        }
    }

    // ---- small things ----

    private void inHand(String account) {
        if (!clerks.contains(account)) {
            clerks.add(account);
        }
    }

    private void seenBy(Collection<Unit> units) {
        line = joined(line, units.stream().flatMap(unit -> unit.within().stream()).toList());
        belongsTo(unit(), joined(line, handling == null ? List.of() : handling));
    }

    private static void bounded(Collection<?> entries, String what) {
        if (entries.size() >= MOST_ENTRIES) {
            throw Refusal.rule("too-many-entries", what + "最多 " + MOST_ENTRIES + " 次");
        }
    }

    private static <T> T one(List<T> all, Predicate<T> wanted, String what) {
        return all.stream().filter(wanted).findFirst().orElseThrow(() -> Refusal.notFound("没有这项" + what));
    }

    private static <T> void replace(List<T> all, T before, T after) {
        all.set(all.indexOf(before), after);
    }

    // ---- what it is ----

    /** The number people call it by; unique. */
    public String number() {
        return number;
    }

    /** What it came from. */
    public SourceRef source() {
        return new SourceRef(sourceKind, sourceId);
    }

    public IssueKind kind() {
        return kind;
    }

    public Severity severity() {
        return severity;
    }

    /** How hard to rectify; null before triage. */
    public @Nullable Difficulty difficulty() {
        return difficulty;
    }

    public @Nullable Dimension dimension() {
        return dimension;
    }

    public @Nullable ServiceItemRef serviceItem() {
        return serviceItem;
    }

    public @Nullable Stage stage() {
        return stage;
    }

    public @Nullable Cause cause() {
        return cause;
    }

    public String title() {
        return title;
    }

    public String text() {
        return text;
    }

    /** Whether this account is the person it is about; with null, whether it is about nobody. */
    public boolean concerns(@Nullable String account) {
        return Objects.equals(personConcerned, account);
    }

    /** When it was observed or said. */
    public Instant occurredAt() {
        return occurredAt;
    }

    public Status status() {
        return status;
    }

    /** Code of the office in charge. */
    public String office() {
        return office.getLast();
    }

    /** Code of the unit that must rectify it; null before it is dispatched. */
    public @Nullable String handlingUnit() {
        return handling == null ? null : handling.getLast();
    }

    /** Code of the unit whose turn it is; null where nothing is awaited. */
    public @Nullable String desk() {
        return desk;
    }

    /** Whether it came back to whose turn it is. */
    public boolean returned() {
        return Boolean.TRUE.equals(returned);
    }

    /** The deadline that runs, if any. */
    public Optional<Deadline> deadline() {
        return Optional.ofNullable(deadline);
    }

    /** Whether somebody above had to be told that the time is up. */
    public boolean overdue() {
        return Boolean.TRUE.equals(overdue);
    }

    /** Why it is out of scope. */
    public @Nullable Dismissal dismissal() {
        return dismissal;
    }

    /** The issue it follows, if it was merged. */
    public @Nullable String survivor() {
        return survivor;
    }

    /** Whether that issue is closed. */
    public boolean survivorClosed() {
        return Boolean.TRUE.equals(survivorClosed);
    }

    /** A return that waits for its review. */
    public @Nullable Request returnRequest() {
        return returnRequest;
    }

    /** Reviewed returns, oldest first. */
    public List<Review> returns() {
        return List.copyOf(returns);
    }

    /** Whether units must be called together before it is dispatched again. */
    public boolean consultationForced() {
        return consultationForced != null;
    }

    /** An extension that waits for its review. */
    public @Nullable Request extensionRequest() {
        return extensionRequest;
    }

    /** Reviewed extensions, oldest first. */
    public List<Review> extensions() {
        return List.copyOf(extensions);
    }

    /** What the handling unit said it would do. */
    public @Nullable Plan plan() {
        return plan;
    }

    public List<Evidence> evidence() {
        return List.copyOf(evidence);
    }

    /** What whoever raised it handed in to show what was found, or else what was handed in to show what was done. */
    public List<Evidence> evidence(boolean raised) {
        return evidence.stream().filter(piece -> piece.raised() == raised).toList();
    }

    /** The piece of evidence with this id. */
    public Optional<Evidence> evidence(String evidenceId) {
        return evidence.stream().filter(piece -> piece.evidenceId().equals(evidenceId)).findFirst();
    }

    /** The newest submission. */
    public @Nullable Submission submission() {
        return submission;
    }

    /** The word on the newest submission. */
    public @Nullable Verification verification() {
        return verification;
    }

    /** All ratings, oldest first: the first and the final one are both kept. */
    public List<Rating> ratings() {
        return List.copyOf(ratings);
    }

    /** How many call-backs reached nobody. */
    public int callBacksInVain() {
        return callBacksInVain;
    }

    /** How often it was reopened. */
    public int reopenings() {
        return reopenings;
    }

    /** That the citizen withdrew what led to it, if so. */
    public @Nullable Withdrawal withdrawal() {
        return withdrawal;
    }

    /** How often citizens pressed for it. */
    public int urges() {
        return urges;
    }

    /** What the citizen answered when the hotline last asked back. */
    public @Nullable HotlineCallBack hotlineCallBack() {
        return hotlineCallBack;
    }

    public List<Supervision> supervisions() {
        return List.copyOf(supervisions);
    }

    public List<Consultation> consultations() {
        return List.copyOf(consultations);
    }

    public List<Task> tasks() {
        return List.copyOf(tasks);
    }

    public List<Optimization> optimizations() {
        return List.copyOf(optimizations);
    }

    /** Look-backs of the newest closing. */
    public List<LookBack> lookBacks() {
        return List.copyOf(lookBacks);
    }

    /** What those who raised it said when they were asked again after closing, oldest first. */
    public List<RecurrenceSaid> recurrenceSaid() {
        return List.copyOf(recurrenceSaid);
    }

    /** When it last reached each status. */
    public Map<Status, Instant> reachedAt() {
        return Map.copyOf(reachedAt);
    }
}
