package cn.tiyan.platform.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/** Listens to one topic, that is not one of events, for as long as the service runs. */
public abstract class TopicListener implements SmartLifecycle {

    /** To be told, in the subclass's constructor, what to do with messages and with failures. */
    protected final ConcurrentMessageListenerContainer<String, byte[]> container;

    /** @param group who reads; also the name in logs */
    protected TopicListener(ConsumerFactory<String, byte[]> consumers, String topic, String group) {
        var properties = new ContainerProperties(topic);
        properties.setGroupId(group);
        this.container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName(group);
    }

    /** For a topic of many messages a second: see {@link Fetching#gathering}. */
    protected void gather(Duration wait) {
        container.getContainerProperties().setKafkaConsumerProperties(Fetching.gathering(wait));
    }

    /** A header's text; null if it is not there, or empty of a value. */
    protected static @Nullable String text(ConsumerRecord<?, ?> message, String header) {
        Header found = message.headers().lastHeader(header);
        return found == null || found.value() == null ? null : new String(found.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void start() {
        container.start();
    }

    @Override
    public void stop() {
        container.stop();
    }

    /** Others stop meanwhile. */
    @Override
    public void stop(Runnable stopped) {
        container.stop(stopped);
    }

    @Override
    public boolean isRunning() {
        return container.isRunning();
    }
}
