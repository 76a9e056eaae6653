package cn.tiyan.platform.privacy;

import cn.tiyan.platform.aggregate.AggregateConfiguration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;

/** Encrypts every {@link Personal} on its way into the database. The keys have no default: a service without them does not start. */
@AutoConfiguration(before = DataMongoAutoConfiguration.class)
public class PrivacyConfiguration {

    @Bean
    static PersonalCipher personalCipher(@Value("${tiyan.privacy.data-key}") String dataKey, @Value("${tiyan.privacy.index-key}") String indexKey) {
        return PersonalCipher.ofBase64(dataKey, indexKey);
    }

    /** There is one list of conversions for all that is stored. */
    @Bean
    static MongoCustomConversions conversions(PersonalCipher cipher) {
        List<Object> all = new ArrayList<>(AggregateConfiguration.conversions());
        all.addAll(List.of(new PersonalCipher.Writing(cipher), new PersonalCipher.Reading(cipher)));
        return new MongoCustomConversions(all);
    }
}
