package cn.tiyan.walkthrough.walkthrough.messaging;

import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.platform.followup.FollowedIssues;
import cn.tiyan.platform.messaging.Subscription;
import cn.tiyan.walkthrough.walkthrough.FollowUp;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Follows the issues that findings led to. */
@Configuration(proxyBeanMethods = false)
class IssueSubscription {

    @Bean
    Subscription issues(FollowUp followUp) {
        return FollowedIssues.subscription("issues", Set.of(SourceKind.WALKTHROUGH), followUp);
    }
}
