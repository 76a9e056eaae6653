package cn.tiyan.issue.issue;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.issue.IssueAccepted;
import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.contracts.issue.IssueDispatched;
import cn.tiyan.contracts.issue.IssueRated;
import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.contracts.issue.IssueReopened;
import cn.tiyan.contracts.issue.IssueTriaged;
import cn.tiyan.contracts.issue.RectificationPlanned;
import cn.tiyan.contracts.issue.RectificationSentBack;
import cn.tiyan.contracts.issue.RectificationSubmitted;
import cn.tiyan.contracts.issue.RectificationVerified;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.RatingOrigin;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * 问题 or 需求: what a walker, an experiencer or a citizen found wanting, on its way to being settled. {@link IssueLifecycle} says
 * what may follow what; the verbs here add the rules that keep it honest.
 *
 * <p>It belongs to the unit it is about. Besides that unit's line of the tree, the handling unit's line may see it.
 */
@Document("issue")
@CompoundIndex(name = "list", def = "{within: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-status", def = "{within: 1, status: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-kind", def = "{within: 1, kind: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-source", def = "{within: 1, sourceKind: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "by-source", def = "{sourceId: 1}")
@CompoundIndex(name = "list-own", def = "{owner: 1, createdAt: -1, _id: -1}")
public class Issue extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "iss";
    /** More files than these make a document that nobody reads. */
    static final int MOST_EVIDENCE = 50;

    @Indexed(unique = true)
    private String number;
    private SourceKind sourceKind;
    private String sourceId;
    private IssueKind kind;
    private Severity severity;
    private @Nullable Difficulty difficulty;
    private @Nullable Dimension dimension;
    private @Nullable ServiceItemRef serviceItem;
    private String title;
    private String text;
    private Instant occurredAt;
    private Status status;
    private @Nullable String handlingUnit;
    private List<String> line;
    private @Nullable String measures;
    private List<Evidence> evidence = new ArrayList<>();
    private @Nullable Submission submission;
    private @Nullable Verification verification;
    private List<Rating> ratings = new ArrayList<>();
    private int callBacksInVain;
    private int reopenings;
    private Map<Status, Instant> reachedAt = new EnumMap<>(Status.class);

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Issue() {
    }

    private Issue(String id, int attempt, Unit about, Registration registration, Actor by, Instant at) {
        super(id, about.code(), joined(about.within(), registration.raisedIn()), at);
        number = IssueNumber.of(id, at, attempt);
        sourceKind = registration.source().kind();
        sourceId = registration.source().id();
        kind = registration.kind();
        severity = registration.severity();
        dimension = registration.dimension();
        serviceItem = registration.serviceItem();
        title = Masking.text(registration.title());
        text = registration.text();
        occurredAt = registration.occurredAt();
        line = within();
        ownedBy(registration.raisedBy());
        status = IssueLifecycle.BEGINNING;
        reachedAt.put(status, at.truncatedTo(ChronoUnit.MILLIS));
        happened(new IssueRegistered(id, about.code(), registration.source(), kind, severity, serviceItem, dimension, title, occurredAt),
                by, "register", null, at);
    }

    /** Who may see it: the units of one line of the tree, and those of another unit's line. */
    private static List<String> joined(List<String> line, @Nullable Unit other) {
        var lines = new LinkedHashSet<>(line);
        if (other != null) {
            lines.addAll(other.within());
        }
        return List.copyOf(lines);
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
    static Issue register(Unit about, Registration registration, int attempt, Actor by, Instant at) {
        return new Issue(idFor(registration.source()), attempt, about, registration, by, at);
    }

    /**
     * 研判.
     *
     * @param difficulty how hard to rectify
     * @param dimension which of the five; null keeps what the source said
     * @param note why, if there is something to say
     * @throws Refusal {@code dimension-missing} if neither the source nor the caller says it
     */
    public void triage(Difficulty difficulty, @Nullable Dimension dimension, @Nullable String note, Acting by, Instant at) {
        Transition step = permit(Action.TRIAGE, by);
        Dimension known = dimension == null ? this.dimension : dimension;
        if (known == null) {
            throw Refusal.rule("dimension-missing", "dimension", "来源未说明所属维度，请在研判时选定");
        }
        this.difficulty = difficulty;
        this.dimension = known;
        enter(step, at);
        happened(new IssueTriaged(id(), by.unit(), difficulty, known), by, step.action().verb(), masked(note), at);
    }

    /**
     * 派单.
     *
     * @throws Refusal {@code dispatch-outside-subtree} if the unit is not in the dispatching office's own part of the tree
     */
    public void dispatch(Unit to, @Nullable String note, Acting by, Instant at) {
        Transition step = permit(Action.DISPATCH, by);
        if (!to.isWithin(by.unit())) {
            throw Refusal.rule("dispatch-outside-subtree", "handlingUnit", "只能派给本单位管辖范围内的单位，" + to.name() + "不在其中");
        }
        handlingUnit = to.code();
        belongsTo(unit(), joined(line, to));
        enter(step, at);
        happened(new IssueDispatched(id(), by.unit(), to.code()), by, step.action().verb(),
                note == null ? to.code() : to.code() + "：" + Masking.text(note), at);
    }

    /** 签收. */
    public void accept(@Nullable String note, Acting by, Instant at) {
        Transition step = permit(Action.ACCEPT, by);
        enter(step, at);
        happened(new IssueAccepted(id(), by.unit()), by, step.action().verb(), masked(note), at);
    }

    /** 制定整改措施: what the handling unit will do; once more where it was sent back or reopened. */
    public void plan(String measures, Acting by, Instant at) {
        Transition step = permit(Action.PLAN, by);
        this.measures = measures;
        enter(step, at);
        happened(new RectificationPlanned(id(), by.unit()), by, step.action().verb(), Masking.text(measures), at);
    }

    /**
     * 上传佐证. The same content handed in again changes nothing.
     *
     * @return false if it was there already
     * @throws Refusal {@code too-much-evidence}
     */
    public boolean addEvidence(Evidence added, Acting by, Instant at) {
        permit(Action.ADD_EVIDENCE, by);
        if (evidence(added.evidenceId()).isPresent()) {
            return false;
        }
        if (evidence.size() >= MOST_EVIDENCE) {
            throw Refusal.rule("too-much-evidence", "file", "佐证材料最多 " + MOST_EVIDENCE + " 份，请合并后上传");
        }
        evidence.add(added);
        noted(by, Action.ADD_EVIDENCE.verb(), added.type() + "，" + added.size() + " 字节，SHA-256 " + added.sha256(), at);
        return true;
    }

    /** @throws Refusal unless the caller may hand in evidence now: asked before a file is stored for nothing */
    public void permitEvidence(Acting by) {
        permit(Action.ADD_EVIDENCE, by);
    }

    /**
     * 提交.
     *
     * @param done what was done
     * @throws Refusal {@code evidence-missing}
     */
    public void submit(String done, Acting by, Instant at) {
        Transition step = permit(Action.SUBMIT, by);
        if (evidence.isEmpty()) {
            throw Refusal.rule("evidence-missing", "提交整改前，请至少上传一份佐证材料");
        }
        submission = new Submission(by.account(), by.unit(), done, at.truncatedTo(ChronoUnit.MILLIS));
        verification = null;
        enter(step, at);
        happened(new RectificationSubmitted(id(), by.unit(), evidence.size()), by, step.action().verb(), Masking.text(done), at);
    }

    /** 核查通过. */
    public void verify(String opinion, Acting by, Instant at) {
        Transition step = permit(Action.VERIFY, by);
        verification = new Verification(by.account(), by.unit(), true, opinion, at.truncatedTo(ChronoUnit.MILLIS));
        enter(step, at);
        happened(new RectificationVerified(id(), by.unit()), by, step.action().verb(), Masking.text(opinion), at);
    }

    /** 退回整改. */
    public void sendBack(String reason, Acting by, Instant at) {
        Transition step = permit(Action.SEND_BACK, by);
        verification = new Verification(by.account(), by.unit(), false, reason, at.truncatedTo(ChronoUnit.MILLIS));
        enter(step, at);
        happened(new RectificationSentBack(id(), by.unit(), Masking.text(reason)), by, step.action().verb(), Masking.text(reason), at);
    }

    /**
     * 评价, in person or by call-back; a dissatisfied one reopens the issue in the same breath. A call-back that reached nobody
     * is put on record and changes nothing else.
     *
     * @throws Refusal malformed, where something is missing or does not belong; {@code call-back-not-reached}
     */
    public void rate(Judgement judgement, IssuePolicy policy, Acting by, Instant at) {
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
            callBacksInVain++;
            noted(by, "call-back-in-vain", masked(judgement.text()), at);
            return;
        }
        rate(step, judged(judgement, origin, by, at), policy, by, at);
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
        return new Rating(origin, judgement.solved(), judgement.satisfaction(), masked(judgement.text()), by.account(), by.unit(),
                at.truncatedTo(ChronoUnit.MILLIS));
    }

    private void rate(Transition step, Rating rating, IssuePolicy policy, Acting by, Instant at) {
        boolean first = ratings.isEmpty();
        ratings.add(rating);
        enter(step, at);
        String said = rating.origin().chinese() + "：" + (rating.solved() ? "已解决" : "未解决") + "，" + rating.satisfaction() + " 分";
        happened(new IssueRated(id(), rating.origin(), rating.solved(), rating.satisfaction(), first), by, step.action().verb(),
                rating.text() == null ? said : said + "。" + rating.text(), at);
        if (policy.dissatisfied(rating)) {
            reopen(rating.solved() ? "评价不满意" : "评价为未解决", by, at);
        }
    }

    private void reopen(String reason, Acting by, Instant at) {
        reopenings++;
        enter(IssueLifecycle.require(status, Action.REOPEN), at);
        happened(new IssueReopened(id(), reason), by, Action.REOPEN.verb(), reason, at);
    }

    /** 销号. Only a rating that is not dissatisfied leaves an issue where it can be closed. */
    public void close(@Nullable String note, Acting by, Instant at) {
        Transition step = permit(Action.CLOSE, by);
        enter(step, at);
        happened(new IssueClosed(id(), by.unit()), by, step.action().verb(), masked(note), at);
    }

    /** What this caller may do now, in the order of the lifecycle. */
    public List<Action> actions(Acting by) {
        return IssueLifecycle.from(status).stream().map(Transition::action).filter(action -> may(action, by)).toList();
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
    private Transition permit(Action action, Acting by) {
        Set<Party> parties = IssueLifecycle.who(action);
        if (!parties.contains(Party.RAISER)) {
            by.caller().require(parties.stream().flatMap(party -> party.roles().stream()).distinct().sorted()
                    .toArray(Role[]::new));
        }
        Transition step = IssueLifecycle.require(status, action);
        if (step.who().contains(Party.RAISER)) {
            requireRater(by);
        } else if (step.who().contains(Party.HANDLER) && !by.unit().equals(handlingUnit)) {
            throw Refusal.rule("not-the-handling-unit", "只有办理单位自己可以进行此操作");
        } else if (step.who().contains(Party.CHECKER)) {
            requireIndependent(by, "verifier-not-independent", "整改单位及其下级不能核查自己的整改");
            if (submission != null && submission.by().equals(by.account())) {
                throw Refusal.rule("verifier-is-submitter", "提交整改的人不能核查该整改");
            }
        }
        return step;
    }

    private void requireRater(Acting by) {
        if (by.account().equals(owner())) {
            return;
        }
        if (Party.CALLER_BACK.roles().stream().noneMatch(by.caller()::is)) {
            throw Refusal.rule("rating-not-by-raiser", "只有提出人本人可以评价，或由营商办经办回访后代录");
        }
        requireIndependent(by, "call-back-not-independent", "整改单位及其下级不能回访自己的整改");
    }

    private void requireIndependent(Acting by, String rule, String message) {
        if (handlingUnit != null && by.belongsTo(handlingUnit)) {
            throw Refusal.rule(rule, message);
        }
    }

    private void enter(Transition step, Instant at) {
        status = step.to();
        reachedAt.put(status, at.truncatedTo(ChronoUnit.MILLIS));
    }

    private static @Nullable String masked(@Nullable String text) {
        return text == null ? null : Masking.text(text);
    }

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

    public String title() {
        return title;
    }

    public String text() {
        return text;
    }

    /** When it was observed or said. */
    public Instant occurredAt() {
        return occurredAt;
    }

    public Status status() {
        return status;
    }

    /** Code of the unit that must rectify it; null before it is dispatched. */
    public @Nullable String handlingUnit() {
        return handlingUnit;
    }

    /** What the handling unit said it would do. */
    public @Nullable String measures() {
        return measures;
    }

    public List<Evidence> evidence() {
        return List.copyOf(evidence);
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

    /** When it last reached each status. */
    public Map<Status, Instant> reachedAt() {
        return Map.copyOf(reachedAt);
    }
}
