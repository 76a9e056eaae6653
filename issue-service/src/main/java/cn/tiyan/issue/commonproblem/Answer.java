package cn.tiyan.issue.commonproblem;

import cn.tiyan.platform.privacy.Masking;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a unit says of itself: either what it found and did, or why the problem cannot exist there.
 *
 * @param found whether the same problem was found there
 * @param corrected how many cases were corrected
 * @param done how it was looked for and what was done
 * @param notConcerned why the unit is not concerned
 */
public record Answer(@Nullable Boolean found, @Nullable Integer corrected, @Nullable String done, @Nullable String notConcerned) {

    /** @throws Refusal malformed, where something is missing or does not belong */
    public Answer {
        done = Masking.textIfAny(done);
        notConcerned = Masking.textIfAny(notConcerned);
        List<FieldError> errors = new ArrayList<>();
        if (notConcerned != null) {
            refuse(errors, "found", found != null, "不涉及的单位不填是否发现");
            refuse(errors, "corrected", corrected != null, "不涉及的单位不填整改件数");
            refuse(errors, "done", done != null, "不涉及的单位不填整改情况");
        } else {
            refuse(errors, "found", found == null, "请说明是否发现同类问题，或填写不涉及的理由");
            refuse(errors, "done", done == null, "请说明如何自查、如何整改");
            refuse(errors, "corrected", Boolean.TRUE.equals(found) && corrected == null, "请填写整改件数");
            refuse(errors, "corrected", Boolean.FALSE.equals(found) && corrected != null && corrected > 0, "未发现同类问题的，没有整改件数");
        }
        if (!errors.isEmpty()) {
            throw Refusal.malformed(errors);
        }
    }

    private static void refuse(List<FieldError> errors, String field, boolean wrong, String message) {
        if (wrong) {
            errors.add(new FieldError(field, message));
        }
    }

    /** Whether the problem can exist in that unit at all. */
    public boolean concerned() {
        return notConcerned == null;
    }

    boolean foundIt() {
        return Boolean.TRUE.equals(found);
    }

    int cases() {
        return corrected == null ? 0 : corrected;
    }

    String words() {
        return notConcerned != null ? "不涉及：" + notConcerned : (foundIt() ? "发现同类问题，整改 " + cases() + " 件。" : "未发现同类问题。") + done;
    }
}
