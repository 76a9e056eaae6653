package cn.tiyan.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection, kept alive. It does what a load generator needs and no more: where the generator shares two cores
 * with what it measures, a general client would be a good part of the measurement.
 */
final class Wire implements AutoCloseable {

    private static final int BUFFER = 32 * 1024;
    private static final int TIMEOUT_MILLIS = 30_000;

    private final URI server;
    private final byte[] buffer = new byte[BUFFER];
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private int position;
    private int limit;

    Wire(URI server) {
        this.server = server;
    }

    /**
     * An answer, as far as a client of the platform looks at it.
     *
     * @param etag to be sent as If-Match
     * @param location of what was created
     * @param body kept only where the answer is not a success
     */
    record Answer(int status, @Nullable String etag, @Nullable String location, String body) {
    }

    /** @param body null where there is none */
    Answer send(String method, String path, String token, @Nullable String header, @Nullable String type, byte @Nullable [] body) throws IOException {
        var head = new StringBuilder(1024).append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ").append(server.getAuthority())
                .append("\r\nAuthorization: Bearer ").append(token).append("\r\n");
        if (header != null) {
            head.append(header).append("\r\n");
        }
        if (type != null) {
            head.append("Content-Type: ").append(type).append("\r\n");
        }
        if (body != null) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] message = start;
        if (body != null) {
            message = java.util.Arrays.copyOf(start, start.length + body.length);
            System.arraycopy(body, 0, message, start.length, body.length);
        }
        return send(message);
    }

    /** @param message a whole request, as it goes over the wire */
    Answer send(byte[] message) throws IOException {
        try {
            connect();
            out.write(message);
            return answer();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void connect() throws IOException {
        if (socket == null) {
            socket = new Socket(server.getHost(), server.getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            in = socket.getInputStream();
            out = socket.getOutputStream();
            position = 0;
            limit = 0;
        }
    }

    private Answer answer() throws IOException {
        int status = Integer.parseInt(line().substring(9, 12));
        String etag = null;
        String location = null;
        long length = 0;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            String value = header.substring(colon + 1).strip();
            switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "etag" -> etag = value;
                case "location" -> location = value;
                case "content-length" -> length = Long.parseLong(value);
                case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
                case "connection" -> last = value.equalsIgnoreCase("close");
                default -> { /* not looked at */ }
            }
        }
        var body = status / 100 == 2 ? null : new ByteArrayOutputStream();
        if (chunked) {
            for (int part = Integer.parseInt(line(), 16); part > 0; part = Integer.parseInt(line(), 16)) {
                pass(part, body);
                line();
            }
            line();
        } else {
            pass(length, body);
        }
        if (last) {
            close();
        }
        return new Answer(status, etag, location, body == null ? "" : body.toString(StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        var line = new StringBuilder(80);
        for (int next = read(); next != '\n'; next = read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private int read() throws IOException {
        fill();
        return buffer[position++] & 0xFF;
    }

    private void pass(long length, @Nullable OutputStream to) throws IOException {
        for (long left = length; left > 0; ) {
            fill();
            int part = (int) Math.min(left, limit - position);
            if (to != null) {
                to.write(buffer, position, part);
            }
            position += part;
            left -= part;
        }
    }

    private void fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = in.read(buffer);
            if (limit < 0) {
                limit = 0;
                throw new EOFException("The connection was closed in the middle of an answer");
            }
        }
    }

    /** Closes the connection; the next request opens another. */
    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
