package cn.tiyan.reporting.cube.messaging;

import cn.tiyan.contracts.experiencer.ExperiencerApplied;
import cn.tiyan.contracts.experiencer.ExperiencerAppointed;
import cn.tiyan.contracts.feedback.FeedbackRecorded;
import cn.tiyan.contracts.issue.DeadlineMissed;
import cn.tiyan.contracts.issue.ExtensionReviewed;
import cn.tiyan.contracts.issue.IssueAccepted;
import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.contracts.issue.IssueDispatched;
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
import cn.tiyan.contracts.issue.RectificationSentBack;
import cn.tiyan.contracts.issue.RectificationSubmitted;
import cn.tiyan.contracts.issue.RectificationVerified;
import cn.tiyan.contracts.issue.ReturnReviewed;
import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.platform.messaging.Subscription;
import cn.tiyan.reporting.cube.Folding;
import cn.tiyan.reporting.cube.Readings;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** One subscription per subject, each with a consumer group of its own in each generation. */
@Component
class FoldingSubscriptions implements Readings {

    private final Folding folding;

    FoldingSubscriptions(Folding folding) {
        this.folding = folding;
    }

    @Override
    public List<Subscription> of(UnaryOperator<String> named, Subscription.Together together) {
        return Stream.of(issues(named), walkthroughs(named), experiencers(named), feedback(named))
                .map(subscription -> subscription.together(together)).toList();
    }

    private Subscription issues(UnaryOperator<String> named) {
        return Subscription.named(named.apply("issues"))
                .on(IssueRegistered.class, folding::registered)
                .on(IssueTriaged.class, folding::triaged)
                .on(IssueDispatched.class, folding::dispatched)
                .on(IssueAccepted.class, folding::accepted)
                .on(RectificationSubmitted.class, folding::submitted)
                .on(RectificationVerified.class, folding::verified)
                .on(RectificationSentBack.class, folding::sentBack)
                .on(IssueRated.class, folding::rated)
                .on(IssueReopened.class, folding::reopened)
                .on(IssueClosed.class, folding::closed)
                .on(IssueRejected.class, folding::rejected)
                .on(IssueReconsidered.class, folding::reconsidered)
                .on(IssueMerged.class, folding::merged)
                .on(IssueSplit.class, folding::split)
                .on(ReturnReviewed.class, folding::returned)
                .on(ExtensionReviewed.class, folding::extended)
                .on(DeadlineMissed.class, folding::missed)
                .on(IssueSupervised.class, folding::supervised)
                .on(IssueLookedBack.class, folding::lookedBack)
                .on(OptimizationRecorded.class, folding::optimized);
    }

    private Subscription walkthroughs(UnaryOperator<String> named) {
        return Subscription.named(named.apply("walkthroughs")).on(WalkthroughRecorded.class, folding::walked);
    }

    private Subscription experiencers(UnaryOperator<String> named) {
        return Subscription.named(named.apply("experiencers"))
                .on(ExperiencerApplied.class, folding::applied)
                .on(ExperiencerAppointed.class, folding::appointed);
    }

    private Subscription feedback(UnaryOperator<String> named) {
        return Subscription.named(named.apply("feedback")).on(FeedbackRecorded.class, folding::recorded);
    }
}
