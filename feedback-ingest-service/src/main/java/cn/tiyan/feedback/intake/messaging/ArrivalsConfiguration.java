package cn.tiyan.feedback.intake.messaging;

import cn.tiyan.feedback.intake.ArrivalEnvelope;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** The topic of arrivals is kept for ever: it is everything that was ever said here, as it was said. */
@Configuration(proxyBeanMethods = false)
class ArrivalsConfiguration {

    @Bean
    NewTopic arrivalsTopic(@Value("${tiyan.kafka.partitions}") int partitions, @Value("${tiyan.kafka.replicas}") int replicas) {
        return TopicBuilder.name(ArrivalEnvelope.TOPIC).partitions(partitions).replicas(replicas)
                .config(TopicConfig.RETENTION_MS_CONFIG, "-1").build();
    }

    /** What senders write themselves is read from here and kept there; the broker's own clock says when it came. */
    @Bean
    NewTopic inboundTopic(@Value("${tiyan.kafka.partitions}") int partitions, @Value("${tiyan.kafka.replicas}") int replicas,
            @Value("${tiyan.feedback.inbound.retention}") Duration retention) {
        return TopicBuilder.name(Inbound.TOPIC).partitions(partitions).replicas(replicas)
                .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()))
                .config(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime").build();
    }
}
