package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import org.jspecify.annotations.Nullable;

/**
 * 拆分: it is no duplicate after all and begins anew.
 *
 * @param issueId the issue
 * @param survivorId the issue it followed
 * @param reason why; no personal data
 * @param desk whose turn it is from now on; absent where it is nobody's, and in what earlier releases told
 */
@EventType("issue.split.v1")
public record IssueSplit(
        String issueId,
        String survivorId,
        String reason,
        @Nullable Desk desk) implements Event {

    /** Without saying whose turn it is. */
    public IssueSplit(String issueId, String survivorId, String reason) {
        this(issueId, survivorId, reason, null);
    }
}
