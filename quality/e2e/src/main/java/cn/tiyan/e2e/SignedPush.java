package cn.tiyan.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A pushing system as seen from outside: signs each request as docs/integration.md tells, with nothing but the JDK. */
public final class SignedPush {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();

    private final URI gateway;
    private final String sender;
    private final byte[] key;

    /**
     * @param gateway such as {@code http://127.0.0.1:8080}
     * @param sender id of the pushing system
     * @param key its HMAC key
     */
    public SignedPush(URI gateway, String sender, byte[] key) {
        this.gateway = gateway;
        this.sender = sender;
        this.key = key.clone();
    }

    /**
     * Pushes now, with a nonce never used before.
     *
     * @param path such as {@code /api/v1/ingest/ratings}
     * @throws IOException if there is no answer
     */
    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return post(path, json, Instant.now(), UUID.randomUUID().toString());
    }

    /**
     * Pushes with this time and nonce: the same again is a replay.
     *
     * @throws IOException if there is no answer
     */
    public HttpResponse<String> post(String path, String json, Instant signedAt, String nonce) throws IOException, InterruptedException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return CLIENT.send(signed(path, body, signedAt, nonce).header("Content-Type", "application/json").build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The request with its signature, still without a content type. */
    public HttpRequest.Builder signed(String path, byte[] body, Instant signedAt, String nonce) {
        var request = HttpRequest.newBuilder(gateway.resolve(path)).timeout(Duration.ofSeconds(40)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers(path, body, signedAt, nonce).forEach(request::header);
        return request;
    }

    /** The headers that sign a {@code POST} of this body. */
    public Map<String, String> headers(String path, byte[] body, Instant signedAt, String nonce) {
        String timestamp = Long.toString(signedAt.getEpochSecond());
        return Map.of("Tiyan-Sender", sender, "Tiyan-Timestamp", timestamp, "Tiyan-Nonce", nonce,
                "Tiyan-Signature", signature(path, timestamp, nonce, body));
    }

    /** The digest of a body, as it is signed: a batch tells it in {@code Tiyan-Digest}. */
    public static String digest(byte[] body) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signature(String path, String timestamp, String nonce, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] hmac = mac.doFinal(String.join("\n", "hmac-sha256", "POST", path, timestamp, nonce, digest(body)).getBytes(StandardCharsets.UTF_8));
            return "hmac-sha256=" + Base64.getEncoder().encodeToString(hmac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
