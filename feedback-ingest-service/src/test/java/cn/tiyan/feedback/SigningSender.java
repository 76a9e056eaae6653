package cn.tiyan.feedback;

import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.http.Http;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A system that pushes, written from docs/integration.md rather than from the service's code. Each {@code with} gives a new one. */
public record SigningSender(Http http, String id, byte[] key, Instant time, String nonce) {

    public static SigningSender hotline(Http http) {
        return new SigningSender(http, "hotline-shenyang", bytes(0), null, null);
    }

    public static SigningSender ratings(Http http) {
        return new SigningSender(http, "rating-liaoning", bytes(32), null, null);
    }

    private static byte[] bytes(int from) {
        byte[] bytes = new byte[32];
        IntStream.range(0, 32).forEach(i -> bytes[i] = (byte) (from + i));
        return bytes;
    }

    public SigningSender named(String otherId) {
        return new SigningSender(http, otherId, key, time, nonce);
    }

    public SigningSender withKey(byte[] otherKey) {
        return new SigningSender(http, id, otherKey, time, nonce);
    }

    /** Signs as of this time, with this nonce. */
    public SigningSender signing(Instant at, String once) {
        return new SigningSender(http, id, key, at, once);
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

    public Http.Answer post(String path, String body) {
        return post(path, body.getBytes(StandardCharsets.UTF_8));
    }

    public Http.Answer post(String path, byte[] body) {
        return signed(path, body).post(path, body, "application/json");
    }

    /** The signed headers for this body. */
    public Http signed(String path, byte[] body) {
        String timestamp = Long.toString((time == null ? Instant.now() : time).getEpochSecond());
        String once = nonce == null ? UUID.randomUUID().toString() : nonce;
        String text = String.join("\n", "POST", path, timestamp, once, Base64.getEncoder().encodeToString(Ids.sha256(body)));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            String signature = Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            return http.with("Tiyan-Sender", id).with("Tiyan-Timestamp", timestamp).with("Tiyan-Nonce", once)
                    .with("Tiyan-Signature", "hmac-sha256=" + signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
