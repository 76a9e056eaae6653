package cn.tiyan.feedback.sender;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The senders this service knows, and their keys, which never leave this class but to be used. */
@Component
public class Senders {

    private static final int KEY_BYTES = 32;

    private final Map<String, Sender> senders = new LinkedHashMap<>();
    private final Map<String, Signature> signatures = new LinkedHashMap<>();

    Senders(SenderProperties properties) {
        for (var entry : properties.senders()) {
            var sender = new Sender(entry.id(), entry.name(), entry.unit(), java.util.Set.copyOf(entry.channels()));
            if (senders.put(sender.id(), sender) != null) {
                throw new IllegalStateException("Sender " + sender.id() + " is configured twice");
            }
            signatures.put(sender.id(), new Signature(key(sender.id(), entry.key())));
        }
    }

    /** The sender with this id. */
    public Optional<Sender> find(String id) {
        return Optional.ofNullable(senders.get(id));
    }

    Optional<Signature> signatureOf(String id) {
        return Optional.ofNullable(signatures.get(id));
    }

    private static byte[] key(String sender, @Nullable String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64 == null ? "" : base64.strip());
        } catch (IllegalArgumentException e) {
            key = new byte[0];
        }
        if (key.length < KEY_BYTES) {
            throw new IllegalStateException("The key of sender " + sender + " must be at least " + KEY_BYTES + " bytes in base64");
        }
        return key;
    }
}
