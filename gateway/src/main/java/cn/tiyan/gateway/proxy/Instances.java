package cn.tiyan.gateway.proxy;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.stereotype.Component;

/**
 * Where a service is running now: its instances in turn. Asks the registry's client with every request, which holds the list in
 * memory and is told of changes; a second copy would only serve dead instances for longer. Spring's load balancer answers the
 * same question through a chain of publishers and another thread, for a good part of what a request costs here.
 */
@Component
public class Instances {

    private final DiscoveryClient registry;
    private final Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();

    Instances(DiscoveryClient registry) {
        this.registry = registry;
    }

    /** The address of the next instance, if there is any. */
    public Optional<URI> next(String service) {
        var instances = registry.getInstances(service);
        if (instances.isEmpty()) {
            return Optional.empty();
        }
        int turn = turns.computeIfAbsent(service, _ -> new AtomicInteger()).getAndIncrement();
        return Optional.of(instances.get(Math.floorMod(turn, instances.size())).getUri());
    }
}
