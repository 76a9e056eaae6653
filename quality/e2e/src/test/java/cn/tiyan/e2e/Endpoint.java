package cn.tiyan.e2e;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Something that takes a body, a good body for it, and the flaws that body must not have. */
final class Endpoint {

    /** ASCII only: so halves of characters get through to where they are refused. */
    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Platform platform;
    private final String path;
    private final ObjectNode good;
    private final @Nullable String account;
    private final @Nullable String etag;
    private final @Nullable SignedPush sender;
    private final List<Flaw> flaws = new ArrayList<>();

    private Endpoint(Platform platform, String path, Map<String, Object> good, @Nullable String account, @Nullable String etag, @Nullable SignedPush sender) {
        this.platform = platform;
        this.path = path;
        this.good = JSON.valueToTree(good);
        this.account = account;
        this.etag = etag;
        this.sender = sender;
    }

    /** A command in somebody's name, on a version of something where there is an ETag. */
    static Endpoint command(Platform platform, String account, String path, @Nullable String etag, Map<String, Object> good) {
        return new Endpoint(platform, path, good, account, etag, null);
    }

    /** A push. */
    static Endpoint push(Platform platform, SignedPush sender, String path, Map<String, Object> good) {
        return new Endpoint(platform, path, good, null, null, sender);
    }

    /** The body must not be without any of these. */
    Endpoint needs(String... fields) {
        for (var field : fields) {
            ObjectNode body = good.deepCopy();
            ((ObjectNode) parent(body, field)).remove(last(field));
            flaws.add(new Flaw("without " + field, JSON.writeValueAsString(body), field));
        }
        return this;
    }

    /** The body must not have this value there, and the refusal names that field. */
    Endpoint refuses(String field, Object value) {
        ObjectNode body = good.deepCopy();
        ((ObjectNode) parent(body, field)).set(last(field), JSON.valueToTree(value));
        String shown = String.valueOf(value);
        flaws.add(new Flaw("with " + field + " = " + (shown.length() > 30 ? shown.length() + " characters" : shown), JSON.writeValueAsString(body), field));
        return this;
    }

    String good() {
        return JSON.writeValueAsString(good);
    }

    /** The good body with so much more in one of its texts. */
    String large() {
        ObjectNode body = good.deepCopy();
        String text = body.propertyNames().stream().filter(name -> body.get(name).isString()).findFirst().orElse("note");
        return JSON.writeValueAsString(body.put(text, "长".repeat(200_000)));
    }

    List<Flaw> flaws() {
        return flaws;
    }

    /** Sends this body as this type; signed or with a token, as it takes. */
    HttpResponse<String> send(@Nullable String type, String body) throws IOException, InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request;
        if (sender != null) {
            request = sender.signed(path, bytes, Instant.now(), UUID.randomUUID().toString());
        } else {
            request = HttpRequest.newBuilder(platform.gateway().resolve(path)).timeout(Duration.ofSeconds(40))
                    .header("Authorization", "Bearer " + platform.token(String.valueOf(account)))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
            if (etag != null) {
                request.header("If-Match", etag);
            }
        }
        if (type != null) {
            request.header("Content-Type", type);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public String toString() {
        return "POST " + path.replaceAll("(iss|exp|fbk|wlk)_[0-9a-z]+", "{id}");
    }

    private static JsonNode parent(ObjectNode body, String field) {
        JsonNode node = body;
        String[] steps = field.replace("[", ".[").split("\\.");
        for (int i = 0; i < steps.length - 1; i++) {
            node = node instanceof ArrayNode array ? array.get(Integer.parseInt(steps[i].replaceAll("\\D", ""))) : node.get(steps[i]);
        }
        return node;
    }

    private static String last(String field) {
        return field.substring(field.lastIndexOf('.') + 1);
    }

    /**
     * Something wrong with a body.
     *
     * @param what in words
     * @param body with it
     * @param field that the refusal must name, and no other
     */
    record Flaw(String what, String body, String field) {
    }
}
