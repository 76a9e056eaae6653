package cn.tiyan.reporting.effect.messaging;

import cn.tiyan.contracts.issue.IssueMerged;
import cn.tiyan.contracts.issue.IssueReconsidered;
import cn.tiyan.contracts.issue.IssueRejected;
import cn.tiyan.contracts.issue.IssueSplit;
import cn.tiyan.contracts.issue.OptimizationRecorded;
import cn.tiyan.platform.messaging.Subscription;
import cn.tiyan.reporting.effect.Effects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Optimizations, and whether their issues still count, each with a consumer group of its own: either may be read from the beginning alone. */
@Configuration(proxyBeanMethods = false)
class OptimizationSubscription {

    @Bean
    Subscription optimizationsSubscription(Effects effects) {
        return Subscription.named("optimizations").on(OptimizationRecorded.class, effects::recorded);
    }

    @Bean
    Subscription optimizedIssuesSubscription(Effects effects) {
        return Subscription.named("optimized-issues")
                .on(IssueRejected.class, delivery -> effects.stands(delivery, delivery.event().issueId(), true))
                .on(IssueReconsidered.class, delivery -> effects.stands(delivery, delivery.event().issueId(), false))
                .on(IssueMerged.class, delivery -> effects.stands(delivery, delivery.event().issueId(), true))
                .on(IssueSplit.class, delivery -> effects.stands(delivery, delivery.event().issueId(), false));
    }
}
