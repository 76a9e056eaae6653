package cn.tiyan.feedback.sender;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where a sender wants to be told. What goes there is signed as what comes from there is, by the scheme
 * the sender uses, with a key of its own.
 */
public final class Webhook {

    private final String sender;
    private final URI url;
    private final Signature signature;
    private final SignatureScheme scheme;
    private final Set<String> wanted;

    Webhook(String sender, URI url, Signature signature, SignatureScheme scheme, Set<String> wanted) {
        this.sender = sender;
        this.url = url;
        this.signature = signature;
        this.scheme = scheme;
        this.wanted = wanted;
    }

    /** Whose it is. */
    public String sender() {
        return sender;
    }

    /** Where to. */
    public URI url() {
        return url;
    }

    /** What is to be told; empty for everything. */
    public Set<String> wanted() {
        return wanted;
    }

    /** Whether that is to be told. */
    public boolean wants(String stage) {
        return wanted.isEmpty() || wanted.contains(stage);
    }

    /** The headers that sign a POST of this body. */
    public Map<String, String> headers(Instant now, String nonce, byte[] body) {
        String path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        String timestamp = Long.toString(now.getEpochSecond());
        var request = new SignedRequest("POST", path, sender, timestamp, nonce, scheme.label() + "=", body);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SignedRequest.SENDER, sender);
        headers.put(SignedRequest.TIMESTAMP, timestamp);
        headers.put(SignedRequest.NONCE, nonce);
        headers.put(SignedRequest.SIGNATURE, signature.of(request));
        return headers;
    }

    @Override
    public String toString() {
        return "Webhook of " + sender;
    }
}
