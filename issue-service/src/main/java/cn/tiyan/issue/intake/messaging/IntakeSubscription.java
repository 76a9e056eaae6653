package cn.tiyan.issue.intake.messaging;

import cn.tiyan.contracts.feedback.FeedbackCalledBack;
import cn.tiyan.contracts.feedback.FeedbackUrged;
import cn.tiyan.contracts.feedback.FeedbackWithdrawn;
import cn.tiyan.contracts.feedback.IssueCalledFor;
import cn.tiyan.contracts.report.ExperienceFindingRecorded;
import cn.tiyan.contracts.report.ExperienceLookedBack;
import cn.tiyan.contracts.walkthrough.FindingRecorded;
import cn.tiyan.issue.intake.Intake;
import cn.tiyan.platform.messaging.Subscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One subscription each, so that a flood of feedback does not hold up findings. */
@Configuration(proxyBeanMethods = false)
class IntakeSubscription {

    @Bean
    Subscription findings(Intake intake) {
        return Subscription.named("findings").on(FindingRecorded.class, delivery -> intake.register(delivery.event()));
    }

    @Bean
    Subscription experienceReports(Intake intake) {
        return Subscription.named("experience-reports")
                .on(ExperienceFindingRecorded.class, delivery -> intake.register(delivery.event()))
                .on(ExperienceLookedBack.class, delivery -> intake.lookedBack(delivery.event(), delivery.sequence()));
    }

    @Bean
    Subscription feedback(Intake intake) {
        return Subscription.named("feedback")
                .on(IssueCalledFor.class, delivery -> intake.register(delivery.event()))
                .on(FeedbackWithdrawn.class, delivery -> intake.withdrawn(delivery.event(), delivery.sequence()))
                .on(FeedbackUrged.class, delivery -> intake.urged(delivery.event(), delivery.sequence()))
                .on(FeedbackCalledBack.class, delivery -> intake.calledBack(delivery.event(), delivery.sequence()));
    }
}
