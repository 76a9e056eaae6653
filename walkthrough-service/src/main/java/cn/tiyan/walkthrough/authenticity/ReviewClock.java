package cn.tiyan.walkthrough.authenticity;

import cn.tiyan.platform.aggregate.Timer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks again when a deadline is over. */
@Configuration(proxyBeanMethods = false)
class ReviewClock {

    @Bean
    Timer<AuthenticityReview> authenticityTimer(Reviews reviews) {
        return new Timer<>(AuthenticityReview.class, reviews::deadlineOver);
    }
}
