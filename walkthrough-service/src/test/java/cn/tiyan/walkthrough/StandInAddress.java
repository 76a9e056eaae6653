package cn.tiyan.walkthrough;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Lets every test of this module share one service that finds {@link ExperiencerStandIn} where it would find experiencer-service. */
class StandInAddress implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("stand-in", Map.of(
                "spring.cloud.discovery.client.simple.instances.experiencer-service[0].uri", ExperiencerStandIn.INSTANCE.address(),
                "resilience4j.circuitbreaker.instances.experiencer-service.wait-duration-in-open-state", "300ms")));
    }
}
