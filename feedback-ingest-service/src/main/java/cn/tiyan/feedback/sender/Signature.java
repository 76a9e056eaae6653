package cn.tiyan.feedback.sender;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 (RFC 2104) with one sender's key. */
final class Signature {

    static final String SCHEME = "hmac-sha256=";
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Signature(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The value of {@code Tiyan-Signature} for this request. */
    String of(SignedRequest request) {
        return SCHEME + Base64.getEncoder().encodeToString(hmac(request));
    }

    /** Whether the request bears this signature; takes equally long however much of it is right. */
    boolean isOn(SignedRequest request) {
        byte[] expected = hmac(request);
        byte[] claimed;
        try {
            String header = String.valueOf(request.signature());
            claimed = header.startsWith(SCHEME) ? Base64.getDecoder().decode(header.substring(SCHEME.length())) : new byte[0];
        } catch (IllegalArgumentException e) {
            claimed = new byte[0];
        }
        return MessageDigest.isEqual(expected, claimed);
    }

    private byte[] hmac(SignedRequest request) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(request.textToSign().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
