package cn.tiyan.walkthrough.authenticity.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.walkthrough.authenticity.AuthenticityReview;
import cn.tiyan.walkthrough.authenticity.AuthenticityReview.Circumstance;
import cn.tiyan.walkthrough.authenticity.AuthenticityReview.Return;
import cn.tiyan.walkthrough.authenticity.ReviewStatus;
import cn.tiyan.walkthrough.authenticity.Reviews;
import cn.tiyan.walkthrough.authenticity.Signal;
import cn.tiyan.walkthrough.authenticity.Signal.Answer;
import cn.tiyan.walkthrough.authenticity.Signal.Conclusion;
import cn.tiyan.walkthrough.authenticity.SignalAction;
import cn.tiyan.walkthrough.authenticity.SignalKind;
import cn.tiyan.walkthrough.authenticity.SignalStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A review as one caller sees it.
 *
 * @param version the ETag's number
 * @param circumstances what explains signals but is none itself
 * @param returned for what is confirmed, if it was
 * @param mayReturn whether this caller may return the walkthrough now
 */
record AuthenticityView(String walkthroughId, long version, ServiceItemRef serviceItem, Instant finishedAt, ReviewStatus status, String statusText,
        List<SignalView> signals, List<Circumstance> circumstances, @Nullable Return returned, boolean mayReturn, Instant lookedAt, Instant changedAt) {

    /**
     * A signal.
     *
     * @param said what made the rule apply, in one sentence
     * @param session the other walkthrough it is about
     * @param quote the sentence of this walkthrough it is about
     * @param actions what this caller may do now
     */
    record SignalView(String id, SignalKind kind, String kindText, String rule, String said, @Nullable String session, @Nullable String quote,
            SignalStatus status, String statusText, Instant raisedAt, @Nullable Answer answer, @Nullable Conclusion conclusion, List<SignalAction> actions) {

        static SignalView of(Signal signal, List<SignalAction> actions) {
            return new SignalView(signal.id(), signal.kind(), signal.kind().chinese(), signal.rule(), signal.said(), signal.session(), signal.quote(),
                    signal.status(), signal.status().chinese(), signal.raisedAt(), signal.answer(), signal.conclusion(), actions);
        }
    }

    static AuthenticityView of(AuthenticityReview review, Reviews reviews, Caller caller) {
        return new AuthenticityView(review.walkthroughId(), review.version(), review.serviceItem(), review.finishedAt(), review.status(),
                review.status().chinese(), review.signals().stream().map(signal -> SignalView.of(signal, reviews.actions(review, signal, caller))).toList(),
                review.circumstances(), review.returned().orElse(null), review.mayReturn(caller), review.createdAt(), review.changedAt());
    }
}
