package cn.tiyan.walkthrough.authenticity;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.walkthrough.authenticity.Signal.Answer;
import cn.tiyan.walkthrough.authenticity.Signal.Conclusion;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * 真实性审查: what about one walkthrough needs a second look, what its walker says to that, and what an office above concludes.
 * {@link SignalLifecycle} says what may follow what. It is the walker's and the offices' above: {@link #within} leaves out the walker's
 * own unit, so that no colleague sees it.
 */
@Document("authenticity_review")
@CompoundIndex(name = "list", def = "{within: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "list-by-status", def = "{within: 1, status: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "own", def = "{owner: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "own-by-status", def = "{owner: 1, status: 1, createdAt: -1, _id: -1}")
public class AuthenticityReview extends Aggregate {

    private static final String PREFIX = "aut";
    private static final Actor SERVICE = Actor.service("walkthrough-service");

    private String walkthroughId;
    private ServiceItemRef serviceItem;
    private Instant finishedAt;
    private ReviewStatus status = ReviewStatus.CLEAR;
    private List<Signal> signals = new ArrayList<>();
    private List<Circumstance> circumstances = new ArrayList<>();
    private @Nullable Return returned;

    /** What explains signals but is none itself. */
    public record Circumstance(SignalKind kind, String said) {
    }

    /**
     * The walkthrough was returned for what is confirmed.
     *
     * @param reason masked
     * @param unit code of the office
     */
    public record Return(String reason, String unit, String by, Instant at) {
    }

    /** What a rule found. */
    record Find(Rule rule, Trigger trigger) {
    }

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected AuthenticityReview() {
    }

    private AuthenticityReview(Walked walked, Instant at) {
        super(idOf(walked.id()), walked.unit(), walked.overseers(), at);
        ownedBy(walked.walker());
        walkthroughId = walked.id();
        serviceItem = walked.item();
        finishedAt = walked.finishedAt();
    }

    /** Every walkthrough has one review. */
    static String idOf(String walkthroughId) {
        return Ids.derived(PREFIX, walkthroughId);
    }

    /** The first look at a walkthrough. */
    static AuthenticityReview of(Walked walked, List<Find> finds, Actor by, Instant at) {
        var review = new AuthenticityReview(walked, at);
        review.take(finds, at.truncatedTo(ChronoUnit.MILLIS));
        review.noted(by, "look", review.summary(), at);
        return review;
    }

    /**
     * Another look: what applies no more lapses, what applies for another reason is another signal, and what was said stays.
     *
     * @return false if nothing is different
     */
    boolean lookedAgain(Walked walked, List<Find> finds, Actor by, Instant at) {
        List<Signal> signalsBefore = List.copyOf(signals);
        List<Circumstance> circumstancesBefore = List.copyOf(circumstances);
        boolean anew = !finishedAt.equals(walked.finishedAt());
        finishedAt = walked.finishedAt();
        if (anew) {
            // It has been finished again since it was returned.
            returned = null;
        }
        take(finds, at.truncatedTo(ChronoUnit.MILLIS));
        if (!anew && signalsBefore.equals(signals) && circumstancesBefore.equals(circumstances)) {
            return false;
        }
        noted(by, "look-again", summary(), at);
        return true;
    }

    /** @param when null for never by itself */
    void lookAgainAt(@Nullable Instant when) {
        wakeAt(when);
    }

    private void take(List<Find> finds, Instant at) {
        circumstances = new ArrayList<>();
        Map<String, Signal> known = new HashMap<>();
        signals.forEach(signal -> known.put(signal.id(), signal));
        Set<String> still = new HashSet<>();
        for (Find find : finds) {
            if (find.rule().kind().isCircumstance()) {
                circumstances.add(new Circumstance(find.rule().kind(), find.trigger().said()));
                continue;
            }
            String id = Ids.derived("sig", walkthroughId + "\n" + find.rule().name() + "\n" + find.trigger().session());
            still.add(id);
            Signal before = known.get(id);
            if (before == null) {
                signals.add(new Signal(id, find.rule().kind(), find.rule().name(), find.trigger().said(), find.trigger().session(), find.trigger().quote(),
                        SignalLifecycle.BEGINNING, at, null, null));
            } else if (before.status() == SignalStatus.LAPSED) {
                replace(before.raisedAgain(find.trigger(), step(before, SignalAction.RAISE).to(), at));
            } else if (before.status() == SignalStatus.RAISED) {
                replace(before.found(find.trigger()));
            }
        }
        List.copyOf(signals).stream().filter(signal -> signal.status().isOpen() && !still.contains(signal.id()))
                .forEach(signal -> replace(signal.now(step(signal, SignalAction.LAPSE).to())));
        settle();
    }

    private static Line<SignalStatus, SignalAction> step(Signal signal, SignalAction action) {
        return SignalLifecycle.TABLE.require(signal.status(), action);
    }

    private void replace(Signal next) {
        signals.replaceAll(signal -> signal.id().equals(next.id()) ? next : signal);
    }

    private void settle() {
        Set<SignalStatus> among = signals.stream().map(Signal::status).collect(Collectors.toSet());
        if (among.contains(SignalStatus.RAISED)) {
            status = ReviewStatus.ANSWER_AWAITED;
        } else if (among.contains(SignalStatus.ANSWERED)) {
            status = ReviewStatus.CONCLUSION_AWAITED;
        } else if (returned != null) {
            status = ReviewStatus.RETURNED;
        } else {
            status = signals.stream().allMatch(signal -> signal.status() == SignalStatus.LAPSED) ? ReviewStatus.CLEAR : ReviewStatus.CONCLUDED;
        }
    }

    private @Nullable String summary() {
        String rules = signals.stream().filter(signal -> signal.status() != SignalStatus.LAPSED).map(Signal::rule).collect(Collectors.joining("、"));
        return rules.isEmpty() ? null : rules;
    }

    /**
     * 说明, once.
     *
     * @throws Refusal {@code not-the-walker}
     */
    void answer(String signalId, String text, Caller by, Instant at) {
        Signal signal = require(signalId);
        Line<SignalStatus, SignalAction> step = permit(signal, SignalAction.ANSWER, by, at, 0);
        replace(signal.with(new Answer(Masking.text(text), at.truncatedTo(ChronoUnit.MILLIS)), step.to()));
        settle();
        noted(by, "answer", signal.rule() + "：" + Masking.text(text), at);
    }

    /**
     * 认定.
     *
     * @param answerDays a signal without an answer is confirmed only after so many days
     * @throws Refusal {@code reviewer-is-walker}, {@code reviewer-not-above}, {@code walker-not-heard}
     */
    void conclude(String signalId, Verdict verdict, String reason, int answerDays, Caller by, Instant at) {
        Signal signal = require(signalId);
        Line<SignalStatus, SignalAction> step = permit(signal, verdict.action(), by, at, answerDays);
        replace(signal.with(new Conclusion(verdict, Masking.text(reason), by.unit(), by.account(), at.truncatedTo(ChronoUnit.MILLIS)), step.to()));
        settle();
        noted(by, step.action().verb(), signal.rule() + "：" + Masking.text(reason), at);
    }

    /**
     * 退回 for what is confirmed.
     *
     * @throws Refusal {@code reviewer-is-walker}, {@code reviewer-not-above}, {@code not-all-concluded}, {@code nothing-confirmed},
     *     {@code already-returned}
     */
    void sendBack(String reason, Caller by, Instant at) {
        requireReturnable(by);
        returned = new Return(Masking.text(reason), by.unit(), by.account(), at.truncatedTo(ChronoUnit.MILLIS));
        settle();
        noted(by, "return", Masking.text(reason), at);
    }

    private void requireReturnable(Caller by) {
        by.require(Role.OFFICE_CLERK);
        requireReviewer(by);
        keep(returned == null, "already-returned", "该次走流程已经退回");
        keep(signals.stream().noneMatch(signal -> signal.status().isOpen()), "not-all-concluded", "还有信号没有认定，全部认定后才能退回");
        keep(signals.stream().anyMatch(signal -> signal.status() == SignalStatus.CONFIRMED), "nothing-confirmed", "没有信号被认定属实，不能以真实性为由退回");
    }

    private Line<SignalStatus, SignalAction> permit(Signal signal, SignalAction action, Caller by, Instant at, int answerDays) {
        Line<SignalStatus, SignalAction> step = SignalLifecycle.TABLE.permit(signal.status(), action, by);
        if (action == SignalAction.ANSWER) {
            keep(by.account().equals(owner()), "not-the-walker", "只有走流程的本人可以说明");
        } else {
            requireReviewer(by);
            keep(action != SignalAction.CONFIRM || signal.answer() != null || !at.isBefore(signal.raisedAt().plus(Duration.ofDays(answerDays))), "walker-not-heard",
                    "走流程的本人尚未说明，" + answerDays + " 天内不能认定属实");
        }
        return step;
    }

    private void requireReviewer(Caller by) {
        keep(!by.account().equals(owner()), "reviewer-is-walker", "不能审查自己的走流程");
        keep(within().contains(by.unit()), "reviewer-not-above", "走流程的真实性由上级营商办审查");
    }

    private static void keep(boolean kept, String rule, String message) {
        if (!kept) {
            throw Refusal.rule(rule, message);
        }
    }

    private Signal require(String signalId) {
        return signals.stream().filter(signal -> signal.id().equals(signalId)).findFirst()
                .orElseThrow(() -> Refusal.notFound("未找到该信号：" + signalId));
    }

    /** What this caller may do with a signal now. */
    public List<SignalAction> actions(Signal signal, int answerDays, Caller by, Instant at) {
        return SignalLifecycle.TABLE.from(signal.status()).stream().filter(action -> {
            try {
                permit(signal, action, by, at, answerDays);
                return true;
            } catch (Refusal refused) {
                return false;
            }
        }).toList();
    }

    /** Whether this caller may return the walkthrough now. */
    public boolean mayReturn(Caller by) {
        try {
            requireReturnable(by);
            return true;
        } catch (Refusal refused) {
            return false;
        }
    }

    public String walkthroughId() {
        return walkthroughId;
    }

    public ServiceItemRef serviceItem() {
        return serviceItem;
    }

    /** When the walkthrough ended. */
    public Instant finishedAt() {
        return finishedAt;
    }

    public ReviewStatus status() {
        return status;
    }

    /** In the order in which they were raised. */
    public List<Signal> signals() {
        return List.copyOf(signals);
    }

    /** What explains signals but is none itself. */
    public List<Circumstance> circumstances() {
        return List.copyOf(circumstances);
    }

    /** That it was returned, if it was. */
    public Optional<Return> returned() {
        return Optional.ofNullable(returned);
    }

    static Actor service() {
        return SERVICE;
    }
}
