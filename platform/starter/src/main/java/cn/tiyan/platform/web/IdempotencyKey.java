package cn.tiyan.platform.web;

import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The optional Idempotency-Key header of a request that creates something, as a controller's parameter: a repeated request
 * with the same key by the same caller leads to the same identifier, hence to the same one record.
 *
 * @param key 1 to 128 visible ASCII characters, or null where the header is absent
 */
public record IdempotencyKey(@Nullable String key) {

    /** The header's name. */
    public static final String HEADER = "Idempotency-Key";
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,128}");

    public IdempotencyKey {
        if (key != null && !VISIBLE.matcher(key).matches()) {
            throw Refusal.malformed(HEADER, "应为 1 至 128 个可见 ASCII 字符");
        }
    }

    /** The identifier for what is to be created: derived from caller and key, or new where there is no key. */
    public String id(String prefix, Caller caller) {
        return key == null ? Ids.next(prefix) : Ids.derived(prefix, caller.account() + "\n" + key);
    }
}
