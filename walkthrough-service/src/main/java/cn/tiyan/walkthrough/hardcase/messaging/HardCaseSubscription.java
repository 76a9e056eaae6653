package cn.tiyan.walkthrough.hardcase.messaging;

import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.contracts.issue.IssueTriaged;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.platform.followup.FollowedIssues;
import cn.tiyan.platform.messaging.Subscription;
import cn.tiyan.walkthrough.hardcase.HardCases;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Follows the issues that feedback led to, from wherever it came. */
@Configuration(proxyBeanMethods = false)
class HardCaseSubscription {

    @Bean
    Subscription issuesOfFeedback(HardCases hardCases) {
        // Three channels, and more of each issue than its source: so the beginning is this feature's own.
        return FollowedIssues.subscription("hard-cases", SourceKind.HOTLINE_12345, hardCases)
                .on(IssueRegistered.class, hardCases::registered)
                .on(IssueTriaged.class, hardCases::triaged);
    }
}
