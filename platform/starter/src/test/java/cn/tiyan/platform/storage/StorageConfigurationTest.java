package cn.tiyan.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class StorageConfigurationTest {

    private static final int MONGODB_7 = 21;
    private static final int MONGODB_8 = 25;

    @Test
    void needsMongoDb8() {
        assertThatCode(() -> StorageConfiguration.requireWireVersion(MONGODB_8)).doesNotThrowAnyException();
        assertThatThrownBy(() -> StorageConfiguration.requireWireVersion(MONGODB_7)).hasMessageContaining("MongoDB 8.0").hasMessageContaining("MONGODB_URI");
    }

    @Test
    void givesUpOnADatabaseThatIsAwayBeforeTheGatewayGivesUpOnUs() throws IOException {
        int nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        var settings = MongoClientSettings.builder().applyConnectionString(new ConnectionString("mongodb://127.0.0.1:" + nobody));
        new StorageConfiguration().databasePatience(Duration.ofMillis(300)).customize(settings);
        try (var client = MongoClients.create(settings.build())) {
            Instant asked = Instant.now();
            assertThatThrownBy(() -> client.getDatabase("any").runCommand(new Document("ping", 1))).isInstanceOf(MongoTimeoutException.class);
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
    }
}
