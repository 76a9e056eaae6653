package cn.tiyan.reporting.milestone;

import cn.tiyan.platform.aggregate.Timer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reminders, and the mark of who is late. */
@Configuration(proxyBeanMethods = false)
class MilestoneClock {

    @Bean
    Timer<Milestone> milestoneTimer(Calendars calendars) {
        return new Timer<>(Milestone.class, (milestone, now) -> milestone.clockStrikes(now, calendars.policy()));
    }
}
