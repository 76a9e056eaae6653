package cn.tiyan.e2e;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The running platform as a client sees it: one address, people who sign in, systems that sign. Addresses and secrets come from
 * the environment, as {@code ./tiyan env} prints them.
 */
public final class Platform {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
    private static final JsonMapper JSON = new JsonMapper();

    private final URI gateway;
    private final String nacos;
    private final SignIn signIn;
    private final String password;
    private final Map<String, String> environment;

    private Platform(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.gateway = URI.create(known("TIYAN_GATEWAY"));
        this.nacos = known("NACOS_ADDR");
        this.signIn = new SignIn(URI.create(known("OIDC_ISSUER")));
        this.password = known("TIYAN_DEMO_PASSWORD");
    }

    /** The platform this process was started for. */
    public static Platform ofEnvironment() {
        return of(System.getenv());
    }

    /**
     * The platform with these addresses and secrets.
     *
     * @param environment what {@code ./tiyan env} prints
     * @throws IllegalStateException if something is missing
     */
    public static Platform of(Map<String, String> environment) {
        return new Platform(environment);
    }

    private String known(String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalStateException(name + " is not set: start this by ./tiyan, or run: eval \"$(./tiyan env)\"");
        }
        return value;
    }

    /** Where everything is reached. */
    public URI gateway() {
        return gateway;
    }

    /** Acts in somebody's name. */
    public Client as(String account) {
        return new Client(account, List.of());
    }

    /** Acts in nobody's name. */
    public Client anonymous() {
        return new Client(null, List.of());
    }

    /** An access token of a demo account. */
    public String token(String account) {
        return signIn.accessToken(account, password);
    }

    /** The 12345 hotline of Shenyang. */
    public SignedPush hotline() {
        return sender("hotline-shenyang", "TIYAN_SENDER_HOTLINE_KEY");
    }

    /** The 12345 hotline of Dalian, which names and codes things its own way. */
    public SignedPush dalian() {
        return sender("hotline-dalian", "TIYAN_SENDER_DALIAN_KEY");
    }

    /** The province's 好差评 system. */
    public SignedPush ratings() {
        return sender("rating-liaoning", "TIYAN_SENDER_RATING_KEY");
    }

    /** Shenyang's window for what could not be got done. */
    public SignedPush window() {
        return sender("window-shenyang", "TIYAN_SENDER_WINDOW_KEY");
    }

    private SignedPush sender(String id, String key) {
        return new SignedPush(gateway, id, Base64.getDecoder().decode(known(key)));
    }

    /** Reads a setting file from Nacos. */
    public String setting(String dataId) throws IOException, InterruptedException {
        var answer = CLIENT.send(HttpRequest.newBuilder(URI.create("http://" + nacos
                + "/nacos/v3/admin/cs/config?namespaceId=public&groupName=TIYAN&dataId=" + dataId)).timeout(Duration.ofSeconds(10)).build(),
                HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body()).path("data").path("content").asString();
    }

    /** Changes a setting file in Nacos, as an operator would in its console. */
    public void changeSetting(String dataId, String content) throws IOException, InterruptedException {
        String form = "namespaceId=public&groupName=TIYAN&type=yaml&dataId=" + dataId + "&content="
                + java.net.URLEncoder.encode(content, StandardCharsets.UTF_8);
        var answer = CLIENT.send(HttpRequest.newBuilder(URI.create("http://" + nacos + "/nacos/v3/admin/cs/config"))
                .timeout(Duration.ofSeconds(10)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("Nacos refused the setting: " + answer.statusCode() + " " + answer.body());
        }
    }

    /** Somebody's requests through the gateway. Immutable. */
    public final class Client {

        private final @Nullable String account;
        private final List<String> headers;

        private Client(@Nullable String account, List<String> headers) {
            this.account = account;
            this.headers = headers;
        }

        /** With this header as well. */
        public Client with(String name, String value) {
            var more = new ArrayList<>(headers);
            more.addAll(List.of(name, value));
            return new Client(account, List.copyOf(more));
        }

        public Answer get(String path) throws IOException, InterruptedException {
            return send("GET", path, HttpRequest.BodyPublishers.noBody(), null);
        }

        /** A command on what is there now; where something else changed it meanwhile, as people do: looks again, and decides again. */
        public Answer decide(String path, String command, Object body) throws IOException, InterruptedException {
            Answer answer = with("If-Match", get(path).expect(200).etag()).post(path + "/" + command, body);
            for (int tries = 1; answer.status() == 409 && tries < 5; tries++) {
                answer = with("If-Match", get(path).expect(200).etag()).post(path + "/" + command, body);
            }
            return answer.expect(200);
        }

        /** Posts a JSON text, or anything that can be written as one. */
        public Answer post(String path, Object body) throws IOException, InterruptedException {
            return send("POST", path, HttpRequest.BodyPublishers.ofString(body instanceof String text ? text : JSON.writeValueAsString(body)), "application/json");
        }

        /** Puts anything that can be written as JSON. */
        public Answer put(String path, Object body) throws IOException, InterruptedException {
            return send("PUT", path, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)), "application/json");
        }

        /** Posts a file as multipart/form-data. */
        public Answer upload(String path, String fileName, String type, byte[] content) throws IOException, InterruptedException {
            return upload(path, "file", fileName, type, content);
        }

        /** Posts a file as the part of that name. */
        public Answer upload(String path, String part, String fileName, String type, byte[] content) throws IOException, InterruptedException {
            String boundary = "tiyan-" + UUID.randomUUID();
            return send("POST", path, HttpRequest.BodyPublishers.concat(
                    HttpRequest.BodyPublishers.ofString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + part + "\"; filename=\"" + fileName
                            + "\"\r\nContent-Type: " + type + "\r\n\r\n"),
                    HttpRequest.BodyPublishers.ofByteArray(content),
                    HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")), "multipart/form-data; boundary=" + boundary);
        }

        /** What is no text: answered with its bytes. */
        public HttpResponse<byte[]> download(String path) throws IOException, InterruptedException {
            return CLIENT.send(request("GET", path, HttpRequest.BodyPublishers.noBody(), null), HttpResponse.BodyHandlers.ofByteArray());
        }

        private HttpRequest request(String method, String path, HttpRequest.BodyPublisher body, @Nullable String type) {
            var request = HttpRequest.newBuilder(gateway.resolve(path)).timeout(Duration.ofSeconds(40)).method(method, body);
            if (account != null) {
                request.header("Authorization", "Bearer " + token(account));
            }
            if (type != null) {
                request.header("Content-Type", type);
            }
            if (!headers.isEmpty()) {
                request.headers(headers.toArray(String[]::new));
            }
            return request.build();
        }

        private Answer send(String method, String path, HttpRequest.BodyPublisher body, @Nullable String type) throws IOException, InterruptedException {
            try {
                return new Answer(method + " " + path, CLIENT.send(request(method, path, body, type), HttpResponse.BodyHandlers.ofString()));
            } catch (ConnectException e) {
                throw new IOException("Nothing answers at " + gateway + ": is the platform up? (./tiyan status)", e);
            }
        }
    }

    /** What came back. */
    public record Answer(String request, HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        /** A value in the JSON body by pointer, such as {@code /items/0/id}; empty where there is none. */
        public String at(String pointer) {
            return json().at(pointer).asString("");
        }

        /** The ETag, to be sent as If-Match. */
        public String etag() {
            return response.headers().firstValue("ETag").orElse("");
        }

        /** The same, if the status is as expected. */
        public Answer expect(int... statuses) {
            for (int status : statuses) {
                if (status == status()) {
                    return this;
                }
            }
            throw new UnexpectedAnswer(request + " → " + status() + " " + response.body());
        }
    }

    /** The platform answered otherwise than the story tells. */
    public static final class UnexpectedAnswer extends RuntimeException {

        UnexpectedAnswer(String message) {
            super(message);
        }
    }
}
