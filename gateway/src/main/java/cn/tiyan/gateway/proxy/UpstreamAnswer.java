package cn.tiyan.gateway.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

import cn.tiyan.gateway.problem.Problem;
import cn.tiyan.gateway.problem.Refusal;

/** A service's answer, written through as it comes: the gateway adds no conditions, encodings or guesses of its own. */
final class UpstreamAnswer implements ServerResponse {

    private static final int PART = 16 * 1024;

    private final ClassicHttpResponse answer;
    private final Connection connection;
    private final End end;
    private final HttpHeaders headers;

    UpstreamAnswer(ClassicHttpResponse answer, Connection connection, End end) {
        this.answer = answer;
        this.connection = connection;
        this.end = end;
        this.headers = DownstreamHeaders.of(answer);
    }

    @Override
    public HttpStatusCode statusCode() {
        return HttpStatusCode.valueOf(answer.getCode());
    }

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
        var whole = false;
        try {
            response.setStatus(answer.getCode());
            headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            if (answer.getEntity() != null) {
                copy(answer.getEntity().getContent(), response.getOutputStream());
            }
            whole = true;
        } catch (BrokenAnswer broken) {
            if (response.isCommitted()) {
                throw broken.getCause();
            }
            headers.forEach((name, _) -> response.setHeader(name, null));
            throw new Refusal(Problem.SERVICE_UNAVAILABLE, broken.getCause());
        } finally {
            end.reached(whole);
        }
        return null;
    }

    private void copy(InputStream body, OutputStream out) throws IOException {
        var announced = answer.getEntity().getContentLength();
        var part = new byte[announced < 0 ? PART : (int) Math.min(PART, Math.max(announced, 1))];
        for (int length = read(body, part); length >= 0; length = read(body, part)) {
            out.write(part, 0, length);
            if (announced < 0 && body.available() == 0 && !connection.answered()) {
                // Somebody may be waiting for exactly this part, as with a stream of events.
                out.flush();
            }
        }
    }

    private static int read(InputStream body, byte[] part) {
        try {
            return body.read(part);
        } catch (IOException broken) {
            throw new BrokenAnswer(broken);
        }
    }

    /** What becomes of the connection once the answer is over. */
    @FunctionalInterface
    interface End {
        /** Tells whether the answer was read to its end. */
        void reached(boolean whole) throws IOException;
    }

    /** The service's side broke, as opposed to the caller's. */
    private static final class BrokenAnswer extends UncheckedIOException {
        BrokenAnswer(IOException cause) {
            super(cause);
        }
    }
}
