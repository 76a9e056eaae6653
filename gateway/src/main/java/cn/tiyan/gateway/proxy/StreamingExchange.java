package cn.tiyan.gateway.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;

import cn.tiyan.gateway.GatewaySettings;
import cn.tiyan.gateway.problem.Problem;
import cn.tiyan.gateway.problem.Refusal;

/**
 * One request to a service and its answer, both streamed, nothing held in memory beyond a buffer.
 *
 * <p>It stands in for Spring's own exchange over {@code RestClient} for four reasons: the query goes out byte for byte (a
 * signature may cover it), every service can have its own timeout, the body is read by the request's own thread only (a reader
 * left behind on another thread would eat from the next request on that connection), and each failure keeps its meaning.
 */
@Component
class StreamingExchange implements ProxyExchange {

    /** Set by the client itself, which refuses to be told. */
    private static final Set<String> SET_BY_THE_CLIENT = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final HttpClient client;
    private final GatewaySettings settings;
    private final Stalls stalls;

    StreamingExchange(HttpClient client, GatewaySettings settings, Stalls stalls) {
        this.client = client;
        this.settings = settings;
        this.stalls = stalls;
    }

    @Override
    public ServerResponse exchange(Request request) {
        var received = request.getServerRequest().servletRequest();
        var service = (String) received.getAttribute(MvcUtils.GATEWAY_ROUTE_ID_ATTR);
        var patience = settings.responseTimeoutOf(service);
        var body = StreamedBody.of(received);

        var sent = HttpRequest.newBuilder(asItCame(received, request.getUri()))
                .method(request.getMethod().name(), body.publisher());
        request.getHeaders().forEach((name, values) -> {
            if (!SET_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> sent.header(name, value));
            }
        });

        var answer = new UpstreamAnswer(answerTo(sent.build(), body, patience), patience, stalls);
        request.getResponseConsumers().forEach(consumer -> consumer.accept(answer, answer));
        return answer;
    }

    /** The chosen instance's address with the path and query exactly as they were received. */
    private static URI asItCame(HttpServletRequest received, URI instance) {
        var query = received.getQueryString();
        var address = instance.getScheme() + "://" + instance.getRawAuthority() + received.getRequestURI();
        try {
            return URI.create(query == null ? address : address + "?" + query);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(Problem.BAD_REQUEST, malformed);
        }
    }

    private HttpResponse<InputStream> answerTo(HttpRequest request, StreamedBody body, Duration patience) {
        var answer = client.sendAsync(request, BodyHandlers.ofInputStream());
        try {
            body.pump(answer, patience);
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw refusal(failed.getCause());
        } catch (TimeoutException late) {
            abandon(answer);
            throw new Refusal(Problem.GATEWAY_TIMEOUT, late);
        } catch (InterruptedException stopping) {
            abandon(answer);
            Thread.currentThread().interrupt();
            throw new Refusal(Problem.SERVICE_UNAVAILABLE, stopping);
        } catch (BodyTooLarge tooLarge) {
            abandon(answer);
            throw new Refusal(Problem.PAYLOAD_TOO_LARGE, tooLarge);
        } catch (SocketTimeoutException slowCaller) {
            abandon(answer);
            throw new Refusal(Problem.REQUEST_TIMEOUT, slowCaller);
        } catch (IOException brokenOffByCaller) {
            abandon(answer);
            throw new Refusal(Problem.BAD_REQUEST, brokenOffByCaller);
        }
    }

    private static void abandon(Future<?> answer) {
        answer.cancel(true);
    }

    private static Refusal refusal(Throwable cause) {
        return switch (cause) {
            case ConnectException _, HttpConnectTimeoutException _, UnresolvedAddressException _ -> new NotConnected(cause);
            case IOException _ -> new Refusal(Problem.SERVICE_UNAVAILABLE, cause);
            default -> new Refusal(Problem.INTERNAL_ERROR, cause);
        };
    }
}
