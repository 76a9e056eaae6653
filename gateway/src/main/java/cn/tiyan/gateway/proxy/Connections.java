package cn.tiyan.gateway.proxy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

import cn.tiyan.gateway.GatewaySettings;

/**
 * The connections to the services. There are as many as there are requests under way; those that have become free serve the next
 * request to the same instance, the last one used first.
 */
@Component
class Connections implements DisposableBean {

    /** Shorter than any server keeps an idle connection, so that a POST never meets one that is just being closed. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(10);

    private final Duration patience;
    private final Map<String, ArrayDeque<Connection>> idle = new ConcurrentHashMap<>();

    Connections(GatewaySettings settings, Stalls stalls) {
        patience = settings.connectTimeout();
        stalls.every(LONGEST_IDLE.dividedBy(2), this::closeIdle);
    }

    /**
     * A connection to an instance that nobody else uses.
     *
     * @throws NotConnected when none can be opened
     */
    Connection to(URI instance) {
        for (var free = next(instance.getRawAuthority()); free != null; free = next(instance.getRawAuthority())) {
            if (!free.idleFor(LONGEST_IDLE) && free.alive()) {
                return free;
            }
            free.abandon();
        }
        try {
            return Connection.open(instance, patience);
        } catch (IOException notConnected) {
            throw new NotConnected(notConnected);
        }
    }

    private Connection next(String address) {
        var found = new Connection[1];
        idle.computeIfPresent(address, (_, free) -> {
            found[0] = free.pollFirst();
            return free.isEmpty() ? null : free;
        });
        return found[0];
    }

    /** Takes a connection back whose answer was read to its end. */
    void keep(Connection free) {
        free.rest();
        idle.compute(free.address(), (_, others) -> {
            var all = others == null ? new ArrayDeque<Connection>() : others;
            all.addFirst(free);
            return all;
        });
    }

    private void closeIdle() {
        close(LONGEST_IDLE);
    }

    private void close(Duration time) {
        for (var address : idle.keySet()) {
            idle.computeIfPresent(address, (_, free) -> {
                while (!free.isEmpty() && free.peekLast().idleFor(time)) {
                    free.pollLast().abandon();
                }
                return free.isEmpty() ? null : free;
            });
        }
    }

    @Override
    public void destroy() {
        close(Duration.ZERO);
    }
}
