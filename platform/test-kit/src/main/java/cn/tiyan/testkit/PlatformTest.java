package cn.tiyan.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * Runs the whole service on a free port with a real MongoDB, a real Kafka and access tokens signed by a key of the test's own.
 * Without Nacos: nobody needs to find the service. All such tests of a module share the infrastructure, the database and, with
 * the same configuration, the service; each brings data of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    // Said here because the settings are imported before the initializer runs.
    "spring.cloud.nacos.config.enabled=false", "spring.cloud.nacos.discovery.enabled=false",
    "spring.cloud.service-registry.auto-registration.enabled=false"})
@ContextConfiguration(initializers = PlatformInitializer.class)
@Import(PlatformTestConfiguration.class)
public @interface PlatformTest {
}
