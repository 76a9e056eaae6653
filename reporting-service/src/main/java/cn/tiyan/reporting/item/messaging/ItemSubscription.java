package cn.tiyan.reporting.item.messaging;

import cn.tiyan.contracts.serviceitem.ServiceItemChanged;
import cn.tiyan.platform.messaging.Subscription;
import cn.tiyan.reporting.item.Items;
import cn.tiyan.reporting.item.Listings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The catalogue of service items: what they are called, and who provides them. */
@Configuration(proxyBeanMethods = false)
class ItemSubscription {

    @Bean
    Subscription itemsSubscription(Items items) {
        return Subscription.named("items").on(ServiceItemChanged.class, items::changed);
    }

    @Bean
    Subscription listingsSubscription(Listings listings) {
        return Subscription.named("listings").on(ServiceItemChanged.class, listings::changed);
    }
}
