package cn.tiyan.issue.merging.messaging;

import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.contracts.issue.IssueMerged;
import cn.tiyan.contracts.issue.IssueReconsidered;
import cn.tiyan.contracts.issue.IssueRejected;
import cn.tiyan.contracts.issue.IssueReopened;
import cn.tiyan.issue.merging.Followers;
import cn.tiyan.platform.messaging.Subscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of a survivor's life matters to those that follow it. */
@Configuration(proxyBeanMethods = false)
class MergingSubscription {

    @Bean
    Subscription mergers(Followers followers) {
        return Subscription.named("mergers").onlyKnown(followers::followed, IssueMerged.class)
                .on(IssueMerged.class, delivery -> followers.merged(delivery.aggregateId()))
                .on(IssueRejected.class, delivery -> followers.moved(delivery.aggregateId()))
                .on(IssueReconsidered.class, delivery -> followers.moved(delivery.aggregateId()))
                .on(IssueClosed.class, delivery -> followers.moved(delivery.aggregateId()))
                .on(IssueReopened.class, delivery -> followers.moved(delivery.aggregateId()));
    }
}
