package cn.tiyan.walkthrough.companion.client;

import org.springframework.cloud.openfeign.CircuitBreakerNameResolver;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client of experiencer-service; one circuit breaker per service called, under the service's name. */
@Configuration(proxyBeanMethods = false)
@EnableFeignClients(clients = ExperiencerClient.class)
class CompanionConfiguration {

    @Bean
    CircuitBreakerNameResolver oneCircuitPerService() {
        return (service, target, method) -> service;
    }
}
