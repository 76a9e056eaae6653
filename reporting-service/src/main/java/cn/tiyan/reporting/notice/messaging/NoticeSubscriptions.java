package cn.tiyan.reporting.notice.messaging;

import cn.tiyan.contracts.issue.DeadlineChanged;
import cn.tiyan.contracts.issue.DeadlineMissed;
import cn.tiyan.contracts.issue.DeadlineNear;
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
import cn.tiyan.contracts.issue.RectificationSentBack;
import cn.tiyan.contracts.issue.RectificationSubmitted;
import cn.tiyan.contracts.issue.RectificationVerified;
import cn.tiyan.contracts.issue.ReturnRequested;
import cn.tiyan.contracts.issue.ReturnReviewed;
import cn.tiyan.contracts.milestone.MilestoneReminded;
import cn.tiyan.contracts.milestone.MilestoneReviewed;
import cn.tiyan.platform.messaging.Subscription;
import cn.tiyan.reporting.notice.Tellers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One group for issues, which keeps the docket, and one for milestones. */
@Configuration(proxyBeanMethods = false)
class NoticeSubscriptions {

    @Bean
    Subscription noticeIssues(Tellers tellers) {
        return Subscription.named("notice-desks").together(tellers.together())
                .on(IssueRegistered.class, tellers::registered)
                .on(IssueTriaged.class, delivery -> tellers.turned(delivery, delivery.event().desk()))
                .on(IssueDispatched.class, delivery -> tellers.turned(delivery, delivery.event().desk()))
                .on(IssueAccepted.class, delivery -> tellers.turned(delivery, delivery.event().desk()))
                .on(RectificationSubmitted.class, delivery -> tellers.turned(delivery, delivery.event().desk()))
                .on(RectificationVerified.class, delivery -> tellers.turned(delivery, delivery.event().desk()))
                .on(RectificationSentBack.class, tellers::sentBack)
                .on(IssueRated.class, delivery -> tellers.turned(delivery, delivery.event().desk()))
                .on(IssueReopened.class, tellers::reopened)
                .on(IssueClosed.class, delivery -> tellers.turned(delivery, null))
                .on(IssueRejected.class, delivery -> tellers.turned(delivery, null))
                .on(IssueReconsidered.class, delivery -> tellers.turned(delivery, delivery.event().desk()))
                .on(IssueMerged.class, delivery -> tellers.turned(delivery, null))
                .on(IssueSplit.class, delivery -> tellers.turned(delivery, delivery.event().desk()))
                .on(ReturnRequested.class, delivery -> tellers.turned(delivery, delivery.event().desk()))
                .on(ReturnReviewed.class, tellers::returnReviewed)
                .on(DeadlineChanged.class, tellers::deadlineChanged)
                .on(DeadlineNear.class, tellers::deadlineNear)
                .on(DeadlineMissed.class, tellers::deadlineMissed)
                .on(IssueSupervised.class, tellers::supervised)
                .on(IssueLookedBack.class, delivery -> tellers.turned(delivery, null))
                .on(IssueArchived.class, delivery -> tellers.turned(delivery, null));
    }

    @Bean
    Subscription noticeMilestones(Tellers tellers) {
        return Subscription.named("notice-milestones")
                .on(MilestoneReminded.class, tellers::milestoneReminded)
                .on(MilestoneReviewed.class, tellers::milestoneReviewed);
    }
}
