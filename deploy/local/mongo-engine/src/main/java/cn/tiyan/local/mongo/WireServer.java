package cn.tiyan.local.mongo;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Accepts drivers on a loopback port and gives each a thread of its own, as the engine ties a session to a thread. */
final class WireServer {

    private static final int BACKLOG = 512;

    private final NativeEngine engine;
    private final ServerSocket listener;
    private final Map<Connection, Thread> connections = new ConcurrentHashMap<>();
    private int accepted;

    private WireServer(NativeEngine engine, ServerSocket listener) {
        this.engine = engine;
        this.listener = listener;
    }

    /** Takes the port, without answering on it yet: a taken port should be known before the engine opens its data. */
    static ServerSocket bind(int port) throws IOException, StartupFailure {
        var listener = new ServerSocket();
        listener.setReuseAddress(true);
        try {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (BindException e) {
            listener.close();
            throw new StartupFailure("Port " + port + " is taken by another process. Choose another one, or stop that process.");
        }
        return listener;
    }

    static WireServer start(NativeEngine engine, ServerSocket listener) {
        var server = new WireServer(engine, listener);
        Thread.ofPlatform().name("accept").start(server::accept);
        return server;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                socket.setTcpNoDelay(true);
                serve(new Connection(socket, engine, ++accepted));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    System.out.println("could not accept a connection: " + e.getMessage());
                }
            }
        }
    }

    private void serve(Connection connection) {
        var thread =
                Thread.ofPlatform()
                        .name("connection-" + accepted)
                        .daemon()
                        .stackSize(NativeEngine.STACK_BYTES)
                        .unstarted(
                                () -> {
                                    try {
                                        connection.run();
                                    } finally {
                                        connections.remove(connection);
                                    }
                                });
        connections.put(connection, thread);
        thread.start();
    }

    /**
     * Stops accepting, and lets every connection finish the command it has in hand.
     *
     * @return whether all of them finished in time
     */
    boolean stop(Duration patience) throws IOException, InterruptedException {
        listener.close();
        var threads = Map.copyOf(connections);
        threads.keySet().forEach(Connection::hangUp);
        var deadline = System.nanoTime() + patience.toNanos();
        for (var thread : threads.values()) {
            if (!thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
                return false;
            }
        }
        return true;
    }
}
