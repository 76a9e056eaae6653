package cn.tiyan.experiencer.experiencer;

import cn.tiyan.platform.aggregate.Timer;
import cn.tiyan.platform.security.Actor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Ends terms when their time has come. */
@Configuration(proxyBeanMethods = false)
class ExperiencerClock {

    private static final Actor ITSELF = Actor.service("experiencer-service");

    @Bean
    Timer<Experiencer> endOfTerms() {
        return new Timer<>(Experiencer.class, (experiencer, now) -> experiencer.clockStrikes(ITSELF, now));
    }
}
