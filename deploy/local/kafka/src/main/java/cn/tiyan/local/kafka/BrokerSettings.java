package cn.tiyan.local.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The broker's settings, as the file Kafka itself reads: broker and controller in one process, on loopback only.
 *
 * @param port where clients connect
 * @param controllerPort where the broker meets its controller
 * @param folder holds the settings and the log
 */
record BrokerSettings(int port, int controllerPort, Path folder) {

  /** Where Kafka keeps its data. */
  Path log() {
    return folder.resolve("log");
  }

  /** Storage is formatted once, which gives the cluster its id; the id stays with the data. */
  boolean formatted() {
    return Files.exists(log().resolve("meta.properties"));
  }

  /** Writes the settings to a file and returns it. */
  Path write() throws IOException {
    return Files.write(folder.resolve("server.properties"), lines());
  }

  private List<String> lines() {
    return List.of(
        "process.roles=broker,controller",
        "node.id=1",
        "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
        "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
        "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
        "inter.broker.listener.name=PLAINTEXT",
        "controller.listener.names=CONTROLLER",
        "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "log.dirs=" + log().toString().replace("\\", "\\\\"),
        "# Whoever needs a topic creates it, with the partitions and the retention it needs.",
        "auto.create.topics.enable=false",
        "num.partitions=3",
        "default.replication.factor=1",
        "min.insync.replicas=1",
        "offsets.topic.replication.factor=1",
        "offsets.topic.num.partitions=4",
        "transaction.state.log.replication.factor=1",
        "transaction.state.log.min.isr=1",
        "transaction.state.log.num.partitions=4",
        "share.coordinator.state.topic.replication.factor=1",
        "share.coordinator.state.topic.min.isr=1",
        "share.coordinator.state.topic.num.partitions=1",
        "# There is nobody else to wait for.",
        "group.initial.rebalance.delay.ms=0",
        "# After kill -9 the controller forgets the old broker, and lets the new one in, as soon as the session is over.",
        "broker.heartbeat.interval.ms=500",
        "broker.session.timeout.ms=2000",
        "# A small machine: few threads, small buffers, small files.",
        "num.network.threads=1",
        "num.io.threads=2",
        "background.threads=2",
        "log.cleaner.dedupe.buffer.size=2097152",
        "log.segment.bytes=16777216",
        "log.index.size.max.bytes=1048576");
  }
}
