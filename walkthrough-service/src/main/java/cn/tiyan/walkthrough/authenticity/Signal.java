package cn.tiyan.walkthrough.authenticity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a rule applies to a walkthrough, and what was said of it.
 *
 * @param id the same whenever the same rule applies for the same reason
 * @param rule name of the rule
 * @param said one sentence with the figures that made it apply
 * @param session the other walkthrough it is about, if it is about one
 * @param quote the sentence of this walkthrough it is about, if it is about one
 * @param raisedAt when it was last raised; the time to answer runs from then
 */
public record Signal(String id, SignalKind kind, String rule, String said, @Nullable String session, @Nullable String quote, SignalStatus status, Instant raisedAt,
        @Nullable Answer answer, @Nullable Conclusion conclusion) {

    /** What the walker says to it; masked. */
    public record Answer(String text, Instant at) {
    }

    /**
     * What an office above concluded.
     *
     * @param reason masked
     * @param unit code of the office
     * @param by account
     */
    public record Conclusion(Verdict verdict, String reason, String unit, String by, Instant at) {
    }

    Signal now(SignalStatus next) {
        return new Signal(id, kind, rule, said, session, quote, next, raisedAt, answer, conclusion);
    }

    /** The same rule for the same reason, as it was found now. */
    Signal found(Trigger trigger) {
        return new Signal(id, kind, rule, trigger.said(), session, trigger.quote(), status, raisedAt, answer, conclusion);
    }

    Signal raisedAgain(Trigger trigger, SignalStatus next, Instant at) {
        return new Signal(id, kind, rule, trigger.said(), session, trigger.quote(), next, at, null, null);
    }

    Signal with(Answer given, SignalStatus next) {
        return new Signal(id, kind, rule, said, session, quote, next, raisedAt, given, conclusion);
    }

    Signal with(Conclusion drawn, SignalStatus next) {
        return new Signal(id, kind, rule, said, session, quote, next, raisedAt, answer, drawn);
    }
}
