package cn.tiyan.feedback.sender;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a sender wants to be told. What goes there is signed as what comes from there is, by the scheme
 * the sender uses, with a key of its own. Of several keys the one signs that became good last, so that one follows another at a time
 * that both sides know beforehand.
 */
public final class Webhook {

    private final String sender;
    private final URI url;
    private final List<Signature> signatures;
    private final SignatureScheme scheme;
    private final Set<String> wanted;

    Webhook(String sender, URI url, List<Signature> signatures, SignatureScheme scheme, Set<String> wanted) {
        this.sender = sender;
        this.url = url;
        this.signatures = signatures;
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

    /** The headers that sign a POST of this body; empty where no key is good at this time. */
    public Optional<Map<String, String>> headers(Instant now, String nonce, byte[] body) {
        return signatures.stream().filter(key -> key.isGoodAt(now)).max(Comparator.comparing(Signature::since)).map(key -> headers(key, now, nonce, body));
    }

    private Map<String, String> headers(Signature key, Instant now, String nonce, byte[] body) {
        String path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        String timestamp = Long.toString(now.getEpochSecond());
        var request = new SignedRequest("POST", path, sender, timestamp, nonce, scheme.label() + "=", body);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SignedRequest.SENDER, sender);
        headers.put(SignedRequest.TIMESTAMP, timestamp);
        headers.put(SignedRequest.NONCE, nonce);
        headers.put(SignedRequest.SIGNATURE, key.of(request));
        if (key.id() != null) {
            headers.put(SignedRequest.KEY, key.id());
        }
        return headers;
    }

    @Override
    public String toString() {
        return "Webhook of " + sender;
    }
}
