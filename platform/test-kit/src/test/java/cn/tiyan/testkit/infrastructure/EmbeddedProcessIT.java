package cn.tiyan.testkit.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** What a test that kills its infrastructure relies on. */
class EmbeddedProcessIT {

    @Test
    void bringsMongoBackWithItsDataOnTheSamePort() {
        try (var mongo = EmbeddedProcess.mongo()) {
            int port = mongo.port();
            String uri = "mongodb://127.0.0.1:" + port + "/?w=majority";
            try (var client = MongoClients.create(uri)) {
                client.getDatabase("kit").getCollection("kept").insertOne(new Document("_id", 1));
            }

            mongo.kill9();
            mongo.restart();

            assertThat(mongo.port()).isEqualTo(port);
            try (var client = MongoClients.create(uri)) {
                assertThat(client.getDatabase("kit").getCollection("kept").countDocuments()).isOne();
            }
        }
    }

    @Test
    void bringsKafkaBackWithItsTopicsOnTheSamePort() throws Exception {
        try (var kafka = EmbeddedProcess.kafka()) {
            int port = kafka.port();
            Map<String, Object> settings = Map.of("bootstrap.servers", "127.0.0.1:" + port);
            try (var admin = Admin.create(settings)) {
                admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
            }

            kafka.kill9();
            kafka.restart();

            assertThat(kafka.port()).isEqualTo(port);
            try (var admin = Admin.create(settings)) {
                assertThat(admin.listTopics().names().get()).contains("kept");
            }
        }
    }
}
