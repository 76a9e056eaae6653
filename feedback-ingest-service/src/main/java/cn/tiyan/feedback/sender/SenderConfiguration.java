package cn.tiyan.feedback.sender;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SenderProperties.class, PushLimits.class})
class SenderConfiguration {
}
