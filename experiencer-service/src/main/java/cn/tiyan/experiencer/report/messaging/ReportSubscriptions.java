package cn.tiyan.experiencer.report.messaging;

import cn.tiyan.contracts.commonproblem.CommonProblemConfirmed;
import cn.tiyan.contracts.issue.OptimizationRecorded;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.experiencer.report.FollowUp;
import cn.tiyan.platform.followup.FollowedIssues;
import cn.tiyan.platform.messaging.Subscription;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Follows the issues that findings led to, and the common problems that were recognised in them. */
@Configuration(proxyBeanMethods = false)
class ReportSubscriptions {

    @Bean
    Subscription reportIssues(FollowUp followUp) {
        return FollowedIssues.subscription("report-issues", Set.of(SourceKind.EXPERIENCER), followUp)
                .on(OptimizationRecorded.class, delivery -> followUp.improved(delivery.event(), delivery.sequence(), delivery.time()));
    }

    @Bean
    Subscription reportCommonProblems(FollowUp followUp) {
        return Subscription.named("report-common-problems").on(CommonProblemConfirmed.class, delivery -> {
            var issues = delivery.event().issueIds();
            if (issues != null) {
                followUp.commonProblem(delivery.aggregateId(), issues, delivery.time());
            }
        });
    }
}
