package cn.tiyan.feedback.open311;

import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Open311Configuration {

    @Bean
    Live<Open311Settings> open311Settings(LiveSettings settings) {
        return settings.bind("tiyan.feedback.open311", Open311Settings.class);
    }
}
