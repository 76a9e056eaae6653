package cn.tiyan.contracts;

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
import cn.tiyan.contracts.issue.DeadlineNear;
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
import cn.tiyan.contracts.milestone.MilestoneReminded;
import cn.tiyan.contracts.milestone.MilestoneReviewed;
import cn.tiyan.contracts.organisation.UnitChanged;
import cn.tiyan.contracts.practice.PracticeAdopted;
import cn.tiyan.contracts.practice.PracticeEffectReported;
import cn.tiyan.contracts.practice.PracticePromoted;
import cn.tiyan.contracts.practice.PracticeReviewed;
import cn.tiyan.contracts.practice.PracticeSubmitted;
import cn.tiyan.contracts.publicity.PublicityRecorded;
import cn.tiyan.contracts.report.ExperienceFindingRecorded;
import cn.tiyan.contracts.report.ExperienceLookedBack;
import cn.tiyan.contracts.report.ExperienceReportRecorded;
import cn.tiyan.contracts.report.SuggestionAnswered;
import cn.tiyan.contracts.roster.RosterReviewed;
import cn.tiyan.contracts.roster.RosterSubmitted;
import cn.tiyan.contracts.serviceitem.ServiceItemChanged;
import cn.tiyan.contracts.walkthrough.FindingRecorded;
import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The catalogue of all released events. */
public final class Events {

    private static final List<Class<? extends Event>> ALL = List.of(
            UnitChanged.class,
            ExperiencerApplied.class,
            ExperiencerAppointed.class,
            ExperiencerStatusChanged.class,
            ActivityHeld.class,
            RosterSubmitted.class,
            RosterReviewed.class,
            ServiceItemChanged.class,
            WalkthroughRecorded.class,
            FindingRecorded.class,
            ExperienceReportRecorded.class,
            ExperienceFindingRecorded.class,
            ExperienceLookedBack.class,
            SuggestionAnswered.class,
            PublicityRecorded.class,
            FeedbackRecorded.class,
            IssueCalledFor.class,
            FeedbackWithdrawn.class,
            FeedbackUrged.class,
            FeedbackCalledBack.class,
            IssueRegistered.class,
            IssueTriaged.class,
            IssueDispatched.class,
            IssueAccepted.class,
            RectificationPlanned.class,
            RectificationSubmitted.class,
            RectificationVerified.class,
            RectificationSentBack.class,
            IssueRated.class,
            IssueReopened.class,
            IssueClosed.class,
            IssueRejected.class,
            IssueReconsidered.class,
            IssueMerged.class,
            IssueFollowed.class,
            IssueSplit.class,
            ReturnRequested.class,
            ReturnReviewed.class,
            ExtensionRequested.class,
            ExtensionReviewed.class,
            DeadlineChanged.class,
            DeadlineNear.class,
            DeadlineMissed.class,
            IssueSupervised.class,
            SupervisionAnswered.class,
            SupervisionLifted.class,
            ConsultationConvened.class,
            ConsultationConcluded.class,
            OptimizationRecorded.class,
            IssueLookedBack.class,
            IssueArchived.class,
            CommonProblemProposed.class,
            CommonProblemConfirmed.class,
            SelfCheckAssigned.class,
            SelfCheckCompleted.class,
            SelfCheckOverdue.class,
            CommonProblemDismissed.class,
            CommonProblemSettled.class,
            CommonProblemRecurred.class,
            PracticeSubmitted.class,
            PracticeReviewed.class,
            PracticePromoted.class,
            PracticeAdopted.class,
            PracticeEffectReported.class,
            MilestoneReminded.class,
            MilestoneReviewed.class);

    private static final Map<String, Class<? extends Event>> BY_TYPE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Events::typeOf, Function.identity()));

    private Events() {
    }

    /** Every event record, in the order of the story they tell. */
    public static List<Class<? extends Event>> all() {
        return ALL;
    }

    /** The CloudEvents type of an event, such as {@code issue.dispatched.v1}. */
    public static String typeOf(Class<? extends Event> event) {
        return event.getAnnotation(EventType.class).value();
    }

    /** The topic an event of this type is published to: one topic per kind of aggregate, such as {@code issue.events}. */
    public static String topicOf(String type) {
        return type.substring(0, type.indexOf('.')) + ".events";
    }

    /** The record for a CloudEvents type, or empty when this release does not know it. */
    public static Optional<Class<? extends Event>> byType(String type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }

    /** All topics of aggregate events, in alphabetical order. */
    public static List<String> topics() {
        return BY_TYPE.keySet().stream().map(Events::topicOf).distinct().sorted().toList();
    }
}
