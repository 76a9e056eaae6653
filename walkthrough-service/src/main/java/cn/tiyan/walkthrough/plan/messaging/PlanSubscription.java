package cn.tiyan.walkthrough.plan.messaging;

import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.platform.messaging.Subscription;
import cn.tiyan.walkthrough.plan.Plans;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hears of walkthroughs, some of which were planned. */
@Configuration(proxyBeanMethods = false)
class PlanSubscription {

    @Bean
    Subscription planProgress(Plans plans) {
        return Subscription.named("plan-progress").on(WalkthroughRecorded.class, plans::walked);
    }
}
