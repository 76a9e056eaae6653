package cn.tiyan.local.mongo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * Serves MongoDB's own engine on a loopback port, for a machine that has neither a mongod nor Docker.
 *
 * <p>Usage: {@code MongoEngine PORT DATA_DIR READY_FILE [CACHE_MB] [--exit-with-parent]}. Port 0 chooses a free one. The ready
 * file appears, holding the port, once a driver would be answered. Exit code 2: something whoever started it can mend (a taken
 * port, a folder in use, no npm), told in one line; 1: anything else. The JVM wants
 * {@code --enable-native-access=ALL-UNNAMED}.
 */
public final class MongoEngine {

    /** {@code -Dtiyan.mongo.cache-mb} for whoever starts it by a script that names no size. */
    private static final int CACHE_MB = Integer.getInteger("tiyan.mongo.cache-mb", 64);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private MongoEngine() {}

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
        if (positional.size() < 3 || positional.size() > 4) {
            throw new StartupFailure("Usage: MongoEngine PORT DATA_DIR READY_FILE [CACHE_MB] [--exit-with-parent]");
        }
        int port = number(positional.get(0), 0, 65535);
        var data = Path.of(positional.get(1)).toAbsolutePath();
        var ready = new ReadyFile(Path.of(positional.get(2)));
        int cache = positional.size() > 3 ? number(positional.get(3), 16, 1 << 20) : CACHE_MB;

        ready.clear();
        if (exitWithParent) {
            watchParent();
        }
        Files.createDirectories(data);
        var listener = WireServer.bind(port);
        var library = new EngineLibrary(EngineLibrary.defaultCache(), Platform.current()).provide();
        var engine = open(library, data, cache);
        var server = WireServer.start(engine, listener);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, engine, ready), "stop"));

        greet(listener.getLocalPort());
        ready.write(listener.getLocalPort());
        System.out.println(
                "MongoDB engine answers on 127.0.0.1:" + listener.getLocalPort() + " after "
                        + (System.nanoTime() - started) / 1_000_000 + " ms");
    }

    private static int number(String text, int least, int most) throws StartupFailure {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new StartupFailure("Not a number from " + least + " to " + most + ": " + text);
    }

    /** The engine locks its folder itself: one process per data directory. */
    private static NativeEngine open(Path library, Path data, int cache) throws StartupFailure {
        try {
            var engine = NativeEngine.open(library, data, cache);
            rankPlansByTrial(engine);
            return engine;
        } catch (EngineException e) {
            throw new StartupFailure("MongoDB's engine could not open " + data + ": " + e.getMessage());
        }
    }

    /**
     * Where several indexes would do and a trial of each finds nothing, the engine would estimate costs from a sample, which it
     * takes with a part that this build leaves out: the query failed. So it ranks by trial alone.
     */
    private static void rankPlansByTrial(NativeEngine engine) throws EngineException {
        try (var session = engine.session()) {
            session.run("admin", new BsonWriter().number("setParameter", 1).flag("featureFlagCostBasedRanker", false).toBytes());
        }
    }

    /** Asks ourselves what a driver asks first, over the port: only an answer makes us ready. */
    private static void greet(int port) throws IOException {
        var hello = new BsonWriter().number("hello", 1).text("$db", "admin").toBytes();
        var message =
                ByteBuffer.allocate(21 + hello.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(21 + hello.length)
                        .putInt(1)
                        .putInt(0)
                        .putInt(2013)
                        .putInt(0)
                        .put((byte) 0)
                        .put(hello);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            var out = new BufferedOutputStream(socket.getOutputStream());
            out.write(message.array());
            out.flush();
            if (socket.getInputStream().readNBytes(21).length < 21) {
                throw new IOException("the engine does not answer hello");
            }
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

    private static void stop(WireServer server, NativeEngine engine, ReadyFile ready) {
        try {
            ready.clear();
            if (server.stop(PATIENCE)) {
                engine.close();
                System.out.println("closed cleanly");
            } else {
                // Closing under a running command would crash; the journal recovers what was acknowledged.
                System.out.println("a command is still running: the engine recovers from its journal at the next start");
            }
        } catch (Exception e) {
            System.out.println("not closed cleanly: " + e);
        }
    }
}
