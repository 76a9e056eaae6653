package cn.tiyan.platform.calls;

import feign.FeignException;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import java.util.function.Predicate;

/**
 * Tells failures of another service, which the circuit breaker counts, from its answers: "there is none" or "you may not ask" are
 * answers, and our own queue being full says nothing about it. Named in application.yml.
 */
public class Outage implements Predicate<Throwable> {

    @Override
    public boolean test(Throwable failure) {
        return switch (failure) {
            case FeignException.TooManyRequests _ -> true;
            case FeignException.FeignClientException _ -> false;
            case BulkheadFullException _ -> false;
            default -> true;
        };
    }
}
