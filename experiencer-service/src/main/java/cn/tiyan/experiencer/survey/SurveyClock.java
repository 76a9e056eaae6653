package cn.tiyan.experiencer.survey;

import cn.tiyan.platform.aggregate.Timer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Closes questionnaires whose deadline has come. */
@Configuration(proxyBeanMethods = false)
class SurveyClock {

    @Bean
    Timer<Questionnaire> surveysDue(Surveys surveys) {
        return new Timer<>(Questionnaire.class, surveys::expire);
    }
}
