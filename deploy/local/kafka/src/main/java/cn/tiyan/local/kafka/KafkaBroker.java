package cn.tiyan.local.kafka;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/**
 * Runs a real Kafka broker, one node in KRaft mode, on loopback.
 *
 * <p>Usage: {@code KafkaBroker PORT CONTROLLER_PORT DATA_DIR READY_FILE [--exit-with-parent]}. Port 0 chooses a free one. The
 * ready file appears, holding the port, once the broker answers an administrator's request. Exit code 2: something whoever
 * started it can mend (a taken port, a folder in use), told in one line; 1: anything else.
 */
public final class KafkaBroker {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** Held as long as the process lives, however it ends; in a field, because a lock nobody holds on to is collected. */
    private static FileLock lock;

    private KafkaBroker() {}

    /** Runs until the process is told to stop. */
    public static void main(String[] arguments) {
        try {
            run(arguments);
        } catch (StartupFailure e) {
            System.out.println(e.getMessage());
            System.exit(2);
        } catch (Throwable e) {
            e.printStackTrace(System.out);
            System.exit(1);
        }
    }

    private static void run(String[] arguments) throws Exception {
        var started = System.nanoTime();
        var positional = new ArrayList<>(Arrays.asList(arguments));
        var exitWithParent = positional.remove("--exit-with-parent");
        if (positional.size() != 4) {
            throw new StartupFailure("Usage: KafkaBroker PORT CONTROLLER_PORT DATA_DIR READY_FILE [--exit-with-parent]");
        }
        int wantedPort = port(positional.get(0));
        int wantedControllerPort = port(positional.get(1));
        var folder = Path.of(positional.get(2)).toAbsolutePath();
        var ready = new ReadyFile(Path.of(positional.get(3)));

        ready.clear();
        if (exitWithParent) {
            watchParent();
        }
        lock(folder);
        var settings = settings(wantedPort, wantedControllerPort, folder);
        var file = settings.write();
        if (!settings.formatted()) {
            format(file);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> clear(ready), "clear-ready"));
        // Kafka's own main never returns while the broker runs, and stops it cleanly by a shutdown hook of its own.
        Thread.ofPlatform().name("broker").start(() -> Kafka.main(new String[] {file.toString()}));
        awaitAnswer(settings.port());
        ready.write(settings.port());
        System.out.println(
                "Kafka answers on 127.0.0.1:" + settings.port() + " after " + (System.nanoTime() - started) / 1_000_000 + " ms");
    }

    private static int port(String text) throws StartupFailure {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new StartupFailure("Not a port: " + text);
    }

    private static void lock(Path folder) throws IOException, StartupFailure {
        Files.createDirectories(folder);
        lock = FileChannel.open(folder.resolve("process.lock"), CREATE, WRITE).tryLock();
        if (lock == null) {
            throw new StartupFailure(
                    "The folder " + folder + " is in use by another process. Stop that one, or choose another folder.");
        }
    }

    /** Takes both ports for a moment: a taken one is told now, in a sentence, and a free one is chosen where wanted. */
    private static BrokerSettings settings(int port, int controllerPort, Path folder) throws IOException, StartupFailure {
        try (var broker = bind(port);
                var controller = bind(controllerPort)) {
            return new BrokerSettings(broker.getLocalPort(), controller.getLocalPort(), folder);
        }
    }

    private static ServerSocket bind(int port) throws IOException, StartupFailure {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (BindException e) {
            socket.close();
            throw new StartupFailure("Port " + port + " is taken by another process. Choose another one, or stop that process.");
        }
    }

    private static void format(Path settings) throws IOException {
        var said = new ByteArrayOutputStream();
        try (var out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            var arguments = new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", settings.toString()};
            if (StorageTool.execute(arguments, out) != 0) {
                throw new IOException("Kafka's storage could not be formatted: " + said.toString(StandardCharsets.UTF_8));
            }
        }
    }

    /** An open port is not yet a broker: it answers once the controller has let it in. */
    private static void awaitAnswer(int port) throws InterruptedException, IOException {
        var deadline = System.nanoTime() + START.toNanos();
        while (!open(port)) {
            pause(deadline);
        }
        Map<String, Object> settings =
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + port,
                        AdminClientConfig.RETRY_BACKOFF_MS_CONFIG, PAUSE.toMillis());
        try (var admin = Admin.create(settings)) {
            while (!answers(admin)) {
                pause(deadline);
            }
        }
    }

    private static boolean open(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean answers(Admin admin) throws InterruptedException {
        try {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException e) {
            return false;
        }
    }

    private static void pause(long deadline) throws InterruptedException, IOException {
        if (System.nanoTime() > deadline) {
            throw new IOException("Kafka does not answer after " + START.toSeconds() + " s");
        }
        Thread.sleep(PAUSE);
    }

    private static void clear(ReadyFile ready) {
        try {
            ready.clear();
        } catch (IOException e) {
            System.out.println("the ready file stays: " + e.getMessage());
        }
    }

    /** A parent that is gone, however it went, has closed its end of our standard input. */
    private static void watchParent() {
        Thread.ofPlatform()
                .name("parent")
                .daemon()
                .start(
                        () -> {
                            try {
                                while (System.in.read() >= 0) {
                                    // whatever it says, it lives
                                }
                            } catch (IOException e) {
                                // as good as gone
                            }
                            System.exit(0);
                        });
    }
}
