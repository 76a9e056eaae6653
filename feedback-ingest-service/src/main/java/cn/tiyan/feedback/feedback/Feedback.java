package cn.tiyan.feedback.feedback;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.feedback.FeedbackCalledBack;
import cn.tiyan.contracts.feedback.FeedbackRecorded;
import cn.tiyan.contracts.feedback.FeedbackUrged;
import cn.tiyan.contracts.feedback.FeedbackWithdrawn;
import cn.tiyan.contracts.feedback.IssueCalledFor;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.feedback.intake.Position;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.feedback.rules.Decision;
import cn.tiyan.feedback.rules.HandlingMode;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What one citizen said of one matter, as its sender last told it.
 *
 * <p>The state depends on which snapshots arrived, never on their order or number: the newest of them is shown; and whether an
 * issue is called for is asked of every snapshot, the late and superseded ones too. (Asked of the newest only, an order that
 * was a complaint before it became something else would raise an issue or not depending on the network.) An issue is called
 * for once and never called off: whoever triages it sees the newest state here.
 *
 * <p>Once it is, the others are told of its later course, too, of reports and ratings as of orders: that it was withdrawn (as the newest
 * snapshot says), how often it
 * was pressed for (the most any snapshot says, or the number of further orders that did), what a call-back said (the last by its
 * own time). None of the three depends on the order of arrival; what was told last is how it stands.
 *
 * <p>A bad rating must be called back: from when its unit is known, for as long as the newest snapshot says that it is bad. Its sender
 * may have done so; else it is done here.
 */
