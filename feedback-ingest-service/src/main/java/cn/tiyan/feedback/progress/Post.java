package cn.tiyan.feedback.progress;

import cn.tiyan.feedback.sender.Webhook;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Sends one progress to a webhook: a CloudEvent in structured JSON, signed. Follows no redirect and reads nothing of the answer but its status. */
final class Post implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL)).build();

    private final HttpClient http;
    private final Duration timeout;
    private final Clock clock;

    Post(WebhookSettings settings, Clock clock) {
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout()).build();
        this.timeout = settings.connectTimeout().plus(settings.timeout());
        this.clock = clock;
    }

    /** The CloudEvent. Its id is the same with every try: by it a receiver knows what it has. */
    record Envelope(String specversion, String id, String source, String type, String subject, Instant time, String datacontenttype, ProgressView data) {

        static Envelope of(ProgressView view) {
            return new Envelope("1.0", view.feedbackId() + "-" + view.revision(), "urn:tiyan:feedback-ingest-service", "cn.tiyan.progress.v1", view.key(),
                    view.since(), "application/json", view);
        }
    }

    /**
     * What came of it.
     *
     * @param failure one line; null where it was taken
     * @param retryAfter how long the receiver wants to be left alone, where it says so
     */
    record Answer(@Nullable String failure, @Nullable Duration retryAfter) {
    }

    /** @throws InterruptedException if this service stops meanwhile */
    Answer send(Webhook webhook, ProgressView view) throws InterruptedException {
        byte[] body = JSON.writeValueAsBytes(Envelope.of(view));
        HttpRequest.Builder request = HttpRequest.newBuilder(webhook.url()).timeout(timeout)
                .header("Content-Type", "application/cloudevents+json").POST(HttpRequest.BodyPublishers.ofByteArray(body));
        Optional<Map<String, String>> signed = webhook.headers(clock.instant(), UUID.randomUUID().toString(), body);
        if (signed.isEmpty()) {
            return new Answer("没有在有效期内的签名密钥", null);
        }
        signed.get().forEach(request::header);
        CompletableFuture<HttpResponse<Void>> answer = http.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding());
        try {
            // The client's own time-out ends with the headers; an answer that never ends is cut off by this one.
            return read(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new Answer("超时", null);
        } catch (ExecutionException e) {
            return new Answer(e.getCause() instanceof java.net.http.HttpTimeoutException ? "超时"
                    : e.getCause() instanceof IOException ? "无法连接（" + e.getCause().getClass().getSimpleName() + "）"
                    : e.getCause().getClass().getSimpleName(), null);
        } finally {
            answer.cancel(true);
        }
    }

    private static Answer read(HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Answer(null, null);
        }
        Duration retryAfter = response.headers().firstValue("Retry-After").filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value))).orElse(null);
        return new Answer("HTTP " + status, retryAfter);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
