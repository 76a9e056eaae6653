package cn.tiyan.contracts.report;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An experiencer tried a service item and reported on it (notice, section 三(二)2).
 *
 * @param reportId the report
 * @param experiencerId who reported
 * @param unit unit of the experiencer
 * @param about unit the report is about
 * @param serviceItem the service item tried
 * @param channel through which channel
 * @param startedAt start
 * @param finishedAt end
 * @param rating 1 to 5, 5 best
 * @param checklistVersion the checklist it went by, if by one
 * @param checkpointsOk checkpoints found in order
 * @param checkpointsWanting checkpoints found wanting
 * @param problems number of problems
 * @param demands number of demands
 * @param suggestions number of suggestions
 * @param praises number of praises
 * @param dictated whether a clerk entered what an experiencer without an account said
 * @param activityId the activity it belongs to, if to one
 */
@EventType("experience-report.recorded.v1")
public record ExperienceReportRecorded(
        String reportId,
        String experiencerId,
        String unit,
        String about,
        ServiceItemRef serviceItem,
        Channel channel,
        Instant startedAt,
        Instant finishedAt,
        int rating,
        @Nullable String checklistVersion,
        int checkpointsOk,
        int checkpointsWanting,
        int problems,
        int demands,
        int suggestions,
        int praises,
        boolean dictated,
        @Nullable String activityId) implements Event {
}
