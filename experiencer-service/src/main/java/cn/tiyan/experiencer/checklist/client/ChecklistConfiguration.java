package cn.tiyan.experiencer.checklist.client;

import org.springframework.cloud.openfeign.CircuitBreakerNameResolver;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client of walkthrough-service; one circuit breaker per service called, under the service's name. */
@Configuration(proxyBeanMethods = false)
@EnableFeignClients(clients = ChecklistClient.class)
class ChecklistConfiguration {

    @Bean
    CircuitBreakerNameResolver oneCircuitPerService() {
        return (service, target, method) -> service;
    }
}
