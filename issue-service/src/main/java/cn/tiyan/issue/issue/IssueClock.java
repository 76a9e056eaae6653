package cn.tiyan.issue.issue;

import cn.tiyan.issue.calendar.ProvisionalDeadlines;
import cn.tiyan.platform.aggregate.Timer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Wakes issues when their time has come, and when a calendar is published that their deadlines count by. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class IssueClock {

    private final ProvisionalDeadlines deadlines;
    private final Issues issues;

    IssueClock(ProvisionalDeadlines deadlines, Issues issues) {
        this.deadlines = deadlines;
        this.issues = issues;
    }

    @Bean
    Timer<Issue> issueTimer() {
        return new Timer<>(Issue.class, issues::clockStrikes);
    }

    /** @return how many it found */
    @Scheduled(fixedDelay = 30_000, initialDelay = 5_000)
    long wakeProvisional() {
        return deadlines.wake(Issue.class);
    }
}
