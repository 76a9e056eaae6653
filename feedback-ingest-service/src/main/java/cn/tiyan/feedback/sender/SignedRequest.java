package cn.tiyan.feedback.sender;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came in, with whatever it says about its sender. Headers that are absent are null. As a controller's
 * parameter its body is read whole, and bounded.
 *
 * @param method such as POST
 * @param path as sent, undecoded, with the query where there is one
 * @param sender header {@code Tiyan-Sender}
 * @param timestamp header {@code Tiyan-Timestamp}: seconds since 1970
 * @param nonce header {@code Tiyan-Nonce}: 16 to 64 visible characters, never used twice
 * @param signature header {@code Tiyan-Signature}: {@code hmac-sha256=<base64>} or {@code hmac-sm3=<base64>}
 * @param key header {@code Tiyan-Key}: which of the sender's keys signed it, where it says
 * @param bodyDigest digest of the body by the scheme of the signature, in base64: its own, or of one that is yet to come what the
 *     sender claims of it
 * @param body the bytes that were signed; empty of one that is yet to come
 */
public record SignedRequest(String method, String path, @Nullable String sender, @Nullable String timestamp, @Nullable String nonce,
        @Nullable String signature, @Nullable String key, String bodyDigest, byte[] body) {

    /** Header that names the sender. */
    public static final String SENDER = "Tiyan-Sender";
    /** Header that says when the request was signed. */
    public static final String TIMESTAMP = "Tiyan-Timestamp";
    /** Header that makes the request unlike any other. */
    public static final String NONCE = "Tiyan-Nonce";
    /** Header that proves all of it. */
    public static final String SIGNATURE = "Tiyan-Signature";
    /** Header that names the key, where a sender has several. */
    public static final String KEY = "Tiyan-Key";
    /** Header that tells the digest of a body before it comes. */
    public static final String DIGEST = "Tiyan-Digest";

    /** A request whose body is there. */
    public SignedRequest(String method, String path, @Nullable String sender, @Nullable String timestamp, @Nullable String nonce,
            @Nullable String signature, @Nullable String key, byte[] body) {
        this(method, path, sender, timestamp, nonce, signature, key, digest(signature, body), body);
    }

    /** A request whose body is there, and which names no key. */
    public SignedRequest(String method, String path, @Nullable String sender, @Nullable String timestamp, @Nullable String nonce,
            @Nullable String signature, byte[] body) {
        this(method, path, sender, timestamp, nonce, signature, null, body);
    }

    /** The scheme the signature names; where it names none that is known, the first. */
    public SignatureScheme scheme() {
        return scheme(signature);
    }

    /** The text that is signed: six lines, without a line break after the last. */
    public String textToSign() {
        return scheme().label() + "\n" + method + "\n" + path + "\n" + timestamp + "\n" + nonce + "\n" + bodyDigest;
    }

    private static SignatureScheme scheme(@Nullable String signature) {
        return SignatureScheme.of(signature).orElse(SignatureScheme.HMAC_SHA256);
    }

    private static String digest(@Nullable String signature, byte[] body) {
        return Base64.getEncoder().encodeToString(scheme(signature).newDigest().digest(body));
    }
}
