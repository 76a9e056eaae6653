package cn.tiyan.gateway.proxy;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.io.CloseMode;

/** A connection to one instance of a service. It serves one request at a time, on that request's own thread. */
final class Connection extends DefaultBHttpClientConnection {

    private static final Http1Config BOUNDS = Http1Config.custom().setMaxLineLength(64 * 1024).setMaxHeaderCount(500).build();

    private final String address;
    private final SocketChannel channel;
    private final ByteBuffer unexpected = ByteBuffer.allocate(1);
    private boolean muted;
    private boolean used;
    private long idleSince;

    private Connection(String address, SocketChannel channel) {
        // Header values go out byte for byte as they came in: the container reads them as this character set, too.
        super(BOUNDS, null, StandardCharsets.ISO_8859_1.newEncoder());
        this.address = address;
        this.channel = channel;
    }

    /** Opens a connection to an instance, within a time. */
    static Connection open(URI instance, Duration patience) throws IOException {
        var secure = "https".equalsIgnoreCase(instance.getScheme());
        var port = instance.getPort() >= 0 ? instance.getPort() : secure ? 443 : 80;
        var channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var socket = channel.socket();
            socket.connect(new InetSocketAddress(instance.getHost(), port), (int) patience.toMillis());
            var connection = new Connection(instance.getRawAuthority(), channel);
            connection.bind(connection.new MutableHolder(secure ? encrypted(socket, instance.getHost(), port, patience) : socket));
            return connection;
        } catch (IOException | RuntimeException notConnected) {
            channel.close();
            throw notConnected;
        }
    }

    private static Socket encrypted(Socket plain, String host, int port, Duration patience) throws IOException {
        var socket = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout((int) patience.toMillis());
        socket.startHandshake();
        return socket;
    }

    /** Host and port of the instance. */
    String address() {
        return address;
    }

    /** Whether an earlier request was served on it. */
    boolean used() {
        return used;
    }

    void rest() {
        used = true;
        idleSince = System.nanoTime();
    }

    boolean idleFor(Duration time) {
        return System.nanoTime() - idleSince > time.toNanos();
    }

    /** Whether the other side still holds it. It has nothing to say between two requests, so all there can be to read is the end. */
    boolean alive() {
        try {
            channel.configureBlocking(false);
            try {
                return channel.read(unexpected) == 0;
            } finally {
                channel.configureBlocking(true);
            }
        } catch (IOException broken) {
            return false;
        }
    }

    /** Whether the service has begun its answer. */
    boolean answered() throws IOException {
        return getSocketHolder().getInputStream().available() > 0;
    }

    /** Nothing more goes out, so that a body that was broken off never looks like a whole one: not even its closing mark. */
    void mute() {
        muted = true;
    }

    boolean muted() {
        return muted;
    }

    /** Closes it at once; whoever waits for it wakes up. */
    void abandon() {
        close(CloseMode.IMMEDIATE);
    }

    private final class MutableHolder extends SocketHolder {

        MutableHolder(Socket socket) {
            super(socket);
        }

        @Override
        protected OutputStream getOutputStream(Socket socket) throws IOException {
            return new FilterOutputStream(super.getOutputStream(socket)) {
                @Override
                public void write(int next) throws IOException {
                    if (!muted) {
                        out.write(next);
                    }
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    if (!muted) {
                        out.write(bytes, offset, length);
                    }
                }
            };
        }
    }
}
