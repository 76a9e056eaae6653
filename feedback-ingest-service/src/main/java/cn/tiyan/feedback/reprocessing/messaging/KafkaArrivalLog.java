package cn.tiyan.feedback.reprocessing.messaging;

import static java.util.stream.Collectors.toMap;

import cn.tiyan.feedback.intake.Arrival;
import cn.tiyan.feedback.intake.ArrivalEnvelope;
import cn.tiyan.feedback.reprocessing.ArrivalLog;
import cn.tiyan.platform.messaging.Fetching;
import cn.tiyan.platform.refusal.Refusal;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** The topic of arrivals, read without a group: those who fold what arrives are not disturbed. */
@Component
class KafkaArrivalLog implements ArrivalLog {

    private static final Logger log = LoggerFactory.getLogger(KafkaArrivalLog.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final ConsumerFactory<String, byte[]> consumers;
    private final ArrivalEnvelope envelope;

    KafkaArrivalLog(ConsumerFactory<String, byte[]> consumers, ArrivalEnvelope envelope) {
        this.consumers = consumers;
        this.envelope = envelope;
    }

    @Override
    public List<Stretch> between(@Nullable Instant from, @Nullable Instant to) {
        try (Consumer<String, byte[]> consumer = consumer(1)) {
            List<TopicPartition> partitions = consumer.partitionsFor(ArrivalEnvelope.TOPIC, ANSWER).stream()
                    .map(info -> new TopicPartition(ArrivalEnvelope.TOPIC, info.partition())).toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
            Map<TopicPartition, Long> first = from == null ? consumer.beginningOffsets(partitions, ANSWER) : at(from, consumer, partitions, ends);
            Map<TopicPartition, Long> last = to == null ? ends : at(to, consumer, partitions, ends);
            return partitions.stream().map(partition -> new Stretch(partition.partition(), first.get(partition), last.get(partition)))
                    .filter(stretch -> stretch.next() < stretch.end()).toList();
        } catch (KafkaException e) {
            log.warn("The log of arrivals cannot be asked: {}", e.toString());
            throw Refusal.unavailable("arrivals-unavailable", "暂时无法读取推送日志，请稍后重试");
        }
    }

    private static Map<TopicPartition, Long> at(Instant time, Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndTimestamp> found =
                consumer.offsetsForTimes(partitions.stream().collect(toMap(partition -> partition, partition -> time.toEpochMilli())), ANSWER);
        return partitions.stream().collect(toMap(partition -> partition,
                partition -> found.get(partition) == null ? ends.get(partition) : found.get(partition).offset()));
    }

    @Override
    public Reading read(List<Stretch> stretches, int atOnce) {
        Consumer<String, byte[]> consumer = consumer(atOnce);
        Map<TopicPartition, Long> ends = stretches.stream()
                .collect(toMap(stretch -> new TopicPartition(ArrivalEnvelope.TOPIC, stretch.partition()), Stretch::end));
        consumer.assign(ends.keySet());
        stretches.forEach(stretch -> consumer.seek(new TopicPartition(ArrivalEnvelope.TOPIC, stretch.partition()), stretch.next()));
        return new Reading() {
            @Override
            public Batch next() {
                return KafkaArrivalLog.this.next(consumer, ends);
            }

            @Override
            public void close() {
                consumer.close();
            }
        };
    }

    private Batch next(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        List<Arrival> arrivals = new ArrayList<>();
        int unreadable = 0;
        for (ConsumerRecord<String, byte[]> message : ends.isEmpty() ? List.<ConsumerRecord<String, byte[]>>of() : consumer.poll(PATIENCE)) {
            if (message.offset() < ends.get(new TopicPartition(message.topic(), message.partition()))) {
                Arrival arrival = open(message);
                if (arrival == null) {
                    unreadable++;
                } else {
                    arrivals.add(arrival);
                }
            }
        }
        Map<Integer, Long> next = new HashMap<>();
        ends.forEach((partition, end) -> {
            // Not the last offset seen: an offset may be left out.
            long position = consumer.position(partition, ANSWER);
            next.put(partition.partition(), Math.min(position, end));
            if (position >= end) {
                consumer.pause(List.of(partition));
            }
        });
        return new Batch(arrivals, unreadable, next);
    }

    private @Nullable Arrival open(ConsumerRecord<String, byte[]> message) {
        try {
            return envelope.open(KafkaMessageFactory.createReader(message).toEvent());
        } catch (RuntimeException e) {
            return null;
        }
    }

    private Consumer<String, byte[]> consumer(int atOnce) {
        var few = Fetching.whatIsThere();
        few.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, atOnce);
        return consumers.createConsumer(null, "reprocessing", null, few);
    }
}
