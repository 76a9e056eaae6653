package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the way of finishing a session.
 *
 * @param rule its name, as finishing is refused by it
 * @param entry the entry at fault; absent where something is missing
 * @param field what of the role's form is missing: a step as {@code form.SUBMIT}, a field of it as {@code form.SUBMIT.MATERIALS}
 * @param message what to do, in Chinese
 */
public record Snag(String rule, @Nullable String entry, @Nullable String field, String message) {

    private static final int MOST_SHOWN = 3;

    Snag(String rule, @Nullable String entry, String message) {
        this(rule, entry, null, message);
    }

    /** @throws Refusal by the first one's rule, naming all that break it; if there is any */
    static void refuse(List<Snag> snags) {
        if (snags.isEmpty()) {
            return;
        }
        String rule = snags.getFirst().rule();
        List<FieldError> errors = snags.stream().filter(snag -> snag.rule().equals(rule)).map(snag -> new FieldError(snag.path(), snag.message())).toList();
        String detail = String.join("；", errors.stream().limit(MOST_SHOWN).map(FieldError::message).toList());
        throw Refusal.rule(rule, errors.size() <= MOST_SHOWN ? detail : detail + "；等 " + errors.size() + " 处", errors);
    }

    private String path() {
        return field != null ? field : entry == null ? "entries" : "entries[" + entry + "]";
    }
}
