package cn.tiyan.feedback.sender;

import cn.tiyan.platform.id.Ids;
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
 * @param signature header {@code Tiyan-Signature}: {@code hmac-sha256=<base64>}
 * @param body the bytes that were signed
 */
public record SignedRequest(String method, String path, @Nullable String sender, @Nullable String timestamp, @Nullable String nonce,
        @Nullable String signature, byte[] body) {

    /** Header that names the sender. */
    public static final String SENDER = "Tiyan-Sender";
    /** Header that says when the request was signed. */
    public static final String TIMESTAMP = "Tiyan-Timestamp";
    /** Header that makes the request unlike any other. */
    public static final String NONCE = "Tiyan-Nonce";
    /** Header that proves all of it. */
    public static final String SIGNATURE = "Tiyan-Signature";

    /** SHA-256 of the body, in base64. */
    public String bodyDigest() {
        return Base64.getEncoder().encodeToString(Ids.sha256(body));
    }

    /** The text that is signed: five lines, without a line break after the last. */
    public String textToSign() {
        return method + "\n" + path + "\n" + timestamp + "\n" + nonce + "\n" + bodyDigest();
    }
}
