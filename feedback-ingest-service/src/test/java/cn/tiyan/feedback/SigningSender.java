package cn.tiyan.feedback;

import cn.tiyan.testkit.http.Http;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** A system that pushes, written from docs/integration.md rather than from the service's code. Each {@code with} gives a new one. */
public record SigningSender(Http http, String id, byte[] key, Instant time, String nonce, boolean sm3) {

    private static final Provider CHINESE = new BouncyCastleProvider();

    public static SigningSender hotline(Http http) {
        return new SigningSender(http, "hotline-shenyang", bytes(0), null, null, false);
    }

    public static SigningSender ratings(Http http) {
        return new SigningSender(http, "rating-liaoning", bytes(32), null, null, false);
    }

    public static SigningSender window(Http http) {
        return new SigningSender(http, "window-shenyang", bytes(64), null, null, false);
    }

    /** Speaks a dialect of its own. */
    public static SigningSender dalian(Http http) {
        return new SigningSender(http, "hotline-dalian", bytes(96), null, null, false);
    }

    private static byte[] bytes(int from) {
        byte[] bytes = new byte[32];
        IntStream.range(0, 32).forEach(i -> bytes[i] = (byte) (from + i));
        return bytes;
    }

    public SigningSender named(String otherId) {
        return new SigningSender(http, otherId, key, time, nonce, sm3);
    }

    public SigningSender withKey(byte[] otherKey) {
        return new SigningSender(http, id, otherKey, time, nonce, sm3);
    }

    /** With this header as well. */
    public SigningSender with(String name, String value) {
        return new SigningSender(http.with(name, value), id, key, time, nonce, sm3);
    }

    /** Signs as of this time, with this nonce. */
    public SigningSender signing(Instant at, String once) {
        return new SigningSender(http, id, key, at, once, sm3);
    }

    /** Signs with SM3. */
    public SigningSender chinese() {
        return new SigningSender(http, id, key, time, nonce, true);
    }

    public Http.Answer order(Pushes push) {
        return post("/api/v1/ingest/hotline-orders", push.json());
    }

    public Http.Answer service(Pushes push) {
        return post("/api/v1/ingest/rating-services", push.json());
    }

    public Http.Answer rating(Pushes push) {
        return post("/api/v1/ingest/ratings", push.json());
    }

    public Http.Answer report(Pushes push) {
        return post("/api/v1/ingest/window-reports", push.json());
    }

    public Http.Answer post(String path, String body) {
        return post(path, body.getBytes(StandardCharsets.UTF_8));
    }

    public Http.Answer post(String path, byte[] body) {
        return post(path, body, "application/json");
    }

    public Http.Answer post(String path, byte[] body, String type) {
        return signed(path, body).post(path, body, type);
    }

    public Http.Answer get(String path) {
        return signed("GET", path, new byte[0]).get(path);
    }

    /** The signed headers for posting this body. */
    public Http signed(String path, byte[] body) {
        return signed("POST", path, body);
    }

    private Http signed(String method, String path, byte[] body) {
        String timestamp = Long.toString((time == null ? Instant.now() : time).getEpochSecond());
        String once = nonce == null ? UUID.randomUUID().toString() : nonce;
        String scheme = sm3 ? "hmac-sm3" : "hmac-sha256";
        try {
            MessageDigest digesting = sm3 ? MessageDigest.getInstance("SM3", CHINESE) : MessageDigest.getInstance("SHA-256");
            String digest = Base64.getEncoder().encodeToString(digesting.digest(body));
            String text = String.join("\n", scheme, method, path, timestamp, once, digest);
            Mac mac = sm3 ? Mac.getInstance("HmacSM3", CHINESE) : Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HMAC"));
            String signature = Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            return http.with("Tiyan-Sender", id).with("Tiyan-Timestamp", timestamp).with("Tiyan-Nonce", once)
                    .with("Tiyan-Signature", scheme + "=" + signature).with("Tiyan-Digest", digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
