package cn.tiyan.platform.storage;

import com.mongodb.client.MongoClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * The database has to be new enough. While it is away, a request must be refused before the gateway gives up on it: the driver's own
 * patience is as long as the gateway's, and who waits behind another's write waits twice.
 */
@AutoConfiguration(after = MongoAutoConfiguration.class)
public class StorageConfiguration {

    /** Of MongoDB 8.0, the first that says of each of many writes what became of it. */
    private static final int NEEDED_WIRE_VERSION = 25;

    /** Wins over what the address of the database says. */
    @Bean
    MongoClientSettingsBuilderCustomizer databasePatience(@Value("${tiyan.storage.patience}") Duration patience) {
        return settings -> settings.applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Rather no start than every write refused later. */
    @Bean
    @ConditionalOnBean(MongoClient.class)
    InitializingBean databaseNewEnough(MongoClient database) {
        return () -> requireWireVersion(database.getDatabase("admin").runCommand(new Document("hello", 1)).getInteger("maxWireVersion"));
    }

    static void requireWireVersion(int found) {
        if (found < NEEDED_WIRE_VERSION) {
            throw new IllegalStateException("MongoDB 8.0 or newer is needed; what MONGODB_URI leads to is older (wire version " + found + ", not "
                    + NEEDED_WIRE_VERSION + ")");
        }
    }
}
