package cn.tiyan.reporting.item.messaging;

import cn.tiyan.contracts.serviceitem.ServiceItemChanged;
import cn.tiyan.platform.messaging.Subscription;
import cn.tiyan.reporting.item.Items;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The catalogue of service items, with a consumer group of its own. */
@Configuration(proxyBeanMethods = false)
class ItemSubscription {

    @Bean
    Subscription itemsSubscription(Items items) {
        return Subscription.named("items").on(ServiceItemChanged.class, items::changed);
    }
}
