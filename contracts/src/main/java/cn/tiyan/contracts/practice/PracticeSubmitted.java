package cn.tiyan.contracts.practice;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.ServiceItemRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 报送: a unit says what worked; once more where it was returned.
 *
 * @param practiceId the practice
 * @param unit whose it is
 * @param title one line; no personal data
 * @param serviceItem service item, where it is about one
 * @param issueIds the issues it came from
 * @param commonProblemId the common problem it came from, where it did
 * @param again whether it was returned before
 */
@EventType("practice.submitted.v1")
public record PracticeSubmitted(
        String practiceId,
        String unit,
        String title,
        @Nullable ServiceItemRef serviceItem,
        List<String> issueIds,
        @Nullable String commonProblemId,
        boolean again) implements Event {
}
