package cn.tiyan.platform.settings;

import jakarta.validation.Validator;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/** Live settings, and the clock everybody asks for the time. */
@AutoConfiguration(after = ValidationAutoConfiguration.class)
public class SettingsConfiguration {

    @Bean
    LiveSettings liveSettings(ConfigurableEnvironment environment, Validator validator) {
        return new LiveSettings(environment, validator);
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
