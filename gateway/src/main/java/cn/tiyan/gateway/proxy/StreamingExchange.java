package cn.tiyan.gateway.proxy;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;

import cn.tiyan.gateway.problem.Problem;
import cn.tiyan.gateway.problem.Refusal;

/**
 * One request to a service and its answer, both streamed on the request's own thread, nothing held in memory beyond a buffer.
 *
 * <p>It stands in for Spring's own exchange over {@code RestClient} for five reasons: the query goes out byte for byte (a
 * signature may cover it), every service can have its own timeout, the body is read by the request's own thread only (a reader
 * left behind on another thread would eat from the next request on that connection), each failure keeps its meaning, and it costs
 * a fraction: no other thread takes part, and no header is looked at twice.
 */
@Component
class StreamingExchange {

    private final Connections connections;
    private final Stalls stalls;
    private final HttpRequestExecutor executor = new HttpRequestExecutor();

    StreamingExchange(Connections connections, Stalls stalls) {
        this.connections = connections;
        this.stalls = stalls;
    }

    /**
     * Asks an instance what the caller asks.
     *
     * @param patience how long the service may leave a part of the body lying, then think, and then pause in its answer
     * @throws NotConnected when it can be tried again, with another instance
     */
    ServerResponse exchange(HttpServletRequest received, URI instance, Duration patience) {
        var target = asItCame(received);
        var connection = connections.to(instance);
        var sent = new BasicClassicHttpRequest(received.getMethod(), (HttpHost) null, target);
        UpstreamHeaders.copy(received, instance, sent);
        var answer = answerTo(sent, received, connection, patience);
        return new UpstreamAnswer(answer, connection, whole -> {
            if (whole && !connection.muted() && executor.keepAlive(sent, answer, connection, HttpCoreContext.create())) {
                connections.keep(connection);
            } else {
                connection.abandon();
            }
        });
    }

    /** Path and query exactly as they were received. */
    private static String asItCame(HttpServletRequest received) {
        var query = received.getQueryString();
        var target = query == null ? received.getRequestURI() : received.getRequestURI() + "?" + query;
        try {
            URI.create(target);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(Problem.BAD_REQUEST, malformed);
        }
        return target;
    }

    private ClassicHttpResponse answerTo(BasicClassicHttpRequest sent, HttpServletRequest received, Connection connection,
            Duration patience) {
        StreamedBody body = null;
        try {
            connection.setSocketTimeout(Timeout.of(patience));
            body = StreamedBody.of(received, connection, patience, stalls);
            if (body != null) {
                sent.setEntity(body.entity());
            }
            return executor.execute(sent, connection, HttpCoreContext.create());
        } catch (StreamedBody.CallerBroke broken) {
            connection.abandon();
            throw new Refusal(problemOf(broken.getCause()), broken.getCause());
        } catch (IOException | HttpException failed) {
            connection.abandon();
            if (failed instanceof SocketTimeoutException || (body != null && body.stalled())) {
                throw new Refusal(Problem.GATEWAY_TIMEOUT, failed);
            }
            throw closedMeanwhile(failed, sent, connection) ? new NotConnected(failed)
                    : new Refusal(Problem.SERVICE_UNAVAILABLE, failed);
        } catch (RuntimeException defect) {
            connection.abandon();
            throw defect;
        }
    }

    private static Problem problemOf(IOException broken) {
        return switch (broken) {
            case BodyTooLarge _ -> Problem.PAYLOAD_TOO_LARGE;
            case SocketTimeoutException _ -> Problem.REQUEST_TIMEOUT;
            default -> Problem.BAD_REQUEST;
        };
    }

    /** A mere question met a connection of an earlier request just as the service closed it. */
    private static boolean closedMeanwhile(Exception failed, BasicClassicHttpRequest sent, Connection connection) {
        return connection.used() && sent.getEntity() == null
                && (sent.getMethod().equals("GET") || sent.getMethod().equals("HEAD"))
                && (failed instanceof NoHttpResponseException || failed instanceof SocketException);
    }
}
