package cn.tiyan.platform.organisation;

import cn.tiyan.contracts.organisation.UnitChanged;
import cn.tiyan.platform.messaging.MessagingConfiguration;
import cn.tiyan.platform.messaging.Subscription;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Keeps this service's copy of the organisation tree. */
@AutoConfiguration(after = DataMongoAutoConfiguration.class, before = MessagingConfiguration.class)
public class OrganisationConfiguration {

    @Bean
    Organisation organisation(MongoTemplate mongo, Clock clock) {
        return new Organisation(mongo, clock);
    }

    @Bean
    Subscription organisationSubscription(Organisation organisation) {
        return Subscription.named("organisation").on(UnitChanged.class, organisation::changed);
    }
}
