package cn.tiyan.issue.issue;

import cn.tiyan.contracts.vocabulary.RatingOrigin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 评价: the word of the person concerned on the result.
 *
 * @param origin in person, told to an office that called back, or made by time alone; never counted together
 * @param solved whether it is solved
 * @param satisfaction 1 to 5, 5 best
 * @param text in their words, numbers that identify a person masked
 * @param by account that entered it, or the clock, or the hotline
 * @param unit unit of that account; null where there is none
 * @param at when
 */
public record Rating(
        RatingOrigin origin, boolean solved, int satisfaction, @Nullable String text, String by, @Nullable String unit, Instant at) {

    /** Whose word it is, as officials see it: it matters whether an office or the hotline called back. */
    public String originText() {
        return origin == RatingOrigin.CALL_BACK && by.equals(Issue.HOTLINE.account()) ? "热线回访" : origin.chinese();
    }
}
