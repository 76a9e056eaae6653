package cn.tiyan.feedback.sender;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What one key of a sender signs, and while it may. */
final class Signature {

    private final byte[] key;
    private final @Nullable String id;
    private final @Nullable Instant notBefore;
    private final @Nullable Instant notAfter;

    /** A key without a name, good at any time. */
    Signature(byte[] key) {
        this(key, null, null, null);
    }

    /**
     * @param id its name, where the sender has several
     * @param notBefore when it begins to be good; null for always
     * @param notAfter when it ceases to be; null for never
     */
    Signature(byte[] key, @Nullable String id, @Nullable Instant notBefore, @Nullable Instant notAfter) {
        this.key = key.clone();
        this.id = id;
        this.notBefore = notBefore;
        this.notAfter = notAfter;
    }

    /** Whether a request that names this key, or none, may be signed with it. */
    boolean isNamed(@Nullable String name) {
        return name == null || name.equals(id);
    }

    boolean isGoodAt(Instant time) {
        return (notBefore == null || !time.isBefore(notBefore)) && (notAfter == null || time.isBefore(notAfter));
    }

    /** Its name; null where it has none. */
    @Nullable String id() {
        return id;
    }

    /** When it began to be good. */
    Instant since() {
        return notBefore == null ? Instant.MIN : notBefore;
    }

    /** The value of {@code Tiyan-Signature} for this request, by the scheme it names, else by the first. */
    String of(SignedRequest request) {
        return request.scheme().label() + "=" + Base64.getEncoder().encodeToString(hmac(request));
    }

    /** Whether the request bears this signature; takes equally long however much of it is right. */
    boolean isOn(SignedRequest request) {
        String header = String.valueOf(request.signature());
        byte[] claimed;
        try {
            claimed = Base64.getDecoder().decode(header.substring(header.indexOf('=') + 1));
        } catch (IllegalArgumentException e) {
            claimed = new byte[0];
        }
        return MessageDigest.isEqual(hmac(request), claimed) && SignatureScheme.of(header).isPresent();
    }

    private byte[] hmac(SignedRequest request) {
        return request.scheme().hmac(key, request.textToSign().getBytes(StandardCharsets.UTF_8));
    }
}
