package cn.tiyan.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker's process, as Kafka's own clients meet it. */
class KafkaBrokerIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir Path folder;

    private Process broker;

    @BeforeEach
    void start() throws Exception {
        Files.deleteIfExists(ready()); // a killed one leaves it
        broker = launch(folder, 0, 0);
        var deadline = Instant.now().plus(PATIENCE);
        while (!Files.exists(ready())) {
            if (broker.waitFor(50, TimeUnit.MILLISECONDS) || Instant.now().isAfter(deadline)) {
                throw new AssertionError("not started: " + log(folder));
            }
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        broker.destroy();
        if (!broker.waitFor(30, TimeUnit.SECONDS)) {
            broker.destroyForcibly().waitFor();
        }
    }

    @Test
    void keepsEveryRecordAndItsNameWhenKilled() throws Exception {
        try (var admin = Admin.create(client())) {
            admin.createTopics(List.of(new NewTopic("issue.events", 3, (short) 1))).all().get();
        }
        var clusterId = clusterId();
        var sent = new ArrayList<String>();
        for (int round = 0; round < 2; round++) {
            try (var producer = new KafkaProducer<>(client(), new StringSerializer(), new StringSerializer())) {
                for (int i = 0; i < 500; i++) {
                    var value = round + "-" + i;
                    producer.send(new ProducerRecord<>("issue.events", "issue-" + i % 7, value)).get();
                    sent.add(value);
                }
                broker.destroyForcibly().waitFor();
            }
            start();
        }

        assertThat(consumed("issue.events", sent.size())).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(clusterId()).isEqualTo(clusterId);
        stop();
        assertThat(ready()).doesNotExist();
    }

    @Test
    void makesNoTopicNobodyCreated() {
        try (var admin = Admin.create(client())) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("issue.event")).allTopicNames().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void runsWithItsSettings() throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.BROKER, "1");
        try (var admin = Admin.create(client())) {
            var settings = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            assertThat(settings.get("message.max.bytes").value()).isEqualTo("12582912");
            assertThat(settings.get("group.min.session.timeout.ms").value()).isEqualTo("3000");
            assertThat(settings.get("broker.session.timeout.ms").value()).isEqualTo("2000");
        }
    }

    @Test
    void saysThatThePortOrTheFolderIsTaken() throws Exception {
        var other = Files.createDirectory(folder.resolve("other"));
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var onSamePort = launch(other, 0, taken.getLocalPort());
            assertThat(onSamePort.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(onSamePort.exitValue()).isEqualTo(2);
            assertThat(log(other)).contains("Port " + taken.getLocalPort() + " is taken");
        }
        var busy = Files.createDirectory(folder.resolve("busy"));
        Files.createSymbolicLink(busy.resolve("data"), folder.resolve("data"));
        var onSameFolder = launch(busy, 0, 0);
        assertThat(onSameFolder.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(onSameFolder.exitValue()).isEqualTo(2);
        assertThat(log(busy)).contains("in use by another process");
    }

    @Test
    void endsWithItsParent() throws Exception {
        broker.getOutputStream().close(); // what a parent's end does too
        assertThat(broker.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private static Process launch(Path folder, int port, int controllerPort) throws IOException {
        var path = System.getProperty("java.class.path");
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx160m",
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        path,
                        KafkaBroker.class.getName(),
                        Integer.toString(port),
                        Integer.toString(controllerPort),
                        folder.resolve("data").toString(),
                        folder.resolve("ready").toString(),
                        "--exit-with-parent")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private List<String> consumed(String topic, int count) throws IOException {
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(client(), new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream().map(p -> new TopicPartition(topic, p.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var deadline = Instant.now().plus(PATIENCE);
            while (values.size() < count && Instant.now().isBefore(deadline)) {
                consumer.poll(Duration.ofMillis(200)).forEach(found -> values.add(found.value()));
            }
        }
        return values;
    }

    private String clusterId() throws Exception {
        try (var admin = Admin.create(client())) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private Map<String, Object> client() {
        try {
            return Map.of("bootstrap.servers", "127.0.0.1:" + Files.readString(ready()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path ready() {
        return folder.resolve("ready");
    }

    private static String log(Path folder) throws IOException {
        return Files.readString(folder.resolve("log"));
    }
}
