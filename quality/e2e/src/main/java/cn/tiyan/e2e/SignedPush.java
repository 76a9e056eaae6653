package cn.tiyan.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A pushing system as seen from outside: signs each request as docs/integration.md tells, with nothing but the JDK. */
public final class SignedPush {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();

    private final URI gateway;
    private final String sender;
    private final byte[] key;
    private final @Nullable Provider chinese;

    /**
     * @param gateway such as {@code http://127.0.0.1:8080}
     * @param sender id of the pushing system
     * @param key its HMAC key
     */
    public SignedPush(URI gateway, String sender, byte[] key) {
        this(gateway, sender, key, null);
    }

    private SignedPush(URI gateway, String sender, byte[] key, @Nullable Provider chinese) {
        this.gateway = gateway;
        this.sender = sender;
        this.key = key.clone();
        this.chinese = chinese;
    }

    /** The same sender, signing with SM3, which the JDK does not have. */
    public SignedPush chinese(Provider provider) {
        return new SignedPush(gateway, sender, key, provider);
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

    /**
     * Asks for something of its own, such as what became of a push.
     *
     * @throws IOException if there is no answer
     */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(gateway.resolve(path)).timeout(Duration.ofSeconds(40));
        headers("GET", path, new byte[0], Instant.now(), UUID.randomUUID().toString()).forEach(request::header);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** As a sender packs a batch. */
    public static byte[] packed(byte[] body) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** The request with its signature, still without a content type. */
    public HttpRequest.Builder signed(String path, byte[] body, Instant signedAt, String nonce) {
        var request = HttpRequest.newBuilder(gateway.resolve(path)).timeout(Duration.ofSeconds(40)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers(path, body, signedAt, nonce).forEach(request::header);
        return request;
    }

    /** The headers that sign a {@code POST} of this body. */
    public Map<String, String> headers(String path, byte[] body, Instant signedAt, String nonce) {
        return headers("POST", path, body, signedAt, nonce);
    }

    /** The headers that sign a request, or a message with method {@code KAFKA}. */
    public Map<String, String> headers(String method, String path, byte[] body, Instant signedAt, String nonce) {
        String timestamp = Long.toString(signedAt.getEpochSecond());
        return Map.of("Tiyan-Sender", sender, "Tiyan-Timestamp", timestamp, "Tiyan-Nonce", nonce,
                "Tiyan-Signature", signature(method, path, timestamp, nonce, body));
    }

    /** The digest of a body, as it is signed with SHA-256: a batch tells it in {@code Tiyan-Digest}. */
    public static String digest(byte[] body) {
        return digest("SHA-256", null, body);
    }

    /** The digest of a body, as this sender signs it. */
    public String digestOf(byte[] body) {
        return digest(chinese == null ? "SHA-256" : "SM3", chinese, body);
    }

    private static String digest(String algorithm, @Nullable Provider provider, byte[] body) {
        try {
            MessageDigest digesting = provider == null ? MessageDigest.getInstance(algorithm) : MessageDigest.getInstance(algorithm, provider);
            return Base64.getEncoder().encodeToString(digesting.digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signature(String method, String path, String timestamp, String nonce, byte[] body) {
        String scheme = chinese == null ? "hmac-sha256" : "hmac-sm3";
        try {
            Mac mac = chinese == null ? Mac.getInstance("HmacSHA256") : Mac.getInstance("HmacSM3", chinese);
            mac.init(new SecretKeySpec(key, "HMAC"));
            byte[] hmac = mac.doFinal(String.join("\n", scheme, method, path, timestamp, nonce, digestOf(body)).getBytes(StandardCharsets.UTF_8));
            return scheme + "=" + Base64.getEncoder().encodeToString(hmac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
