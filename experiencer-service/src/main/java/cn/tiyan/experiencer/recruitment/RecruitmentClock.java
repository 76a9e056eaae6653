package cn.tiyan.experiencer.recruitment;

import cn.tiyan.platform.aggregate.Timer;
import cn.tiyan.platform.security.Actor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Ends the periods of open calls and the time of links. */
@Configuration(proxyBeanMethods = false)
class RecruitmentClock {

    private static final Actor ITSELF = Actor.service("experiencer-service");

    @Bean
    Timer<Campaign> endOfPeriods() {
        return new Timer<>(Campaign.class, (campaign, now) -> campaign.clockStrikes(ITSELF, now));
    }

    @Bean
    Timer<Invitation> endOfLinks() {
        return new Timer<>(Invitation.class, (invitation, now) -> invitation.clockStrikes(ITSELF, now));
    }
}
