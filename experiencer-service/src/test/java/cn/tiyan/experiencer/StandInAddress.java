package cn.tiyan.experiencer;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Lets every test of this module share one service that finds {@link ChecklistStandIn} where it would find walkthrough-service. */
class StandInAddress implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("stand-in", Map.of(
                "spring.cloud.discovery.client.simple.instances.walkthrough-service[0].uri", ChecklistStandIn.INSTANCE.address(),
                "resilience4j.circuitbreaker.instances.walkthrough-service.wait-duration-in-open-state", "300ms")));
    }
}
