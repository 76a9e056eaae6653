package cn.tiyan.experiencer.report;

import cn.tiyan.platform.aggregate.Timer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wakes reports when it is time to ask again. */
@Configuration(proxyBeanMethods = false)
class ReportClock {

    @Bean
    Timer<ExperienceReport> askingAgain() {
        return new Timer<>(ExperienceReport.class, ExperienceReport::clockStrikes);
    }
}
