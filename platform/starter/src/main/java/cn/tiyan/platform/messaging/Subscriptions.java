package cn.tiyan.platform.messaging;

import cn.tiyan.contracts.Event;
import cn.tiyan.platform.trace.Trace;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/** Runs a service's {@link Subscription}s: one listener container each. Others may begin and end while the service runs. */
public class Subscriptions implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Subscriptions.class);
    /** How long after its sending an event may wait for what it refers to. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

    private final Map<String, ConcurrentMessageListenerContainer<String, byte[]>> containers = new ConcurrentHashMap<>();
    private final Function<Subscription, ConcurrentMessageListenerContainer<String, byte[]>> listening;
    private final String service;
    private final Map<String, Object> admin;
    private final ConsumerFactory<String, byte[]> consumers;
    private volatile boolean running;

    /**
     * @param admin how Kafka is asked about groups
     * @param gathering how long events gather where they do
     */
    Subscriptions(String service, List<Subscription> subscriptions, ConsumerFactory<String, byte[]> consumers,
            KafkaTemplate<String, byte[]> kafka, Map<String, Object> admin, Duration gathering, Clock clock) {
        this.service = service;
        this.admin = admin;
        this.consumers = consumers;
        this.listening = subscription -> container(service, subscription, consumers, kafka, gathering, clock);
        subscriptions.forEach(subscription -> containers.put(subscription.name(), listening.apply(subscription)));
    }

    /** From here on it is listened to, unless it is already; from the first event there is, or from where its group has come. */
    public synchronized void begin(Subscription subscription) {
        containers.computeIfAbsent(subscription.name(), _ -> {
            var container = listening.apply(subscription);
            if (running) {
                container.start();
            }
            return container;
        });
    }

    /** From here on they are listened to no longer; waits until what was being handled is done with. */
    public synchronized void end(Collection<Subscription> ended) {
        stop(ended.stream().map(subscription -> containers.remove(subscription.name())).filter(Objects::nonNull).toList());
    }

    /** Side by side: each waits until Kafka has answered the question it has open. */
    private static void stop(Collection<ConcurrentMessageListenerContainer<String, byte[]>> ending) {
        var stopped = new CountDownLatch(ending.size());
        ending.forEach(container -> container.stop(stopped::countDown));
        try {
            if (!stopped.await(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("{} subscriptions are still at work", stopped.getCount());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * How far one has come.
     *
     * @param read events that are done with
     * @param events events there are, in all its topics
     */
    public record Progress(long read, long events) {
    }

    /**
     * How far each has come, whichever instances read.
     *
     * @throws KafkaException if Kafka does not say
     */
    public Map<String, Progress> progress(Collection<Subscription> asked) {
        Map<String, Progress> progress = new HashMap<>();
        try (Admin kafka = Admin.create(admin)) {
            for (Subscription subscription : asked) {
                var committed = kafka.listConsumerGroupOffsets(group(subscription.name())).partitionsToOffsetAndMetadata().get();
                long events = 0;
                long read = 0;
                for (var end : ends(kafka, subscription).entrySet()) {
                    OffsetAndMetadata reached = committed.get(end.getKey());
                    events += end.getValue();
                    read += reached == null ? 0 : reached.offset();
                }
                progress.put(subscription.name(), new Progress(read, events));
            }
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka does not say how far groups have come", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted", e);
        }
        return progress;
    }

    /** Where each partition of its topics ends. */
    private static Map<TopicPartition, Long> ends(Admin kafka, Subscription subscription) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        kafka.describeTopics(List.of(subscription.topics())).allTopicNames().get().forEach((topic, described) ->
                described.partitions().forEach(partition -> asked.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        kafka.listOffsets(asked).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** What is told of events that are read ahead of a subscription's listening. Each partition is told of on one thread, several at once. */
    public interface Ahead {

        /** Roughly how many events it can keep in mind at once, of all partitions together. */
        int most();

        /** Events of some aggregates follow on this thread, all there are of each in the partition. */
        void begin();

        /** So many events more are done with, of all there are; a partition that is read several times counts in parts. */
        void read(double events);

        /**
         * They have all been handed over.
         *
         * @param partition where they lay
         * @param end the partition's events before this offset are read
         */
        void end(int partition, long end);
    }

    /**
     * Hands over all events there are so far, aggregate by aggregate as far as memory allows: a partition is read once for each part of
     * its aggregates. What cannot be handled is told of as parked and passed over: it was parked when it came. Afterwards the
     * subscription, which must not have begun yet, begins where this has ended.
     */
    public void readAhead(Subscription subscription, Ahead ahead) {
        int atOnce = Runtime.getRuntime().availableProcessors();
        try (Admin kafka = Admin.create(admin); ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            Map<TopicPartition, Long> ends = ends(kafka, subscription);
            List<Future<?>> partitions = new ArrayList<>();
            ends.forEach((partition, end) -> partitions.add(threads.submit(() -> {
                int parts = (int) (end * atOnce / ahead.most()) + 1;
                for (int part = 0; part < parts; part++) {
                    ahead.begin();
                    readAhead(subscription, ahead, partition, end, parts, part);
                    ahead.end(partition.partition(), end);
                }
            })));
            try {
                for (Future<?> partition : partitions) {
                    partition.get();
                }
            } catch (ExecutionException e) {
                partitions.forEach(partition -> partition.cancel(true));
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw e;
            }
            kafka.alterConsumerGroupOffsets(group(subscription.name()),
                    ends.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue())))).all().get();
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka does not say what there is", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted", e);
        }
    }

    private void readAhead(Subscription subscription, Ahead ahead, TopicPartition partition, long end, int parts, int part) {
        if (end == 0) {
            return;
        }
        try (var consumer = consumers.createConsumer(group(subscription.name()), null, null, Fetching.whatIsThere())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            for (long before = 0; before < end; before = consumer.position(partition)) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofSeconds(1))) {
                    if (message.offset() < end && Math.floorMod(Objects.hashCode(message.key()), parts) == part) {
                        try {
                            deliver(subscription, message);
                        } catch (RuntimeException passedOver) {
                            log.debug("Passed over {}@{}", partition, message.offset(), passedOver);
                            subscription.parked().accept(Parked.of(message, Parking.reason(passedOver)));
                        }
                    }
                }
                ahead.read((double) (Math.min(end, consumer.position(partition)) - before) / parts);
            }
        }
    }

    /** Makes Kafka forget how far they had come; for those that are not listened to any more. */
    public void forget(Collection<Subscription> ended) {
        try (Admin kafka = Admin.create(admin)) {
            kafka.deleteConsumerGroups(ended.stream().map(subscription -> group(subscription.name())).toList());
        }
    }

    private String group(String name) {
        return service + "." + name;
    }

    private static ConcurrentMessageListenerContainer<String, byte[]> container(
            String service, Subscription subscription, ConsumerFactory<String, byte[]> consumers,
            KafkaTemplate<String, byte[]> kafka, Duration gathering, Clock clock) {
        String group = service + "." + subscription.name();
        var properties = new ContainerProperties(subscription.topics());
        properties.setGroupId(group);
        if (Fetching.isBusy(subscription.topics())) {
            properties.setKafkaConsumerProperties(Fetching.gathering(gathering));
        }
        properties.setMessageListener((BatchMessageListener<String, byte[]>) messages -> deliver(subscription, messages));
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName(group);
        container.setCommonErrorHandler(Parking.handler(service, kafka, clock, PATIENCE, (message, reason) -> subscription.parked().accept(Parked.of(message, reason))));
        return container;
    }

    /**
     * All that was read at once, one after another. Where one fails, those before it are done with, it alone is tried again or
     * parked, and those behind it follow. Where what was put off cannot be written, it is not known whose fault that is: then each
     * is handed over again by itself.
     */
    static void deliver(Subscription subscription, List<ConsumerRecord<String, byte[]>> messages) {
        Set<String> concerned;
        try {
            concerned = subscription.concerned(messages);
        } catch (RuntimeException failure) {
            throw new BatchListenerFailedException("Not asked", failure, 0);
        }
        try {
            deliver(subscription, messages, 0, messages.size(), concerned);
        } catch (NotWritten together) {
            for (int at = 0; at < messages.size(); at++) {
                try {
                    deliver(subscription, messages, at, at + 1, concerned);
                } catch (NotWritten alone) {
                    throw new BatchListenerFailedException("Not written", alone.getCause(), at);
                }
            }
        }
    }

    private static void deliver(Subscription subscription, List<ConsumerRecord<String, byte[]>> messages, int from, int to, @Nullable Set<String> concerned) {
        int at = from;
        subscription.together().begin();
        try {
            for (; at < to; at++) {
                if (concerned == null || concerned.contains(messages.get(at).key())) {
                    deliver(subscription, messages.get(at));
                }
            }
        } catch (RuntimeException failure) {
            throw new BatchListenerFailedException("Not handled", failure, at);
        } finally {
            try {
                subscription.together().end();
            } catch (RuntimeException failure) {
                throw new NotWritten(failure);
            }
        }
    }

    /** What was put off could not be written. */
    private static final class NotWritten extends RuntimeException {

        NotWritten(RuntimeException cause) {
            super(cause);
        }
    }

    static @Nullable String typeOf(ConsumerRecord<String, byte[]> message) {
        return TopicListener.text(message, "ce_type");
    }

    private static void deliver(Subscription subscription, ConsumerRecord<String, byte[]> message) {
        String type = typeOf(message);
        Subscription.Handler<?> handler = type == null ? null : subscription.handler(type);
        if (handler != null) {
            deliver(handler, message);
        } else if (type == null) {
            throw new UnreadableEvent("no ce_type header", null);
        }
    }

    private static <E extends Event> void deliver(Subscription.Handler<E> handler, ConsumerRecord<String, byte[]> message) {
        Delivery<E> delivery;
        String traceparent;
        try {
            CloudEvent event = KafkaMessageFactory.createReader(message).toEvent();
            traceparent = (String) event.getExtension(EventPublisher.TRACEPARENT);
            delivery = new Delivery<>(EventJson.read(event.getData().toBytes(), handler.type()), event.getSubject(),
                    Long.parseLong(event.getExtension(EventPublisher.SEQUENCE).toString()), event.getTime().toInstant(),
                    message.topic(), message.partition(), message.offset());
        } catch (RuntimeException e) {
            throw new UnreadableEvent("not a " + handler.type().getSimpleName(), e);
        }
        Trace.in(traceparent, () -> handler.action().accept(delivery));
    }

    @Override
    public synchronized void start() {
        running = true;
        containers.values().forEach(ConcurrentMessageListenerContainer::start);
    }

    @Override
    public synchronized void stop() {
        running = false;
        stop(containers.values());
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
