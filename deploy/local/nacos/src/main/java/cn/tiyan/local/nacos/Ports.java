package cn.tiyan.local.nacos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * The ports of one server. Only the first is chosen; Nacos derives the others from it and clients compute them the same way.
 *
 * @param http HTTP, 2024 to 64534: above the privileged ports with all that is derived from it
 */
record Ports(int http) {

    static final String LOOPBACK = "127.0.0.1";

    private static final int LOWEST = 2024;
    private static final int HIGHEST = 65535 - 1001;

    Ports {
        if (http < LOWEST || http > HIGHEST) {
            throw new IllegalArgumentException("The port of Nacos must lie between %d and %d, not %d".formatted(LOWEST, HIGHEST, http));
        }
    }

    static Ports from(String text) {
        try {
            return new Ports(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The port of Nacos must be a number, not " + text, e);
        }
    }

    /** gRPC for clients. */
    int grpc() {
        return http + 1000;
    }

    /** gRPC among servers; opened by a stand-alone server too. */
    int clusterGrpc() {
        return http + 1001;
    }

    /** The consensus protocol; opened by a stand-alone server too. */
    int raft() {
        return http - 1000;
    }

    /**
     * Looks before the server does, which would need seconds to find out and say it in a hundred lines.
     *
     * @throws IllegalStateException naming the first port that is taken
     */
    void requireFree() {
        requireFree(http, "HTTP");
        requireFree(grpc(), "gRPC");
        requireFree(clusterGrpc(), "gRPC among servers");
        requireFree(raft(), "Raft");
    }

    private void requireFree(int port, String use) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port));
        } catch (IOException e) {
            throw new IllegalStateException("Nacos cannot start: port %d (%s) is taken; with port %d it needs %d, %d, %d and %d"
                .formatted(port, use, http, http, grpc(), clusterGrpc(), raft()), e);
        }
    }
}
