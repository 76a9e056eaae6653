package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;

/**
 * 回头看: somebody looked whether the result still holds.
 *
 * @param issueId the issue
 * @param byUnit who looked
 * @param day how many days after closing it was due
 * @param held false if the problem is there again
 */
@EventType("issue.looked-back.v1")
public record IssueLookedBack(
        String issueId,
        String byUnit,
        int day,
        boolean held) implements Event {
}
