package cn.tiyan.gateway;

import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the gateway. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class Gateway {

    /** Settings that libraries read from system properties before, or outside of, Spring's environment. */
    private static final Map<String, String> LIBRARY_DEFAULTS = Map.of(
            // Otherwise the Nacos client writes its own log files into the home folder.
            "nacos.logging.default.config.enabled", "false");

    public static void main(String[] arguments) {
        LIBRARY_DEFAULTS.forEach(Gateway::setUnlessSet);
        var data = System.getenv("TIYAN_DATA");
        if (data != null && !data.isBlank()) {
            setUnlessSet("JM.SNAPSHOT.PATH", data);
        }
        SpringApplication.run(Gateway.class, arguments);
    }

    private static void setUnlessSet(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
