package cn.tiyan.local.identity;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Runs the identity provider of the local stack. Not for production: its users are made up and share one password. */
@SpringBootApplication
@EnableConfigurationProperties(IdentityProperties.class)
public class IdentityProvider {

    public static void main(String[] args) {
        SpringApplication.run(IdentityProvider.class, args);
    }
}
