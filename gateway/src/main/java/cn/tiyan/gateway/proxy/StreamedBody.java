package cn.tiyan.gateway.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;

import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;

/**
 * A request's body on its way through: read and sent on by the request's own thread, one part after the other. Nothing is read
 * before the connection to the service stands.
 */
final class StreamedBody {

    private static final int PART = 16 * 1024;

    private final InputStream body;
    private final long length;
    private final Connection connection;
    private final Duration patience;
    private final Stalls stalls;
    private volatile boolean sending;
    private volatile boolean moved;
    private volatile boolean stalled;

    private StreamedBody(InputStream body, long length, Connection connection, Duration patience, Stalls stalls) {
        this.body = body;
        this.length = length;
        this.connection = connection;
        this.patience = patience;
        this.stalls = stalls;
    }

    /** The body of a request for a connection, if the request has one that is not empty. */
    static StreamedBody of(HttpServletRequest request, Connection connection, Duration patience, Stalls stalls)
            throws CallerBroke {
        if (!announced(request)) {
            return null;
        }
        try {
            return new StreamedBody(request.getInputStream(), request.getContentLengthLong(), connection, patience, stalls);
        } catch (IOException broken) {
            throw new CallerBroke(broken);
        }
    }

    /** Whether a request says that a body comes. */
    static boolean announced(HttpServletRequest request) {
        var length = request.getContentLengthLong();
        return length > 0 || (length < 0 && request.getHeader("Transfer-Encoding") != null);
    }

    HttpEntity entity() {
        return new EntityTemplate(length, null, null, this::writeTo);
    }

    /** Whether the service left a part lying for longer than was waited. */
    boolean stalled() {
        return stalled;
    }

    private void writeTo(OutputStream out) throws IOException {
        try {
            if (length >= 0 && length <= PART) {
                // What the buffers of a free connection always take needs no watching.
                copyTo(out);
            } else {
                copyWatched(out);
            }
        } catch (CallerBroke broken) {
            connection.mute();
            throw broken;
        }
    }

    private void copyWatched(OutputStream out) throws IOException {
        var watch = stalls.watch(this::progressed, patience, () -> {
            stalled = true;
            connection.abandon();
        });
        try {
            copyTo(out);
        } finally {
            watch.cancel(false);
        }
    }

    /** Only the service is hurried, not the caller: for that one there is the container. */
    private boolean progressed() {
        var progressed = moved || !sending;
        moved = false;
        return progressed;
    }

    private void copyTo(OutputStream out) throws IOException {
        var part = new byte[length < 0 ? PART : (int) Math.min(PART, length)];
        for (long copied = 0; copied != length;) {
            int count = read(part);
            if (count < 0 && length < 0) {
                return;
            }
            if (count < 0) {
                throw new CallerBroke(new EOFException("the body is shorter than announced"));
            }
            if (copied > 0 && connection.answered()) {
                // It wants no more: an answer that comes now is a refusal, or the service is not interested in the body.
                connection.mute();
                return;
            }
            sending = true;
            out.write(part, 0, count);
            moved = true;
            sending = false;
            copied += count;
        }
    }

    private int read(byte[] part) throws CallerBroke {
        try {
            return body.read(part);
        } catch (IOException broken) {
            throw new CallerBroke(broken);
        }
    }

    /** The caller's side broke, as opposed to the service's, or sent too much. */
    static final class CallerBroke extends IOException {

        CallerBroke(IOException cause) {
            super(cause);
        }

        @Override
        public IOException getCause() {
            return (IOException) super.getCause();
        }
    }
}
