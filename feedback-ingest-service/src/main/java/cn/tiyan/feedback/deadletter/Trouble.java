package cn.tiyan.feedback.deadletter;

import cn.tiyan.platform.messaging.FailureReason;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a dead letter from being folded.
 *
 * @param reason its kind
 * @param explanation what it is, in Chinese
 * @param fieldErrors the fields at fault, as far as fields are
 * @param awaits code of the unit that is not known, where that is the trouble
 */
record Trouble(FailureReason reason, String explanation, List<FieldError> fieldErrors, @Nullable String awaits) {
}
