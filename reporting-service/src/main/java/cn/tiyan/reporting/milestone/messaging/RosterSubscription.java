package cn.tiyan.reporting.milestone.messaging;

import cn.tiyan.contracts.roster.RosterReviewed;
import cn.tiyan.contracts.roster.RosterSubmitted;
import cn.tiyan.platform.messaging.Subscription;
import cn.tiyan.reporting.milestone.Milestones;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The roster is a milestone that is fulfilled elsewhere. */
@Configuration(proxyBeanMethods = false)
class RosterSubscription {

    @Bean
    Subscription milestoneRosters(Milestones milestones) {
        return Subscription.named("milestone-rosters")
                .on(RosterSubmitted.class, milestones::rosterSubmitted)
                .on(RosterReviewed.class, milestones::rosterReviewed);
    }
}
