package cn.tiyan.feedback.deadletter.messaging;

import cn.tiyan.contracts.organisation.UnitChanged;
import cn.tiyan.feedback.deadletter.DeadLetterDesk;
import cn.tiyan.platform.messaging.Subscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What was parked because nobody knew its unit is replayed as soon as the unit is announced. */
@Configuration(proxyBeanMethods = false)
class AwaitedUnits {

    @Bean
    Subscription awaitedUnitsSubscription(DeadLetterDesk desk) {
        return Subscription.named("awaited-units").on(UnitChanged.class, delivery -> desk.announced(delivery.event().unit()));
    }
}
