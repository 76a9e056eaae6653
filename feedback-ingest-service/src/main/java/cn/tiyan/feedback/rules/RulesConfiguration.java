package cn.tiyan.feedback.rules;

import cn.tiyan.platform.settings.LiveSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RulesConfiguration {

    @Bean
    RuleBook ruleBook(LiveSettings settings) {
        return new RuleBook(settings.bind("tiyan.feedback.rules", FeedbackRules.class));
    }
}
