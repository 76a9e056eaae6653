package cn.tiyan.gateway.docs;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import cn.tiyan.gateway.GatewaySettings;
import cn.tiyan.gateway.proxy.Instances;

/**
 * Asks services for their OpenAPI documents. An answer, or the lack of one, is kept for a few seconds: the page is open to
 * everyone and must not become a lever on the services.
 */
@Component
class ServiceDocuments {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceDocuments.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Instances instances;
    private final HttpClient client;
    private final JsonMapper json;
    private final long ageNanos;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    ServiceDocuments(Instances instances, HttpClient client, JsonMapper json, GatewaySettings settings) {
        this.instances = instances;
        this.client = client;
        this.json = json;
        this.ageNanos = settings.docsAge().toNanos();
    }

    /** A service's own document, or nothing while the service does not answer with one. Not to be changed. */
    Optional<ObjectNode> of(String service) {
        return kept.compute(service, (_, last) ->
                last != null && System.nanoTime() - last.atNanos() < ageNanos ? last : new Kept(ask(service), System.nanoTime()))
                .document();
    }

    private Optional<ObjectNode> ask(String service) {
        try {
            var instance = instances.next(service);
            if (instance.isEmpty()) {
                return Optional.empty();
            }
            var request = HttpRequest.newBuilder(URI.create(instance.get() + "/v3/api-docs"))
                    .header("Accept", "application/json").build();
            var answering = client.sendAsync(request, BodyHandlers.ofByteArray());
            try {
                var answer = answering.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (answer.statusCode() == 200 && json.readTree(answer.body()) instanceof ObjectNode document) {
                    return Optional.of(document);
                }
                LOG.warn("{} answered {} where its API document was expected", service, answer.statusCode());
            } finally {
                answering.cancel(true);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (Exception unavailable) {
            LOG.warn("{} gives no API document: {}", service, unavailable.toString());
        }
        return Optional.empty();
    }

    private record Kept(Optional<ObjectNode> document, long atNanos) {
    }
}
