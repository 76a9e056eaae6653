package cn.tiyan.platform.aggregate;

import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.platform.messaging.MessagingConfiguration;
import com.mongodb.client.MongoClient;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;

/** The store, the relay and the timers of aggregates. */
@AutoConfiguration(after = {DataMongoAutoConfiguration.class, MessagingConfiguration.class})
public class AggregateConfiguration {

    /** How entries of histories and outboxes are stored and read. */
    public static List<Converter<?, ?>> conversions() {
        return List.of(HistoryEntry.Writing.INSTANCE, HistoryEntry.Reading.INSTANCE, OutboxEntry.Writing.INSTANCE, OutboxEntry.Reading.INSTANCE);
    }

    @Bean
    OutboxRelay outboxRelay(MongoTemplate mongo, EventPublisher publisher, Clock clock) {
        return new OutboxRelay(mongo, publisher, clock);
    }

    @Bean
    AggregateStore aggregateStore(MongoTemplate mongo, MongoClient database, MongoCustomConversions conversions, OutboxRelay relay) {
        return new AggregateStore(mongo, database, new StateConverter(mongo.getConverter().getMappingContext(), conversions), relay);
    }

    @Bean
    Timers timers(MongoTemplate mongo, AggregateStore store, ObjectProvider<Timer<?>> timers, Clock clock) {
        return new Timers(mongo, store, timers.orderedStream().toList(), clock);
    }
}
