package cn.tiyan.issue.issue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 热线回访: what the citizen answered when the hotline asked back.
 *
 * @param at when they were asked
 * @param contacted whether they were reached, where said
 * @param solved whether it is solved, where said
 * @param satisfaction 1 to 5, 5 best: their last answer, where given
 * @param staffEntered whether staff entered it in their place: then it is nobody's own word
 */
public record HotlineCallBack(Instant at, @Nullable Boolean contacted, @Nullable Boolean solved, @Nullable Integer satisfaction, boolean staffEntered) {

    /** Whether somebody concerned says how it turned out, and when there was something to say. */
    boolean judges(@Nullable Submission submission) {
        return !staffEntered && !Boolean.FALSE.equals(contacted) && solved != null && satisfaction != null
                && submission != null && !at.isBefore(submission.at());
    }

    /** As it stands in the history. */
    String words() {
        String reached = contacted == null ? "" : contacted ? "已联系上" : "未联系上";
        String result = solved == null ? "" : solved ? "已解决" : "未解决";
        String stars = satisfaction == null ? "" : satisfaction + " 分";
        String all = String.join("，", java.util.stream.Stream.of(reached, result, stars).filter(word -> !word.isEmpty()).toList());
        return (all.isEmpty() ? "已回访" : all) + (staffEntered ? "（工作人员代录，不作为评价）" : "");
    }
}
