package cn.tiyan.issue.commonproblem;

import cn.tiyan.issue.calendar.ProvisionalDeadlines;
import cn.tiyan.issue.calendar.WorkingCalendars;
import cn.tiyan.platform.aggregate.Timer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Wakes self-checks whose last day has passed, and when a calendar is published that it was counted by. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SelfCheckClock {

    private final ProvisionalDeadlines deadlines;
    private final WorkingCalendars calendars;

    SelfCheckClock(ProvisionalDeadlines deadlines, WorkingCalendars calendars) {
        this.deadlines = deadlines;
        this.calendars = calendars;
    }

    @Bean
    Timer<SelfCheck> selfChecksDue() {
        return new Timer<>(SelfCheck.class, (check, now) -> check.clockStrikes(now, calendars.current()));
    }

    /** @return how many it found */
    @Scheduled(fixedDelay = 30_000, initialDelay = 5_000)
    long wakeProvisional() {
        return deadlines.wake(SelfCheck.class);
    }
}
