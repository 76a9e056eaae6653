package cn.tiyan.feedback.reprocessing;

import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReprocessingConfiguration {

    @Bean
    Live<ReprocessingPace> reprocessingPace(LiveSettings settings) {
        return settings.bind("tiyan.feedback.reprocessing", ReprocessingPace.class);
    }
}
