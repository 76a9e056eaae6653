package cn.tiyan.platform.messaging;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

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
    private final Set<String> announcing = new HashSet<>();
    private @Nullable UnaryOperator<Set<String>> known;
    private Together together = Together.NOTHING;
    private Consumer<Parked> parked = event -> { };

    record Handler<E extends Event>(Class<E> type, Consumer<Delivery<E>> action) {
    }

    private Subscription(String name) {
        this.name = name;
    }

    /** @param name unique within the service; part of the consumer group, so never rename one that is in use */
    public static Subscription named(String name) {
        return new Subscription(name);
    }

    /**
     * Calls the handler for every event of this type, in order per aggregate.
     *
     * @throws IllegalStateException if there is one for it already
     */
    public <E extends Event> Subscription on(Class<E> type, Consumer<Delivery<E>> handler) {
        if (handlers.put(Events.typeOf(type), new Handler<>(type, handler)) != null) {
            throw new IllegalStateException("Two handlers for " + Events.typeOf(type) + " in " + name);
        }
        return this;
    }

    /**
     * Hands over only events of aggregates that matter here, and asks which those are once for all that were read at once.
     *
     * @param known of some aggregates' ids, those that matter
     * @param announcing the types whose events may make an aggregate matter: these are always handed over, as is what follows them
     */
    @SafeVarargs
    public final Subscription onlyKnown(UnaryOperator<Set<String>> known, Class<? extends Event>... announcing) {
        this.known = known;
        Arrays.stream(announcing).map(Events::typeOf).forEach(this.announcing::add);
        return this;
    }

    /** Lets the handlers put off what they write until they have heard of all that was read at once. */
    public Subscription together(Together together) {
        this.together = together;
        return this;
    }

    /** Tells of every event that was parked, once it was; where telling fails, the event is parked and told of once more. */
    public Subscription parked(Consumer<Parked> told) {
        this.parked = told;
        return this;
    }

    Consumer<Parked> parked() {
        return parked;
    }

    /** What surrounds the handling of events that were read at once; all of it happens on one thread. */
    public interface Together {

        Together NOTHING = new Together() {
            @Override
            public void begin() {
            }

            @Override
            public void end() {
            }
        };

        /** From here on writing may be put off. */
        void begin();

        /**
         * Writes what was put off. Nothing is acknowledged before; if it fails, all the events come again, one at a time, including
         * those that were written. Called also when a handler has failed, for the sake of the events before.
         */
        void end();
    }

    Together together() {
        return together;
    }

    /** Of the aggregates these messages are about, those whose events are to be handed over; null for all. */
    @Nullable Set<String> concerned(List<ConsumerRecord<String, byte[]>> messages) {
        if (known == null) {
            return null;
        }
        Set<String> concerned = new HashSet<>();
        Set<String> asked = new HashSet<>();
        for (ConsumerRecord<String, byte[]> message : messages) {
            String type = Subscriptions.typeOf(message);
            if (type == null || announcing.contains(type)) {
                concerned.add(message.key());
            } else if (handlers.containsKey(type)) {
                asked.add(message.key());
            }
        }
        asked.removeAll(concerned);
        if (!asked.isEmpty()) {
            concerned.addAll(known.apply(asked));
        }
        return concerned;
    }

    /** Unique within the service. */
    public String name() {
        return name;
    }

    Handler<?> handler(String type) {
        return handlers.get(type);
    }

    /** What it reads. */
    public String[] topics() {
        return handlers.keySet().stream().map(Events::topicOf).distinct().sorted().toArray(String[]::new);
    }
}
