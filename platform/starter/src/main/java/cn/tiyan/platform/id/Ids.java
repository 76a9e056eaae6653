package cn.tiyan.platform.id;

import com.github.f4b6a3.ulid.UlidCreator;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** Identifiers of the form {@code iss_01kar4x9x2m3s8q1v5t7w9y0zb}: a prefix that tells what it is, and 26 base-32 characters. */
public final class Ids {

    private static final JsonMapper JSON = new JsonMapper();

    private Ids() {
    }

    /** A new identifier; later ones sort after earlier ones (a monotonic ULID). */
    public static String next(String prefix) {
        return prefix + "_" + UlidCreator.getMonotonicUlid().toLowerCase();
    }

    /**
     * The identifier that always belongs to this key: the same key gives the same identifier on every machine, so that what
     * must exist only once is kept so by the primary key alone.
     */
    public static String derived(String prefix, String key) {
        byte[] digest = sha256(key.getBytes(StandardCharsets.UTF_8));
        String text = new BigInteger(1, Arrays.copyOf(digest, 16)).toString(32).toLowerCase(Locale.ROOT);
        return prefix + "_" + "0".repeat(26 - text.length()) + text;
    }

    /** The same for the same content, and for no other: what tells a request that is repeated from another under its name. */
    public static String fingerprint(Record content) {
        return derived("content", JSON.writeValueAsString(content));
    }

    /** The SHA-256 of these bytes. */
    public static byte[] sha256(byte[] bytes) {
        return Sha256.begun().digest(bytes);
    }
}
