package cn.tiyan.reporting.effect.messaging;

import cn.tiyan.contracts.issue.OptimizationRecorded;
import cn.tiyan.platform.messaging.Subscription;
import cn.tiyan.reporting.effect.Effects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Optimizations, with a consumer group of their own. */
@Configuration(proxyBeanMethods = false)
class OptimizationSubscription {

    @Bean
    Subscription optimizationsSubscription(Effects effects) {
        return Subscription.named("optimizations").on(OptimizationRecorded.class, effects::recorded);
    }
}