@Document("feedback")
@CompoundIndex(name = "page", def = "{'within': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "page_source", def = "{'within': 1, 'source': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "page_key", def = "{'within': 1, 'key': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "page_sender", def = "{'within': 1, 'sender': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "service", def = "{'service': 1}", sparse = true)
@CompoundIndex(name = Feedback.CALL_BACKS, def = "{'within': 1, 'callBackState': 1, 'createdAt': 1, '_id': 1}", partialFilter = "{'callBackState': {$exists: true}}")
@CompoundIndex(name = "urging", def = "{'urging': 1, 'key': 1}", partialFilter = "{'urging': {$exists: true}}")
public class Feedback extends Aggregate {

    /** Further orders that press for one: those of the lowest numbers are remembered, whatever arrives first. */
    static final int MOST_URGES = 200;

    /** Index of bad ratings by how far their call-back has come. */
    static final String CALL_BACKS = "call_backs";
    /** So many call-backs of one rating. */
    static final int MOST_CALLS = 20;

    /** Ratings with less satisfaction are bad: each of them must be called back, whatever rules say of issues. */
    private static final int BAD_BELOW = 3;
    private static final int TITLE = 40;
    private static final String NO_WORDS = "（未填写评价内容）";
    /** Fields of an order that tell what it is about. */
    private static final List<String> WORDS = List.of("title", "content", "appeal", "answer", "returnReason", "extensionReason", "callBackText",
            "dissatisfactionReason", "withdrawalReason", "urgeReason");
    private static final String SECRET = "保密工单";

    private SourceKind source;
    private String sender;
    private String key;
    private FeedbackState state;
    private Snapshot newest;
    private @Nullable String service;
    private @Nullable Position serviceAsOf;
    private @Nullable ServiceItemRef item;
    private List<String> grounds = new ArrayList<>();
    private @Nullable IssueKind issueKind;
    private @Nullable Severity severity;
    private boolean issueCalledFor;
    /** Ids of the orders that this one ever said it presses for; null where there are none. */
    private @Nullable List<String> urging;
    private int urgeCount;
    private @Nullable Urge urged;
    private @Nullable List<Urge> urgedBy;
    private @Nullable CallBack callBack;
    private @Nullable Told told;
    private @Nullable RatingCheck ratingCheck;
    private @Nullable CallBackState callBackState;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Feedback() {
    }

    private Feedback(String id, PushKind kind, String sender, String key, FeedbackState state, Snapshot first, Unit unit, Instant at) {
        super(id, unit.code(), unit.within(), at);
        this.source = kind.source();
        this.sender = sender;
        this.key = key;
        this.state = state;
        this.newest = first;
    }

    /** A 12345 order, or a report of what could not be got done, that was not known before: it names its unit itself. */
    static Feedback statement(PushKind kind, String sender, String key, Snapshot first, Unit unit, Optional<Decision> decision, Instant at) {
        var feedback = new Feedback(idOf(sender, kind, key), kind, sender, key, FeedbackState.RECORDED, first, unit, at);
        feedback.item = feedback.itemNamed();
        feedback.learn(first);
        feedback.consider(decision);
        feedback.announce(at);
        return feedback;
    }

    /** A rating that was not known before. Until its service message is there, it is seen by the sender's own area only. */
    static Feedback rating(String sender, String key, Snapshot first, String service, Unit senderUnit, Optional<Decision> decision, Instant at) {
        var feedback = new Feedback(idOf(sender, PushKind.RATING, key), PushKind.RATING, sender, key, FeedbackState.AWAITING_SERVICE, first, senderUnit, at);
        feedback.service = service;
        feedback.learn(first);
        feedback.consider(decision);
        feedback.noted(Actor.service(sender), "await-service", null, at);
        return feedback;
    }

    static String idOf(String sender, PushKind kind, String key) {
        return Ids.derived("fbk", sender + "\n" + kind + "\n" + key);
    }

    /**
     * Takes a further snapshot in.
     *
     * @param unit the unit it names; null for a rating, whose service names it
     */
    Effect receive(Snapshot snapshot, @Nullable Unit unit, Optional<Decision> decision, Instant at) {
        Effect effect = newest.effectOf(snapshot);
        boolean changed = effect == Effect.APPLIED && !snapshot.isSameAs(newest);
        boolean learned = learn(snapshot);
        boolean reconsidered = consider(decision);
        if (changed) {
            newest = snapshot;
            if (unit != null) {
                belongsTo(unit.code(), unit.within());
                item = itemNamed();
            }
            if (state == FeedbackState.AWAITING_SERVICE) {
                noted(Actor.service(sender), "await-service", null, at);
            } else {
                announce(at);
            }
        } else if (reconsidered) {
            noted(Actor.service(sender), "reconsider", null, at);
            callForIssue(at);
        } else if (learned) {
            tellOr("learn", at);
        }
        return effect;
    }

    /** A further order says that it presses for this one. What it said before of the same is forgotten. */
    void urgedBy(Feedback order, Instant at) {
        var urge = new Urge(order.key, order.occurredAt(), order.secret() ? null : order.title());
        List<Urge> now = Stream.concat(urges().filter(known -> !order.key.equals(known.by())), Stream.of(urge))
                .sorted(Comparator.comparing(Urge::by, Comparator.nullsFirst(Comparator.naturalOrder()))).limit(MOST_URGES).toList();
        if (!now.equals(urgedBy)) {
            urgedBy = now;
            tellOr("learn", at);
        }
    }

    /** Learns which unit and item a rating is about. Whatever is older than what it knows changes nothing. */
    void complete(RatedService about, Unit unit, Instant at) {
        if (serviceAsOf != null && about.position().compareTo(serviceAsOf) <= 0) {
            return;
        }
        serviceAsOf = about.position();
        item = about.item();
        state = FeedbackState.RECORDED;
        belongsTo(unit.code(), unit.within());
        announce(at);
    }

    /**
     * 差评回访: somebody called the citizen back.
     *
     * @param enough so many calls in vain, this one included, and a verdict may rest on the records alone
     * @param line from the province down to the caller's unit
     * @throws Refusal {@code not-a-bad-rating}; {@code call-back-settled}; {@code too-many-call-backs}; {@code verdict-missing};
     *     {@code verdict-without-contact}; {@code malice-needs-level-above}, where there is none to confirm it
     */
    void calledBack(boolean contacted, @Nullable RatingVerdict verdict, String text, int enough, List<String> line, Caller by, Instant at) {
        if (callBackState == null) {
            throw Refusal.rule("not-a-bad-rating", "不是差评，或差评已由推送方更正，不需要回访");
        }
        if (callBackState != CallBackState.DUE && callBackState != CallBackState.IN_VAIN) {
            throw Refusal.rule("call-back-settled", "该差评已回访核实，当前状态为“" + callBackState.chinese() + "”");
        }
        if (check().calls().size() >= MOST_CALLS) {
            throw Refusal.rule("too-many-call-backs", "一条差评最多登记 " + MOST_CALLS + " 次回访");
        }
        if (contacted && verdict == null) {
            throw Refusal.rule("verdict-missing", "verdict", "已联系上评价人的，请写明核实结论：属实、合理或恶意");
        }
        if (!contacted && verdict != null && check().calls().size() + 1 < enough) {
            throw Refusal.rule("verdict-without-contact", "verdict", "未联系上评价人的，回访满 " + enough + " 次后方可依据办件记录作出结论");
        }
        if (verdict == RatingVerdict.MALICIOUS && line.size() == 1) {
            throw Refusal.rule("malice-needs-level-above", "verdict", "认定恶意须由上级复核；省级没有上级，请由下级单位核实后报省级复核");
        }
        var found = verdict == null ? null : new RatingCheck.Finding(verdict, by.account(), line, Masking.text(text), at);
        boolean first = callBackState == CallBackState.DUE;
        ratingCheck = check().called(by, contacted, text, found, at);
        settleCallBack();
        String said = (contacted ? "已联系上" : "未联系上") + (verdict == null ? "" : "，" + verdict.chinese()) + "：" + Masking.text(text);
        if (first) {
            happened(recorded(), by, "call-back-rating", said, at);
        } else {
            noted(by, "call-back-rating", said, at);
        }
    }

    /**
     * 恶意差评复核: the second level. Confirmed, what it led to is told that it needs no rectifying.
     *
     * @param verdict malicious confirms; any other stands instead
     * @param line from the province down to the reviewer's unit
     * @throws Refusal {@code nothing-to-review}; {@code malice-reviewed-by-same-person}; {@code malice-reviewed-at-same-level}
     */
    void review(RatingVerdict verdict, String reason, List<String> line, Caller by, Instant at) {
        RatingCheck.Finding found = check().finding() == null ? senderFinding() : check().finding();
        if (callBackState != CallBackState.UNDER_REVIEW || found == null) {
            throw Refusal.rule("nothing-to-review", "没有待复核的恶意差评认定");
        }
        if (by.account().equals(found.by())) {
            throw Refusal.rule("malice-reviewed-by-same-person", "认定人不能复核自己的认定");
        }
        if (!found.isFromBelow(by.unit())) {
            throw Refusal.rule("malice-reviewed-at-same-level", "恶意差评须由认定单位的上级单位复核");
        }
        ratingCheck = check().reviewed(found, new RatingCheck.Finding(verdict, by.account(), line, Masking.text(reason), at));
        settleCallBack();
        noted(by, "review-rating", verdict.chinese() + "：" + Masking.text(reason), at);
        tell(by, at);
    }

    private void settleCallBack() {
        callBackState = stateOfCallBack();
    }

    private @Nullable CallBackState stateOfCallBack() {
        RatingCheck done = check();
        if (source != SourceKind.SERVICE_RATING || state == FeedbackState.AWAITING_SERVICE) {
            return null;
        }
        if (done.review() != null) {
            return done.review().verdict().state();
        }
        if (done.finding() == null && (Objects.requireNonNull(satisfaction()) >= BAD_BELOW || newest.flag("defaultRating")
                || newest.flag("withdrawn"))) {
            return null;
        }
        RatingCheck.Finding found = done.finding() == null ? senderFinding() : done.finding();
        if (found != null) {
            return found.verdict() == RatingVerdict.MALICIOUS ? CallBackState.UNDER_REVIEW : found.verdict().state();
        }
        return done.calls().isEmpty() ? CallBackState.DUE : CallBackState.IN_VAIN;
    }

    /** What the sender found when it called back itself. That it found malice is to be confirmed here, above the unit that was rated. */
    private RatingCheck.@Nullable Finding senderFinding() {
        if (!newest.flag("contacted")) {
            return null;
        }
        String truth = newest.text("truthfulness");
        RatingVerdict verdict = newest.flag("malicious") ? RatingVerdict.MALICIOUS
                : truth.equals("TRUE") || truth.equals("PARTLY") ? RatingVerdict.FACTUAL
                : newest.flag("reasonable") ? RatingVerdict.REASONABLE : null;
        return verdict == null ? null : new RatingCheck.Finding(verdict, sender, within(), null, newest.position().updatedAt());
    }

    /** Puts on record that somebody is shown what is masked, before they are. */
    void reveal(String field, String reason, Actor by, Instant at) {
        noted(by, "reveal", field + "：" + Masking.text(reason), at);
    }

    /** Remembers what a decision adds: all rules that ever decided, and the worst severity. Returns whether anything was added. */
    private boolean consider(Optional<Decision> decision) {
        if (decision.isEmpty()) {
            return false;
        }
        Decision found = decision.get();
        boolean added = false;
        if (!grounds.contains(found.rule())) {
            grounds.add(found.rule());
            grounds.sort(null);
            added = true;
        }
        if (severity == null || found.severity().compareTo(severity) > 0) {
            severity = found.severity();
            added = true;
        }
        if (issueKind == null || found.kind().compareTo(issueKind) < 0) {
            issueKind = found.kind();
            added = true;
        }
        return added;
    }

    /** Remembers what a snapshot says of its later course. Returns whether any of that is new. */
    private boolean learn(Snapshot snapshot) {
        boolean learned = false;
        String other = snapshot.text("urgedOrderNumber");
        if (!other.isBlank() && !other.equals(key)) {
            List<String> now = Stream.concat(urging().stream(), Stream.of(idOf(sender, PushKind.HOTLINE_ORDER, other)))
                    .distinct().sorted().limit(MOST_URGES).toList();
            learned = !now.equals(urging);
            urging = now;
        }
        if (Urge.timesIn(snapshot) > urgeCount) {
            urgeCount = Urge.timesIn(snapshot);
            learned = true;
        }
        Urge said = Urge.in(snapshot).orElse(null);
        if (said != null && (urged == null || Urge.ORDER.compare(said, urged) > 0)) {
            urged = said;
            learned = true;
        }
        CallBack asked = CallBack.in(source, snapshot).orElse(null);
        if (asked != null && (callBack == null || CallBack.ORDER.compare(asked, callBack) > 0)) {
            callBack = asked;
            learned = true;
        }
        return learned;
    }

    /** Leaves a line in its history, be it that nobody is to be told. */
    private void tellOr(String action, Instant at) {
        int before = history().size();
        tell(Actor.service(sender), at);
        if (history().size() == before) {
            noted(Actor.service(sender), action, null, at);
        }
    }

    /** Tells the others of its later course, as far as they do not know. Before an issue is called for there is nobody to tell. */
    private void tell(Actor by, Instant at) {
        if (!issueCalledFor) {
            return;
        }
        Told known = told == null ? Told.NOTHING : told;
        told = new Told(withdrawn(), timesUrged(), callBack);
        if (withdrawn() != known.withdrawn()) {
            RatingCheck.Finding malice = check().malicious() ? check().review() : null;
            String said = !withdrawn() || secret() || newest.text("withdrawalReason").isBlank() ? null : newest.text("withdrawalReason");
            String reason = malice == null ? said : malice.reason();
            happened(new FeedbackWithdrawn(id(), source, withdrawn(), malice == null ? newest.position().updatedAt() : malice.at(), reason,
                    malice == null ? null : true), by, withdrawn() ? "withdraw" : "take-back-withdrawal", reason, at);
        }
        if (told.urges() > known.urges()) {
            Urge last = Objects.requireNonNull(urged());
            happened(new FeedbackUrged(id(), source, told.urges(), last.at(), last.reason()), Actor.service(sender), "urge",
                    "第 " + told.urges() + " 次", at);
        }
        if (callBack != null && !callBack.saysTheSameAs(known.callBack())) {
            happened(new FeedbackCalledBack(id(), source, callBack.at(), callBack.contacted(), callBack.solved(), callBack.satisfied(),
                            callBack.firstSatisfaction(), callBack.finalSatisfaction(), callBack.staffEntered()),
                    Actor.service(sender), "call-back", null, at);
        }
    }

    private Stream<Urge> urges() {
        return urgedBy == null ? Stream.empty() : urgedBy.stream();
    }

    private void announce(Instant at) {
        settleCallBack();
        happened(recorded(), Actor.service(sender), "record", null, at);
        callForIssue(at);
    }

    /** What others are told of its state. */
    private FeedbackRecorded recorded() {
        return new FeedbackRecorded(id(), source, sender, key, unit(), item, newest.occurredAt(), satisfaction(),
                callBackState == null ? null : callBackState.called());
    }

    private void callForIssue(Instant at) {
        if (issueCalledFor) {
            tell(Actor.service(sender), at);
            return;
        }
        if (grounds.isEmpty() || state == FeedbackState.AWAITING_SERVICE) {
            return;
        }
        issueCalledFor = true;
        String rules = String.join("+", grounds);
        happened(new IssueCalledFor(id(), source, rules, unit(), item, Objects.requireNonNull(issueKind), Objects.requireNonNull(severity),
                        title(), text(), newest.occurredAt(), difficulty()),
                Actor.service(sender), "call-for-issue", rules, at);
        tell(Actor.service(sender), at);
    }

    private @Nullable ServiceItemRef itemNamed() {
        String code = newest.text("itemCode");
        String name = newest.text("itemName");
        return code.isBlank() ? null : new ServiceItemRef(code, name.isBlank() ? code : name);
    }

    /** One line without personal data. The words of a secret order stay here. */
    public String title() {
        if (secret()) {
            return SECRET;
        }
        if (source == SourceKind.HOTLINE_12345) {
            return newest.text("title").isBlank() ? "12345 工单" : newest.text("title");
        }
        String line = firstOf(text());
        if (source == SourceKind.CANNOT_GET_DONE) {
            return source.chinese() + "：" + line;
        }
        return (Objects.requireNonNullElse(satisfaction(), 5) < BAD_BELOW ? "差评：" : "评价：") + line;
    }

    /** 疑难: nothing else of difficulty is said by those who send; a rating does not say it. */
    private @Nullable Difficulty difficulty() {
        return newest.flag("hardOrder") || newest.flag("hard") ? Difficulty.HARD : null;
    }

    private static String firstOf(String text) {
        String words = text.strip().replaceAll("\\s+", " ");
        return words.codePointCount(0, words.length()) <= TITLE ? words : words.substring(0, words.offsetByCodePoints(0, TITLE)) + "…";
    }

    /** The citizen's words, masked. */
    public String text() {
        if (secret()) {
            return SECRET + "，内容不随流转公开";
        }
        if (source == SourceKind.HOTLINE_12345) {
            return newest.text("content").isBlank() ? "（无内容）" : newest.text("content");
        }
        return source == SourceKind.CANNOT_GET_DONE ? newest.text("text") : ratingWords();
    }

    private String ratingWords() {
        if (!newest.text("text").isBlank()) {
            return newest.text("text");
        }
        return newest.facts().get("detailCodes") instanceof List<?> codes && !codes.isEmpty()
                ? "评价明细：" + String.join("、", codes.stream().map(String::valueOf).toList())
                : NO_WORDS;
    }

    private boolean secret() {
        return newest.flag("secret");
    }

    /** 1 to 5, 5 best; ratings only. */
    public @Nullable Integer satisfaction() {
        return source == SourceKind.SERVICE_RATING && newest.facts().get("satisfaction") instanceof Number number ? number.intValue() : null;
    }

    /** What the caller wants; 12345 orders only. */
    public @Nullable HandlingMode handlingMode() {
        String mode = newest.text("handlingMode");
        return mode.isBlank() ? null : HandlingMode.valueOf(mode);
    }

    /** What is pushed about it. */
    PushKind kind() {
        return switch (source) {
            case SERVICE_RATING -> PushKind.RATING;
            case CANNOT_GET_DONE -> PushKind.WINDOW_REPORT;
            default -> PushKind.HOTLINE_ORDER;
        };
    }

    public SourceKind source() {
        return source;
    }

    /** Id of the pushing system. */
    public String sender() {
        return sender;
    }

    /** The sender's own key. */
    public String key() {
        return key;
    }

    public FeedbackState state() {
        return state;
    }

    /** The service item, where known. */
    public @Nullable ServiceItemRef item() {
        return item;
    }

    /** Known fields of the newest snapshot without personal data; free text masked; the words of a secret order left out. */
    public Map<String, Object> facts() {
        if (!secret()) {
            return newest.facts();
        }
        var facts = new java.util.TreeMap<>(newest.facts());
        facts.keySet().removeAll(WORDS);
        return facts;
    }

    /** Known personal data of the newest snapshot; shows itself masked. */
    public Map<String, Personal> personal() {
        return newest.personal();
    }

    /** When the citizen spoke. */
    public Instant occurredAt() {
        return newest.occurredAt();
    }

    /** Where the newest snapshot stands among all. */
    public Position position() {
        return newest.position();
    }

    /** The rules by which it called, or will call, for an issue; in alphabetical order. */
    public List<String> grounds() {
        return List.copyOf(grounds);
    }

    /** The worst severity any snapshot spoke of, as far as rules decided. */
    public @Nullable Severity severity() {
        return severity;
    }

    /** Whether an issue has been called for. */
    public boolean issueCalledFor() {
        return issueCalledFor;
    }

    /** Whether it stands withdrawn, or was found to be malicious: what it led to needs no rectifying. */
    public boolean withdrawn() {
        return newest.flag("withdrawn") || check().malicious();
    }

    /** How far its call-back has come; null where none is due. */
    public @Nullable CallBackState callBackState() {
        return callBackState;
    }

    /** What was done here about a bad rating. */
    public RatingCheck check() {
        return ratingCheck == null ? RatingCheck.NOTHING : ratingCheck;
    }

    /** How often it was pressed for: what the order itself counts, or how many further orders say so, whichever is more. */
    public int timesUrged() {
        return Math.max(urgeCount, (int) urges().count());
    }

    /** Whether what it shows came with the push of this receipt. */
    boolean isNewest(String receipt) {
        return newest.receipt().equals(receipt);
    }

    /** The service a rating is about. */
    @Nullable String service() {
        return service;
    }

    /** Ids of the orders that this one presses for. */
    List<String> urging() {
        return urging == null ? List.of() : List.copyOf(urging);
    }

    @Nullable Urge urged() {
        return Stream.concat(Stream.ofNullable(urged), urges()).max(Urge.ORDER).orElse(null);
    }

    @Nullable CallBack callBack() {
        return callBack;
    }

    Told told() {
        return told == null ? Told.NOTHING : told;
    }

    byte[] sealedBody() {
        return newest.sealedBody();
    }
}
