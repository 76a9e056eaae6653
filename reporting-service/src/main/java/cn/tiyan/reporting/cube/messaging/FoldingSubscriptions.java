package cn.tiyan.reporting.cube.messaging;

import cn.tiyan.contracts.activity.ActivityHeld;
import cn.tiyan.contracts.commonproblem.CommonProblemConfirmed;
import cn.tiyan.contracts.commonproblem.CommonProblemDismissed;
import cn.tiyan.contracts.commonproblem.CommonProblemProposed;
import cn.tiyan.contracts.commonproblem.CommonProblemRecurred;
import cn.tiyan.contracts.commonproblem.CommonProblemSettled;
import cn.tiyan.contracts.commonproblem.SelfCheckAssigned;
import cn.tiyan.contracts.commonproblem.SelfCheckCompleted;
import cn.tiyan.contracts.commonproblem.SelfCheckOverdue;
import cn.tiyan.contracts.experiencer.ExperiencerApplied;
import cn.tiyan.contracts.experiencer.ExperiencerAppointed;
import cn.tiyan.contracts.experiencer.ExperiencerStatusChanged;
import cn.tiyan.contracts.feedback.FeedbackCalledBack;
import cn.tiyan.contracts.feedback.FeedbackRecorded;
import cn.tiyan.contracts.feedback.FeedbackUrged;
import cn.tiyan.contracts.feedback.FeedbackWithdrawn;
import cn.tiyan.contracts.feedback.IssueCalledFor;
import cn.tiyan.contracts.issue.ConsultationConcluded;
import cn.tiyan.contracts.issue.ConsultationConvened;
import cn.tiyan.contracts.issue.DeadlineChanged;
import cn.tiyan.contracts.issue.DeadlineMissed;
import cn.tiyan.contracts.issue.ExtensionReviewed;
import cn.tiyan.contracts.issue.IssueAccepted;
import cn.tiyan.contracts.issue.IssueArchived;
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
import cn.tiyan.contracts.issue.ReturnRequested;
import cn.tiyan.contracts.issue.ReturnReviewed;
import cn.tiyan.contracts.issue.SupervisionLifted;
import cn.tiyan.contracts.practice.PracticeAdopted;
import cn.tiyan.contracts.practice.PracticeEffectReported;
import cn.tiyan.contracts.practice.PracticePromoted;
import cn.tiyan.contracts.practice.PracticeReviewed;
import cn.tiyan.contracts.practice.PracticeSubmitted;
import cn.tiyan.contracts.publicity.PublicityRecorded;
import cn.tiyan.contracts.report.ExperienceReportRecorded;
import cn.tiyan.contracts.report.SuggestionAnswered;
import cn.tiyan.contracts.roster.RosterReviewed;
import cn.tiyan.contracts.roster.RosterSubmitted;
import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.platform.messaging.Subscription;
import cn.tiyan.reporting.cube.ActivityFolding;
import cn.tiyan.reporting.cube.CommonProblemFolding;
import cn.tiyan.reporting.cube.ExperiencerFolding;
import cn.tiyan.reporting.cube.FeedbackFolding;
import cn.tiyan.reporting.cube.Folding;
import cn.tiyan.reporting.cube.IssueFolding;
import cn.tiyan.reporting.cube.PracticeFolding;
import cn.tiyan.reporting.cube.PublicityFolding;
import cn.tiyan.reporting.cube.ReportFolding;
import cn.tiyan.reporting.cube.Readings;
import cn.tiyan.reporting.cube.RosterFolding;
import cn.tiyan.reporting.cube.SelfCheckFolding;
import cn.tiyan.reporting.cube.WalkthroughFolding;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * One subscription per subject, each with a consumer group of its own in each generation, and one topic: a cell knows how far it has
 * read of one.
 */
@Component
class FoldingSubscriptions implements Readings {

    private final Folding folding;

    FoldingSubscriptions(Folding folding) {
        this.folding = folding;
    }

    @Override
    public List<Subscription> of(UnaryOperator<String> named, Subscription.Together together) {
        return Stream.of(issues(named), commonProblems(named), selfChecks(named), practices(named), walkthroughs(named), experiencers(named), rosters(named),
                        activities(named), experienceReports(named), publicity(named), feedback(named))
                .map(subscription -> subscription.together(together)).toList();
    }

