package cn.tiyan.feedback.rules;

import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.platform.settings.Live;
import java.util.Optional;

/**
 * Decides whether what was said calls for an issue. A decision looks at one snapshot alone, never at what came before it:
 * so the order in which snapshots arrive cannot matter.
 */
public final class RuleBook {

    private final Live<FeedbackRules> rules;

    /** @param rules as they are at this moment */
    public RuleBook(Live<FeedbackRules> rules) {
        this.rules = rules;
    }

    /**
     * What the rules look at in a 12345 order.
     *
     * @param mode what the caller wants
     * @param urgency how urgent
     * @param hard flagged as hard
     * @param repeated flagged as repeated
     * @param nonsense flagged as nonsense, or withdrawn: never calls for an issue
     */
    public record HotlineOrder(HandlingMode mode, Urgency urgency, boolean hard, boolean repeated, boolean nonsense) {
    }

    /** For a 12345 order. */
    public Optional<Decision> decide(HotlineOrder order) {
        FeedbackRules now = rules.get();
        if (order.nonsense()) {
            return Optional.empty();
        }
        Severity severity = severity(order);
        if (order.hard() && now.raiseIssueForHardOrders()) {
            return Optional.of(new Decision("HARD_ORDER", IssueKind.PROBLEM, severity));
        }
        if (order.repeated() && now.raiseIssueForRepeatedOrders()) {
            return Optional.of(new Decision("REPEATED_ORDER", IssueKind.PROBLEM, severity));
        }
        if (now.raiseIssueForHandlingModes().contains(order.mode())) {
            return Optional.of(new Decision("HOTLINE_" + order.mode(), order.mode().kind(), severity));
        }
        return Optional.empty();
    }

    /** For a rating: 1 to 5, 5 best. A default rating is nobody's word and calls for nothing. */
    public Optional<Decision> decide(int satisfaction, boolean byDefault) {
        if (byDefault || satisfaction >= rules.get().raiseIssueForRatingsBelow()) {
            return Optional.empty();
        }
        Severity severity = switch (satisfaction) {
            case 1 -> Severity.HIGH;
            case 2 -> Severity.MEDIUM;
            default -> Severity.LOW;
        };
        return Optional.of(new Decision("BAD_RATING", IssueKind.PROBLEM, severity));
    }

    /** For a report of what could not be got done; a hard one is severe whatever its reason. */
    public Optional<Decision> decide(ReasonClass reason, boolean hard) {
        if (!rules.get().raiseIssueForWindowReports().contains(reason)) {
            return Optional.empty();
        }
        return Optional.of(new Decision("CANNOT_GET_DONE_" + reason, IssueKind.PROBLEM, hard ? Severity.HIGH : reason.severity()));
    }

    private static Severity severity(HotlineOrder order) {
        if (order.urgency() == Urgency.CRITICAL || order.hard()) {
            return Severity.HIGH;
        }
        boolean pressing = order.urgency() == Urgency.URGENT || order.repeated() || order.mode() == HandlingMode.COMPLAINT;
        return pressing ? Severity.MEDIUM : Severity.LOW;
    }
}
