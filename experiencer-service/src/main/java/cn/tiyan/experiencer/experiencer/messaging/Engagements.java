package cn.tiyan.experiencer.experiencer.messaging;

import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.experiencer.experiencer.Experiencers;
import cn.tiyan.platform.messaging.Subscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Learns from recorded walkthroughs who came along on which day. */
@Configuration(proxyBeanMethods = false)
class Engagements {

    @Bean
    Subscription engagementSubscription(Experiencers experiencers) {
        return Subscription.named("engagements").on(WalkthroughRecorded.class, delivery -> {
            WalkthroughRecorded walkthrough = delivery.event();
            if (walkthrough.experiencerId() != null) {
                experiencers.accompanied(walkthrough.experiencerId(), walkthrough.walkthroughId(), walkthrough.startedAt());
            }
        });
    }
}
