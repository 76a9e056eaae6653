package cn.tiyan.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** What an operator changes in Nacos takes effect while the service runs. */
@PlatformTest
class LiveRulesIT {

    private static final String BELOW = "tiyan.feedback.rules.raise-issue-for-ratings-below";

    @Autowired
    private Http http;
    @Autowired
    private ConfigurableEnvironment environment;
    @Autowired
    private ApplicationEventPublisher events;

    private void set(String below) {
        environment.getPropertySources().addFirst(new MapPropertySource("operator", Map.of(BELOW, below)));
        events.publishEvent(new EnvironmentChangeEvent(Set.of(BELOW)));
    }

    @AfterEach
    void asBefore() {
        environment.getPropertySources().remove("operator");
        events.publishEvent(new EnvironmentChangeEvent(Set.of(BELOW)));
    }

    private boolean callsForAnIssue(int satisfaction) {
        String project = "L" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        SigningSender.ratings(http).service(Pushes.aService(project));
        Http.Answer rating = SigningSender.ratings(http).rating(Pushes.aBadRating(project, 1).with("satisfaction", satisfaction));
        String receipt = "/api/v1/feedback/receipts/" + rating.at("/receiptId");
        KafkaTopics.await("the rating to be processed", () -> "PROCESSED".equals(http.as(Persona.OPERATOR).get(receipt).at("/state")));
        return http.as(Persona.OPERATOR).get(receipt).json().path("issueCalledFor").asBoolean();
    }

    @Test
    void followsTheOperator() {
        assertThat(callsForAnIssue(3)).isFalse();
        set("4");
        assertThat(callsForAnIssue(3)).isTrue();
        set("1");
        assertThat(callsForAnIssue(1)).isFalse();
    }

    @Test
    void keepsTheLastGoodRulesWhenTheOperatorErrs() {
        set("4");
        set("nonsense");
        assertThat(callsForAnIssue(3)).isTrue();
        set("9");
        assertThat(callsForAnIssue(3)).isTrue();
    }
}
