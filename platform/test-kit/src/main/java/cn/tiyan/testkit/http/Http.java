package cn.tiyan.testkit.http;

import cn.tiyan.testkit.Persona;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the service as somebody: {@code http.as(Persona.SHENYANG_OFFICE).post("/api/v1/…", body)}. A body may be a JSON text or
 * anything Jackson can write. Immutable: each {@code as} and {@code with} gives a new one.
 */
public final class Http {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();

    private final String base;
    private final List<String> headers;

    public Http(String base) {
        this(base, List.of());
    }

    private Http(String base, List<String> headers) {
        this.base = base;
        this.headers = headers;
    }

    /** As somebody with a good token. */
    public Http as(Persona persona) {
        return withToken(Tokens.of(persona));
    }

    /** With this token, good or not. */
    public Http withToken(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** With this header as well. */
    public Http with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new Http(base, List.copyOf(more));
    }

    /** With If-Match for this version. */
    public Http at(long version) {
        return with("If-Match", "\"" + version + "\"");
    }

    public Answer get(String path) {
        return send(path, "GET", HttpRequest.BodyPublishers.noBody(), null);
    }

    public Answer post(String path, Object body) {
        return send(path, "POST", json(body), "application/json");
    }

    public Answer put(String path, Object body) {
        return send(path, "PUT", json(body), "application/json");
    }

    public Answer post(String path, byte[] body, String contentType) {
        return send(path, "POST", HttpRequest.BodyPublishers.ofByteArray(body), contentType);
    }

    /** Uploads one file as multipart/form-data, in the part {@code file}. */
    public Answer upload(String path, String fileName, String contentType, byte[] content) {
        String boundary = "----tiyan" + System.nanoTime();
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                + "\"\r\nContent-Type: " + contentType + "\r\n\r\n";
        return send(path, "POST", HttpRequest.BodyPublishers.concat(
                HttpRequest.BodyPublishers.ofString(head),
                HttpRequest.BodyPublishers.ofByteArray(content),
                HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")), "multipart/form-data; boundary=" + boundary);
    }

    /** Where it calls. */
    public String base() {
        return base;
    }

    private Answer send(String path, String method, HttpRequest.BodyPublisher body, @Nullable String contentType) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).method(method, body).timeout(Duration.ofSeconds(30));
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        try {
            return new Answer(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        return HttpRequest.BodyPublishers.ofString(body instanceof String text ? text : JSON.writeValueAsString(body));
    }

    /** What came back. */
    public record Answer(HttpResponse<byte[]> response) {

        public int status() {
            return response.statusCode();
        }

        public byte[] bytes() {
            return response.body();
        }

        public String text() {
            return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        /** A string in the JSON body, by pointer such as {@code /items/0/id}; empty where there is none. */
        public String at(String pointer) {
            return json().at(pointer).asString("");
        }

        public @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /** The version in the ETag. */
        public long version() {
            return Long.parseLong(response.headers().firstValue("ETag").orElseThrow().replace("\"", ""));
        }

        /** The last part of a problem's type. */
        public String problem() {
            return at("/type").replace("urn:tiyan:problem:", "");
        }

        /** The fields a problem names. */
        public List<String> fields() {
            return json().path("fieldErrors").valueStream().map(error -> error.path("field").asString()).toList();
        }

        @Override
        public String toString() {
            return status() + " " + text();
        }
    }
}
