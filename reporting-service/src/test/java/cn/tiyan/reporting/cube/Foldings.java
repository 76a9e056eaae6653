package cn.tiyan.reporting.cube;

import cn.tiyan.contracts.Event;
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
import cn.tiyan.platform.messaging.Delivery;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Hands deliveries to the folding that is told of them, without Kafka in between. */
final class Foldings {

    private final Map<Class<?>, Consumer<Delivery<?>>> handlers = new HashMap<>();

    Foldings(Folding folding) {
        var issues = new IssueFolding(folding);
        on(IssueRegistered.class, issues::registered);
        on(IssueTriaged.class, issues::triaged);
        on(IssueDispatched.class, issues::dispatched);
        on(IssueAccepted.class, issues::accepted);
        on(RectificationSubmitted.class, issues::submitted);
        on(RectificationVerified.class, issues::verified);
        on(RectificationSentBack.class, issues::sentBack);
        on(IssueRated.class, issues::rated);
        on(IssueReopened.class, issues::reopened);
        on(IssueClosed.class, issues::closed);
        on(IssueRejected.class, issues::rejected);
        on(IssueReconsidered.class, issues::reconsidered);
        on(IssueMerged.class, issues::merged);
        on(IssueSplit.class, issues::split);
        on(ReturnRequested.class, issues::returnRequested);
        on(ReturnReviewed.class, issues::returned);
        on(ExtensionReviewed.class, issues::extended);
        on(DeadlineChanged.class, issues::deadlineChanged);
        on(DeadlineMissed.class, issues::missed);
        on(IssueSupervised.class, issues::supervised);
        on(SupervisionLifted.class, issues::supervisionLifted);
        on(ConsultationConvened.class, issues::convened);
        on(ConsultationConcluded.class, issues::concluded);
        on(OptimizationRecorded.class, issues::optimized);
        on(IssueLookedBack.class, issues::lookedBack);
        on(IssueArchived.class, issues::archived);
        var problems = new CommonProblemFolding(folding);
        on(CommonProblemProposed.class, problems::proposed);
        on(CommonProblemConfirmed.class, problems::confirmed);
        on(CommonProblemDismissed.class, problems::dismissed);
        on(CommonProblemSettled.class, problems::settled);
        on(CommonProblemRecurred.class, problems::recurred);
        var selfChecks = new SelfCheckFolding(folding);
        on(SelfCheckAssigned.class, selfChecks::assigned);
        on(SelfCheckCompleted.class, selfChecks::completed);
        on(SelfCheckOverdue.class, selfChecks::overdue);
        var practices = new PracticeFolding(folding);
        on(PracticeSubmitted.class, practices::submitted);
        on(PracticeReviewed.class, practices::reviewed);
        on(PracticePromoted.class, practices::promoted);
        on(PracticeAdopted.class, practices::adopted);
        on(PracticeEffectReported.class, practices::effectReported);
        var walkthroughs = new WalkthroughFolding(folding);
        on(WalkthroughRecorded.class, walkthroughs::walked);
        var experiencers = new ExperiencerFolding(folding);
        on(ExperiencerApplied.class, experiencers::applied);
        on(ExperiencerAppointed.class, experiencers::appointed);
        on(ExperiencerStatusChanged.class, experiencers::changed);
        var rosters = new RosterFolding(folding);
        on(RosterSubmitted.class, rosters::submitted);
        on(RosterReviewed.class, rosters::reviewed);
        var activities = new ActivityFolding(folding);
        on(ActivityHeld.class, activities::held);
        var reports = new ReportFolding(folding);
        on(ExperienceReportRecorded.class, reports::recorded);
        on(SuggestionAnswered.class, reports::answered);
        var publicity = new PublicityFolding(folding);
        on(PublicityRecorded.class, publicity::recorded);
        var feedback = new FeedbackFolding(folding);
        on(FeedbackRecorded.class, feedback::recorded);
        on(IssueCalledFor.class, feedback::calledForIssue);
        on(FeedbackWithdrawn.class, feedback::withdrawn);
        on(FeedbackUrged.class, feedback::urged);
        on(FeedbackCalledBack.class, feedback::calledBack);
    }

    @SuppressWarnings("unchecked")
    private <E extends Event> void on(Class<E> type, Consumer<Delivery<E>> handler) {
        handlers.put(type, delivery -> handler.accept((Delivery<E>) delivery));
    }

    void hand(Delivery<?> delivery) {
        Objects.requireNonNull(handlers.get(delivery.event().getClass()), delivery.event().toString()).accept(delivery);
    }
}
