package cn.tiyan.local.kafka;

import static java.nio.file.StandardOpenOption.APPEND;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The broker's settings: {@code broker.properties}, the same for every broker, and the addresses and folder of this one.
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

    /** Writes {@code broker.properties}, and what only this process knows, to the file Kafka reads; returns that file. */
    Path write() throws IOException {
        var file = folder.resolve("server.properties");
        try (var common = BrokerSettings.class.getResourceAsStream("/broker.properties")) {
            Files.write(file, common.readAllBytes());
        }
        return Files.write(
                file,
                List.of(
                        "",
                        "# Chosen at start.",
                        "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
                        "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                        "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
                        "log.dirs=" + log()),
                APPEND);
    }
}
