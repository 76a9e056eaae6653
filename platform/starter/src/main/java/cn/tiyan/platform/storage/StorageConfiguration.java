package cn.tiyan.platform.storage;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * While the database is away, a request must be refused before the gateway gives up on it: the driver's own patience is as long as
 * the gateway's, and who waits behind another's write waits twice.
 */
@AutoConfiguration
public class StorageConfiguration {

    /** Wins over what the address of the database says. */
    @Bean
    MongoClientSettingsBuilderCustomizer databasePatience(@Value("${tiyan.storage.patience}") Duration patience) {
        return settings -> settings.applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(patience.toMillis(), TimeUnit.MILLISECONDS));
    }
}
