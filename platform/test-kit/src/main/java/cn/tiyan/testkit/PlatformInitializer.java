package cn.tiyan.testkit;

import cn.tiyan.testkit.infrastructure.Infrastructure;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Points the service at the test's own infrastructure. */
class PlatformInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** One database for all tests of this JVM: what a consumer group has read and what the database holds stay in step. */
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String service = context.getEnvironment().getProperty("spring.application.name", "service");
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("platform-test", Map.ofEntries(
                Map.entry("spring.mongodb.uri", Infrastructure.mongoUri()),
                Map.entry("spring.mongodb.database", service + "-" + RUN),
                Map.entry("spring.kafka.bootstrap-servers", Infrastructure.kafkaBootstrap()),
                Map.entry("tiyan.messaging.wait-ms", "200"),
                Map.entry("tiyan.messaging.hold-ms", "200"),
                Map.entry("tiyan.privacy.data-key", key("data")),
                Map.entry("tiyan.privacy.index-key", key("index")))));
    }

    private static String key(String purpose) {
        return java.util.Base64.getEncoder().encodeToString(cn.tiyan.platform.id.Ids.sha256(("test " + purpose).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
