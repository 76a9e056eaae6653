package cn.tiyan.platform.messaging;

import cn.tiyan.contracts.Events;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

/** Publishing and listening. */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
public class MessagingConfiguration {

    @Bean
    EventPublisher eventPublisher(KafkaTemplate<String, byte[]> kafka, @Value("${spring.application.name}") String service) {
        return new EventPublisher(kafka, service);
    }

    @Bean
    Subscriptions subscriptions(@Value("${spring.application.name}") String service, List<Subscription> subscriptions,
            ConsumerFactory<String, byte[]> consumers, KafkaTemplate<String, byte[]> kafka, KafkaAdmin admin,
            @Value("${tiyan.messaging.wait-ms:400}") Duration gathering, Clock clock) {
        return new Subscriptions(service, subscriptions, consumers, kafka, admin.getConfigurationProperties(), gathering, clock);
    }

    @Bean
    Replays replays(ConsumerFactory<String, byte[]> consumers, KafkaTemplate<String, byte[]> kafka) {
        return new Replays(consumers, kafka);
    }

    /**
     * Topics of aggregate events are kept for ever: they are the history that figures are rebuilt from. Whoever starts first
     * creates them; partitions and replicas of topics that exist are left alone.
     */
    @Bean
    KafkaAdmin.NewTopics topics(@Value("${spring.application.name}") String service,
            @Value("${tiyan.kafka.partitions}") int partitions, @Value("${tiyan.kafka.replicas}") int replicas) {
        var topics = new java.util.ArrayList<NewTopic>();
        for (String topic : Events.topics()) {
            topics.add(TopicBuilder.name(topic).partitions(partitions).replicas(replicas).config(TopicConfig.RETENTION_MS_CONFIG, "-1").build());
        }
        topics.add(TopicBuilder.name(Parking.topic(service)).partitions(1).replicas(replicas).config(TopicConfig.RETENTION_MS_CONFIG, "-1").build());
        return new KafkaAdmin.NewTopics(topics.toArray(NewTopic[]::new));
    }
}
