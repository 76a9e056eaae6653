package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import org.jspecify.annotations.Nullable;

/**
 * 会商办结: with minutes and resolutions, which become tasks on the issue.
 *
 * @param issueId the issue
 * @param consultationId the consultation
 * @param tasks how many tasks
 * @param handlingUnit the unit it must go to, where that was resolved
 */
@EventType("issue.consultation-concluded.v1")
public record ConsultationConcluded(
        String issueId,
        String consultationId,
        int tasks,
        @Nullable String handlingUnit) implements Event {
}
