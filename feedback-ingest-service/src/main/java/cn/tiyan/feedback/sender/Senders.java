package cn.tiyan.feedback.sender;

import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.platform.id.Ids;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The senders this service knows, and their keys, which never leave this class but to be used. */
@Component
public class Senders {

    private static final int KEY_BYTES = 32;
    private static final int API_KEY_LENGTH = 16;
    private static final String PREFIX = "office-";
    private static final Pattern OFFICE = Pattern.compile(PREFIX + "[0-9]{6}(-[0-9A-Z]{1,20})?");
    private static final Set<SourceKind> CITIZENS = Set.of(SourceKind.HOTLINE_12345, SourceKind.SERVICE_RATING, SourceKind.CANNOT_GET_DONE);

    private final Map<String, Sender> senders = new LinkedHashMap<>();
    private final Map<String, List<Signature>> signatures = new LinkedHashMap<>();
    private final Map<String, SignatureScheme> schemes = new LinkedHashMap<>();
    private final Map<String, Webhook> webhooks = new LinkedHashMap<>();
    private final List<Sender> civicApps = new ArrayList<>();
    private final Map<String, Sender> byApiKey = new LinkedHashMap<>();

    Senders(SenderProperties properties) {
        for (var entry : properties.senders()) {
            if (entry.id().startsWith(PREFIX)) {
                throw new IllegalStateException("Sender " + entry.id() + ": names that begin with " + PREFIX + " are for offices");
            }
            var sender = new Sender(entry.id(), entry.name(), entry.unit(), Set.copyOf(entry.channels()), entry.profile());
            if (senders.put(sender.id(), sender) != null) {
                throw new IllegalStateException("Sender " + sender.id() + " is configured twice");
            }
            signatures.put(sender.id(), signatures(entry.id(), entry.key(), entry.keys(), entry.apiKey() != null));
            if (entry.apiKey() != null) {
                admit(sender, entry.apiKey());
            }
            if (entry.scheme() != null) {
                schemes.put(sender.id(), entry.scheme());
            }
            SenderProperties.WebhookEntry webhook = entry.webhook();
            if (webhook != null && webhook.url() != null && !webhook.url().isBlank()) {
                webhooks.put(sender.id(), new Webhook(sender.id(), url(sender.id(), webhook.url(), webhook.loopback()),
                        signatures(sender.id() + "'s webhook", blankToNull(webhook.key()), webhook.keys(), false),
                        entry.scheme() == null ? SignatureScheme.HMAC_SHA256 : entry.scheme(), webhook.stages() == null ? Set.of() : Set.copyOf(webhook.stages())));
            }
        }
    }

    /** The sender with this id. */
    public Optional<Sender> find(String id) {
        return Optional.ofNullable(senders.get(id)).or(() -> OFFICE.matcher(id).matches() ? Optional.of(office(id.substring(PREFIX.length()))) : Optional.empty());
    }

    /** An office that hands in files instead: it speaks for its own unit, signs nothing, and so can push nothing else. */
    public static Sender office(String unit) {
        return new Sender(PREFIX + unit, "单位 " + unit + " 文件报送", unit, CITIZENS, null);
    }

    /** All of them. */
    public Collection<Sender> all() {
        return Collections.unmodifiableCollection(senders.values());
    }

    /** Civic apps: they report by Open311. */
    public List<Sender> civicApps() {
        return civicApps;
    }

    /** The civic app with this key. */
    public Optional<Sender> findByApiKey(String apiKey) {
        return Optional.ofNullable(byApiKey.get(digest(apiKey)));
    }

    /** Keys are looked up by digest: how long that takes tells nothing about any of them. */
    private static String digest(String apiKey) {
        return HexFormat.of().formatHex(Ids.sha256(apiKey.getBytes(StandardCharsets.UTF_8)));
    }

    private void admit(Sender sender, String apiKey) {
        civicApps.add(sender);
        if (apiKey.isBlank()) {
            return;
        }
        if (apiKey.length() < API_KEY_LENGTH) {
            throw new IllegalStateException("The API key of sender " + sender.id() + " must be at least " + API_KEY_LENGTH + " characters long");
        }
        if (byApiKey.put(digest(apiKey), sender) != null) {
            throw new IllegalStateException("Sender " + sender.id() + " has the API key of another");
        }
    }

    /** The profiles they name. */
    public Set<String> profiles() {
        return senders.values().stream().map(Sender::profile).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** What its keys sign; of an unknown sender, none. */
    List<Signature> signaturesOf(String id) {
        return signatures.getOrDefault(id, List.of());
    }

    /** Whether it may sign this way. */
    boolean maySign(String id, SignatureScheme scheme) {
        return schemes.getOrDefault(id, scheme) == scheme;
    }

    private static List<Signature> signatures(String whose, @Nullable String unnamed, @Nullable List<SenderProperties.Key> keys, boolean mayHaveNone) {
        List<Signature> signatures = new ArrayList<>();
        List<SenderProperties.Key> named = keys == null ? List.of() : keys;
        if (unnamed != null || named.isEmpty() && !mayHaveNone) {
            signatures.add(new Signature(key(whose, unnamed)));
        }
        for (SenderProperties.Key key : named) {
            signatures.add(new Signature(key(whose, key.key()), key.id(), key.notBefore(), key.notAfter()));
        }
        if (named.stream().map(SenderProperties.Key::id).distinct().count() < named.size()) {
            throw new IllegalStateException("Two keys of sender " + whose + " bear the same id");
        }
        return List.copyOf(signatures);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Where this sender wants to be told, if anywhere. */
    public Optional<Webhook> webhookOf(String id) {
        return Optional.ofNullable(webhooks.get(id));
    }

    /** All there are. */
    public Collection<Webhook> webhooks() {
        return Collections.unmodifiableCollection(webhooks.values());
    }

    /** Only what an operator wrote down is ever called, and only so that nobody on the way can read or change it. */
    private static URI url(String sender, String text, boolean loopback) {
        URI url;
        try {
            url = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The webhook of sender " + sender + " is no URL");
        }
        boolean here = "http".equals(url.getScheme()) && url.getHost() != null && Set.of("127.0.0.1", "localhost", "[::1]").contains(url.getHost());
        boolean secure = "https".equals(url.getScheme()) && url.getHost() != null;
        if (!secure && !(here && loopback) || url.getRawUserInfo() != null || url.getRawFragment() != null || !url.getRawPath().startsWith("/")) {
            throw new IllegalStateException("The webhook of sender " + sender + " must be a https URL with a path, without user information or fragment");
        }
        return url;
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
