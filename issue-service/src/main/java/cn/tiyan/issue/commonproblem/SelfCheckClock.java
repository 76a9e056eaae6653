package cn.tiyan.issue.commonproblem;

import cn.tiyan.platform.aggregate.Timer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wakes self-checks whose last day has passed. */
@Configuration(proxyBeanMethods = false)
class SelfCheckClock {

    @Bean
    Timer<SelfCheck> selfChecksDue() {
        return new Timer<>(SelfCheck.class, SelfCheck::clockStrikes);
    }
}
