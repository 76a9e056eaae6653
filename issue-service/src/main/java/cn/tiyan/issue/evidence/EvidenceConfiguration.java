package cn.tiyan.issue.evidence;

import com.mongodb.client.MongoClient;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EvidenceProperties.class)
@EnableScheduling
class EvidenceConfiguration {

    @Bean
    EvidenceStore evidenceStore(EvidenceProperties properties, MongoDatabaseFactory database, MongoClient client) {
        return switch (properties.store()) {
            case GRIDFS -> new GridFsStore(database, client);
            case S3 -> S3Store.at(java.util.Objects.requireNonNull(properties.s3()));
        };
    }
}
