package cn.tiyan.feedback.file;

import cn.tiyan.platform.refusal.Refusal.FieldError;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row that was read and checked.
 *
 * @param number as the clerk sees it
 * @param values what was in it, by title; kept of rows at fault only
 * @param body in our words; empty for a row at fault
 * @param key the sender's own key; null where it cannot be told
 * @param errors what is wrong, by title
 */
record FileRow(int number, Map<String, String> values, byte[] body, @Nullable String key, List<FieldError> errors) {

    boolean isGood() {
        return errors.isEmpty();
    }

    /** What is wrong, in one cell. */
    String faults() {
        return errors.stream().map(error -> error.field() + "：" + error.message()).collect(Collectors.joining("\n"));
    }
}
