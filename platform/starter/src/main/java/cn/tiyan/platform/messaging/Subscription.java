package cn.tiyan.platform.messaging;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What one feature of a service listens to. Declare it as a bean:
 * {@snippet :
 * @Bean
 * Subscription findings(Intake intake) {
 *     return Subscription.named("findings").on(FindingRecorded.class, intake::register);
 * }
 * }
 * Every subscription reads with a consumer group of its own, {@code <service>.<name>}: one feature's trouble never holds up
 * another's. A handler may be given the same event twice; it must change nothing the second time.
 */
public final class Subscription {

    private final String name;
    private final Map<String, Handler<?>> handlers = new HashMap<>();

    record Handler<E extends Event>(Class<E> type, Consumer<Delivery<E>> action) {
    }

    private Subscription(String name) {
        this.name = name;
    }

    /** @param name unique within the service; part of the consumer group, so never rename one that is in use */
    public static Subscription named(String name) {
        return new Subscription(name);
    }

    /** Calls the handler for every event of this type, in order per aggregate. */
    public <E extends Event> Subscription on(Class<E> type, Consumer<Delivery<E>> handler) {
        handlers.put(Events.typeOf(type), new Handler<>(type, handler));
        return this;
    }

    String name() {
        return name;
    }

    Handler<?> handler(String type) {
        return handlers.get(type);
    }

    String[] topics() {
        return handlers.keySet().stream().map(Events::topicOf).distinct().sorted().toArray(String[]::new);
    }
}
