package cn.tiyan.contracts.issue;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.ServiceItemRef;
import org.jspecify.annotations.Nullable;

/**
 * 优化: what changed for good because of the issue, before and after (减环节, 减时间, 减材料, 减跑动).
 *
 * @param issueId the issue
 * @param optimizationId the optimization
 * @param byUnit who changed it
 * @param serviceItem what was changed
 * @param stepsBefore steps, before
 * @param stepsAfter steps, after
 * @param daysBefore days, before
 * @param daysAfter days, after
 * @param materialsBefore materials, before
 * @param materialsAfter materials, after
 * @param visitsBefore visits, before
 * @param visitsAfter visits, after
 */
@EventType("issue.optimization-recorded.v1")
public record OptimizationRecorded(
        String issueId,
        String optimizationId,
        String byUnit,
        ServiceItemRef serviceItem,
        @Nullable Integer stepsBefore,
        @Nullable Integer stepsAfter,
        @Nullable Integer daysBefore,
        @Nullable Integer daysAfter,
        @Nullable Integer materialsBefore,
        @Nullable Integer materialsAfter,
        @Nullable Integer visitsBefore,
        @Nullable Integer visitsAfter) implements Event {
}
