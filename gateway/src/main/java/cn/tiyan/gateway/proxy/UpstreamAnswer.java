package cn.tiyan.gateway.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

import cn.tiyan.gateway.problem.Problem;
import cn.tiyan.gateway.problem.Refusal;

/** A service's answer, written through as it comes: the gateway adds no conditions, encodings or guesses of its own. */
final class UpstreamAnswer implements ServerResponse, ProxyExchange.Response {

    private static final int PART = 16 * 1024;

    private final HttpResponse<InputStream> answer;
    private final Duration patience;
    private final Stalls stalls;
    private final HttpHeaders headers = new HttpHeaders();

    UpstreamAnswer(HttpResponse<InputStream> answer, Duration patience, Stalls stalls) {
        this.answer = answer;
        this.patience = patience;
        this.stalls = stalls;
    }

    @Override
    public HttpStatusCode getStatusCode() {
        return HttpStatusCode.valueOf(answer.statusCode());
    }

    @Override
    public HttpHeaders getHeaders() {
        var received = new HttpHeaders();
        answer.headers().map().forEach(received::put);
        return received;
    }

    @Override
    public HttpStatusCode statusCode() {
        return getStatusCode();
    }

    /** The headers to write, filled from the service's by the gateway's header filters. */
    @Override
    public HttpHeaders headers() {
        return headers;
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
        return new LinkedMultiValueMap<>();
    }

    @Override
    public ModelAndView writeTo(HttpServletRequest request, HttpServletResponse response, Context context) throws IOException {
        try (var body = answer.body()) {
            response.setStatus(answer.statusCode());
            headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            copy(body, response.getOutputStream());
        } catch (BrokenAnswer broken) {
            if (response.isCommitted()) {
                throw broken.getCause();
            }
            headers.forEach((name, _) -> response.setHeader(name, null));
            throw new Refusal(Problem.SERVICE_UNAVAILABLE, broken.getCause());
        }
        return null;
    }

    private void copy(InputStream body, OutputStream out) throws IOException {
        var moved = new AtomicBoolean();
        var lengthKnown = headers.getContentLength() >= 0;
        var watch = stalls.watch(() -> moved.getAndSet(false), patience, () -> close(body));
        try {
            var part = new byte[PART];
            for (int length = read(body, part); length >= 0; length = read(body, part)) {
                moved.set(true);
                out.write(part, 0, length);
                if (!lengthKnown && body.available() == 0) {
                    // Somebody may be waiting for exactly this part, as with a stream of events.
                    out.flush();
                }
            }
        } finally {
            watch.cancel(false);
        }
    }

    private static int read(InputStream body, byte[] part) {
        try {
            return body.read(part);
        } catch (IOException broken) {
            throw new BrokenAnswer(broken);
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException alreadyClosed) {
            // Closed is what it should be.
        }
    }

    /** The service's side broke, as opposed to the caller's. */
    private static final class BrokenAnswer extends UncheckedIOException {
        BrokenAnswer(IOException cause) {
            super(cause);
        }
    }
}
