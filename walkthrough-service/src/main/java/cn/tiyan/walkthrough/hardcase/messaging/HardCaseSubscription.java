package cn.tiyan.walkthrough.hardcase.messaging;

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
        return FollowedIssues.subscription("hard-cases", HardCases.CHANNELS, hardCases);
    }
}
