package cn.tiyan.gateway.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.servlet.http.HttpServletRequest;

/**
 * A request's body on its way through: read by the thread that calls {@link #pump}, at the pace at which the service takes it.
 * Nothing is read before the connection to the service stands.
 */
final class StreamedBody implements Flow.Publisher<ByteBuffer>, Flow.Subscription {

    private static final int PART = 16 * 1024;
    private static final int MOST_DEMAND = 1024;

    private final InputStream body;
    private final BodyPublisher publisher;
    private final Semaphore demand = new Semaphore(0);
    private volatile Flow.Subscriber<? super ByteBuffer> subscriber;
    private volatile boolean cancelled;

    private StreamedBody(InputStream body, long length) {
        this.body = body;
        this.publisher = body == null ? BodyPublishers.noBody()
                : length > 0 ? BodyPublishers.fromPublisher(this, length)
                : BodyPublishers.fromPublisher(this);
    }

    static StreamedBody of(HttpServletRequest request) {
        var length = request.getContentLengthLong();
        if (length == 0 || (length < 0 && request.getHeader("Transfer-Encoding") == null)) {
            return new StreamedBody(null, 0);
        }
        try {
            return new StreamedBody(request.getInputStream(), length);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    BodyPublisher publisher() {
        return publisher;
    }

    /**
     * Hands the body over until it ends or the service has answered without it.
     *
     * @param patience how long the service may leave a part lying
     * @throws TimeoutException when it left one longer
     * @throws IOException when the caller's side broke, or its body was too large
     */
    void pump(CompletableFuture<?> answer, Duration patience) throws IOException, InterruptedException, TimeoutException {
        if (body == null) {
            return;
        }
        answer.whenComplete((_, _) -> demand.release());
        while (true) {
            if (!demand.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimeoutException("the service does not take the body");
            }
            if (answer.isDone() || cancelled) {
                return;
            }
            // A fresh array each time: the client may still be writing the one before.
            var part = new byte[PART];
            int length;
            try {
                length = body.read(part);
            } catch (IOException broken) {
                subscriber.onError(broken);
                throw broken;
            }
            if (length < 0) {
                subscriber.onComplete();
                return;
            }
            subscriber.onNext(ByteBuffer.wrap(part, 0, length));
        }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        this.subscriber = subscriber;
        subscriber.onSubscribe(this);
    }

    @Override
    public void request(long parts) {
        demand.release((int) Math.min(parts, MOST_DEMAND));
    }

    @Override
    public void cancel() {
        cancelled = true;
        demand.release();
    }
}
