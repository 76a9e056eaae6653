package cn.tiyan.platform.messaging;

import cn.tiyan.platform.refusal.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** Puts events at the end of their topic again: whoever could not take one in hears it once more, whoever did knows it and drops it. */
public class Replays {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ConsumerFactory<String, byte[]> consumers;
    private final KafkaTemplate<String, byte[]> kafka;

    Replays(ConsumerFactory<String, byte[]> consumers, KafkaTemplate<String, byte[]> kafka) {
        this.consumers = consumers;
        this.kafka = kafka;
    }

    /**
     * Sends what lies there once more, unchanged: key, value and headers.
     *
     * @return false if nothing lies there any more
     * @throws Refusal unavailable, if Kafka does not answer
     */
    public boolean again(String topic, int partition, long offset) {
        try {
            ConsumerRecord<String, byte[]> message = read(new TopicPartition(topic, partition), offset);
            if (message == null) {
                return false;
            }
            kafka.send(new ProducerRecord<>(topic, null, message.key(), message.value(), message.headers())).join();
            return true;
        } catch (KafkaException | org.springframework.kafka.KafkaException | CompletionException e) {
            throw Refusal.unavailable("events-unavailable", "消息系统暂时无法访问，请稍后再试");
        }
    }

    private @Nullable ConsumerRecord<String, byte[]> read(TopicPartition partition, long offset) {
        var once = Fetching.whatIsThere();
        once.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
        once.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        try (Consumer<String, byte[]> consumer = consumers.createConsumer(null, null, null, once)) {
            consumer.assign(List.of(partition));
            Long end = consumer.endOffsets(List.of(partition), PATIENCE).get(partition);
            if (end == null || offset >= end) {
                return null;
            }
            consumer.seek(partition, offset);
            List<ConsumerRecord<String, byte[]>> found = consumer.poll(PATIENCE).records(partition);
            if (found.isEmpty()) {
                throw new org.apache.kafka.common.errors.TimeoutException("Kafka did not hand over " + partition + "@" + offset);
            }
            return found.getFirst().offset() == offset ? found.getFirst() : null;
        } catch (OffsetOutOfRangeException e) {
            return null;
        }
    }
}
