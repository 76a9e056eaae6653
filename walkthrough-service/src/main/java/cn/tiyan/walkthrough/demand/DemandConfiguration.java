package cn.tiyan.walkthrough.demand;

import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DemandConfiguration {

    @Bean
    Live<DemandSettings> demandSettings(LiveSettings settings) {
        return settings.bind("tiyan.walkthrough.demand", DemandSettings.class);
    }
}
