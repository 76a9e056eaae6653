package cn.tiyan.testkit.infrastructure;

import java.util.function.Supplier;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * Where the tests of this JVM find MongoDB and Kafka: what MONGODB_URI and KAFKA_BOOTSTRAP name; else containers, where Docker
 * answers; else the local platform's own embedded ones, as child processes that end with this JVM.
 */
public final class Infrastructure {

    private static final String MONGO_IMAGE = "mongo:8.0";
    private static final String KAFKA_IMAGE = "apache/kafka-native:4.1.1";

    private static final Once MONGO = new Once(() -> given("MONGODB_URI", () -> docker() ? mongoContainer()
            : "mongodb://127.0.0.1:" + EmbeddedProcess.mongo().port() + "/?w=majority"));
    private static final Once KAFKA = new Once(() -> given("KAFKA_BOOTSTRAP", () -> docker() ? kafkaContainer()
            : "127.0.0.1:" + EmbeddedProcess.kafka().port()));

    private Infrastructure() {
    }

    /** A MongoDB connection string without a database; writes are acknowledged by a majority. */
    public static String mongoUri() {
        return MONGO.get();
    }

    /** Kafka's bootstrap servers. */
    public static String kafkaBootstrap() {
        return KAFKA.get();
    }

    private static String given(String variable, Supplier<String> otherwise) {
        String given = System.getenv(variable);
        return given == null || given.isBlank() ? otherwise.get() : given;
    }

    /** Asked only where there is something to ask: without a socket or an address Testcontainers would search, and say so at length. */
    private static boolean docker() {
        boolean mayAnswer = System.getenv("DOCKER_HOST") != null || java.nio.file.Files.exists(java.nio.file.Path.of("/var/run/docker.sock"));
        return mayAnswer && DockerClientFactory.instance().isDockerAvailable();
    }

    @SuppressWarnings("resource") // Ryuk removes it after this JVM.
    private static String mongoContainer() {
        var mongo = new MongoDBContainer(MONGO_IMAGE);
        mongo.start();
        return mongo.getConnectionString() + "/?w=majority";
    }

    @SuppressWarnings("resource") // Ryuk removes it after this JVM.
    private static String kafkaContainer() {
        var kafka = new KafkaContainer(KAFKA_IMAGE);
        kafka.start();
        return kafka.getBootstrapServers();
    }

    /** Computed at the first call, then kept. */
    private static final class Once implements Supplier<String> {

        private final Supplier<String> compute;
        private volatile String value = "";

        Once(Supplier<String> compute) {
            this.compute = compute;
        }

        @Override
        public synchronized String get() {
            if (value.isEmpty()) {
                value = compute.get();
            }
            return value;
        }
    }
}