    private Subscription issues(UnaryOperator<String> named) {
        var issues = new IssueFolding(folding);
        return Subscription.named(named.apply("issues"))
                .on(IssueRegistered.class, issues::registered)
                .on(IssueTriaged.class, issues::triaged)
                .on(IssueDispatched.class, issues::dispatched)
                .on(IssueAccepted.class, issues::accepted)
                .on(RectificationSubmitted.class, issues::submitted)
                .on(RectificationVerified.class, issues::verified)
                .on(RectificationSentBack.class, issues::sentBack)
                .on(IssueRated.class, issues::rated)
                .on(IssueReopened.class, issues::reopened)
                .on(IssueClosed.class, issues::closed)
                .on(IssueRejected.class, issues::rejected)
                .on(IssueReconsidered.class, issues::reconsidered)
                .on(IssueMerged.class, issues::merged)
                .on(IssueSplit.class, issues::split)
                .on(ReturnRequested.class, issues::returnRequested)
                .on(ReturnReviewed.class, issues::returned)
                .on(ExtensionReviewed.class, issues::extended)
                .on(DeadlineChanged.class, issues::deadlineChanged)
                .on(DeadlineMissed.class, issues::missed)
                .on(IssueSupervised.class, issues::supervised)
                .on(SupervisionLifted.class, issues::supervisionLifted)
                .on(ConsultationConvened.class, issues::convened)
                .on(ConsultationConcluded.class, issues::concluded)
                .on(OptimizationRecorded.class, issues::optimized)
                .on(IssueLookedBack.class, issues::lookedBack)
                .on(IssueArchived.class, issues::archived);
    }

    private Subscription commonProblems(UnaryOperator<String> named) {
        var problems = new CommonProblemFolding(folding);
        return Subscription.named(named.apply("common-problems"))
                .on(CommonProblemProposed.class, problems::proposed)
                .on(CommonProblemConfirmed.class, problems::confirmed)
                .on(CommonProblemDismissed.class, problems::dismissed)
                .on(CommonProblemSettled.class, problems::settled)
                .on(CommonProblemRecurred.class, problems::recurred);
    }

    private Subscription selfChecks(UnaryOperator<String> named) {
        var selfChecks = new SelfCheckFolding(folding);
        return Subscription.named(named.apply("self-checks"))
                .on(SelfCheckAssigned.class, selfChecks::assigned)
                .on(SelfCheckCompleted.class, selfChecks::completed)
                .on(SelfCheckOverdue.class, selfChecks::overdue);
    }

    private Subscription practices(UnaryOperator<String> named) {
        var practices = new PracticeFolding(folding);
        return Subscription.named(named.apply("practices"))
                .on(PracticeSubmitted.class, practices::submitted)
                .on(PracticeReviewed.class, practices::reviewed)
                .on(PracticePromoted.class, practices::promoted)
                .on(PracticeAdopted.class, practices::adopted)
                .on(PracticeEffectReported.class, practices::effectReported);
    }

    private Subscription walkthroughs(UnaryOperator<String> named) {
        var walkthroughs = new WalkthroughFolding(folding);
        return Subscription.named(named.apply("walkthroughs"))
                .on(WalkthroughRecorded.class, walkthroughs::walked);
    }

    private Subscription experiencers(UnaryOperator<String> named) {
        var experiencers = new ExperiencerFolding(folding);
        return Subscription.named(named.apply("experiencers"))
                .on(ExperiencerApplied.class, experiencers::applied)
                .on(ExperiencerAppointed.class, experiencers::appointed)
                .on(ExperiencerStatusChanged.class, experiencers::changed);
    }

    private Subscription rosters(UnaryOperator<String> named) {
        var rosters = new RosterFolding(folding);
        return Subscription.named(named.apply("rosters"))
                .on(RosterSubmitted.class, rosters::submitted)
                .on(RosterReviewed.class, rosters::reviewed);
    }

    private Subscription activities(UnaryOperator<String> named) {
        var activities = new ActivityFolding(folding);
        return Subscription.named(named.apply("activities"))
                .on(ActivityHeld.class, activities::held);
    }

    private Subscription experienceReports(UnaryOperator<String> named) {
        var reports = new ReportFolding(folding);
        return Subscription.named(named.apply("experience-reports"))
                .on(ExperienceReportRecorded.class, reports::recorded)
                .on(SuggestionAnswered.class, reports::answered);
    }

    private Subscription publicity(UnaryOperator<String> named) {
        var publicity = new PublicityFolding(folding);
        return Subscription.named(named.apply("publicity"))
                .on(PublicityRecorded.class, publicity::recorded);
    }

    private Subscription feedback(UnaryOperator<String> named) {
        var feedback = new FeedbackFolding(folding);
        return Subscription.named(named.apply("feedback"))
                .on(FeedbackRecorded.class, feedback::recorded)
                .on(IssueCalledFor.class, feedback::calledForIssue)
                .on(FeedbackWithdrawn.class, feedback::withdrawn)
                .on(FeedbackUrged.class, feedback::urged)
                .on(FeedbackCalledBack.class, feedback::calledBack);
    }
}
