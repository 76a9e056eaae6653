package cn.tiyan.experiencer.activity;

import cn.tiyan.platform.aggregate.Timer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Goes on with inviting where it broke off. */
@Configuration(proxyBeanMethods = false)
class InvitingClock {

    @Bean
    Timer<Activity> invitingBrokenOff(Inviting inviting) {
        return new Timer<>(Activity.class, inviting::goOn);
    }
}
