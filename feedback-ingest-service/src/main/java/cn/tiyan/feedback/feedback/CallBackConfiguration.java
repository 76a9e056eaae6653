package cn.tiyan.feedback.feedback;

import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CallBackConfiguration {

    @Bean
    Live<CallBackSettings> callBackSettings(LiveSettings settings) {
        return settings.bind("tiyan.feedback.call-backs", CallBackSettings.class);
    }
}
