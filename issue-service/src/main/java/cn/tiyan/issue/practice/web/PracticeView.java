package cn.tiyan.issue.practice.web;

import cn.tiyan.issue.practice.Content;
import cn.tiyan.issue.practice.Practice;
import cn.tiyan.issue.practice.PracticeAction;
import cn.tiyan.issue.practice.PracticeStatus;
import cn.tiyan.issue.practice.Promotion;
import cn.tiyan.issue.practice.Review;
import cn.tiyan.platform.security.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A practice as one caller sees it.
 *
 * @param version the ETag's number
 * @param unit whose it is
 * @param content what that unit says of it
 * @param themeText the theme as officials see it
 * @param submittedBy account that submitted it last
 * @param review the word of an office above on it
 * @param promotedTo it is recommended to these units and all below them
 * @param promotions by whom and when
 * @param adoptions how many units adopted it
 * @param actions what this caller may do now
 */
record PracticeView(
        String id,
        long version,
        String unit,
        Content content,
        @Nullable String themeText,
        PracticeStatus status,
        String statusText,
        String submittedBy,
        @Nullable Review review,
        List<String> promotedTo,
        List<Promotion> promotions,
        int adoptions,
        Instant createdAt,
        Instant changedAt,
        List<PracticeAction> actions) {

    static PracticeView of(Practice practice, int adoptions, Caller caller, List<String> home) {
        var theme = practice.content().theme();
        return new PracticeView(practice.id(), practice.version(), practice.unit(), practice.content(),
                theme == null ? null : theme.chinese(), practice.status(), practice.status().chinese(), practice.submittedBy(), practice.review(), practice.promotedTo(),
                practice.promotions(), adoptions, practice.createdAt(), practice.changedAt(), practice.actions(caller, home));
    }
}
