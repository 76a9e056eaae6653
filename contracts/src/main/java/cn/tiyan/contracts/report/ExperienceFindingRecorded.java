package cn.tiyan.contracts.report;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An experiencer found a problem or a demand: an issue is to be registered, once.
 *
 * @param findingId the finding
 * @param reportId its report
 * @param experiencerId who found it
 * @param unit unit the finding is about
 * @param serviceItem the service item tried
 * @param kind problem or demand
 * @param dimension which of the five dimensions
 * @param checkpoint the checkpoint it was observed at, if at one
 * @param severity severity
 * @param title one line
 * @param text what was observed; no personal data
 * @param observedAt when
 * @param raisedBy account of the experiencer, who may rate the result; absent where a clerk entered what was said
 * @param raisedIn unit of the experiencer, which may lie elsewhere than the unit the finding is about
 */
@EventType("experience-report.finding-recorded.v1")
public record ExperienceFindingRecorded(
        String findingId,
        String reportId,
        String experiencerId,
        String unit,
        ServiceItemRef serviceItem,
        IssueKind kind,
        Dimension dimension,
        @Nullable String checkpoint,
        Severity severity,
        String title,
        String text,
        Instant observedAt,
        @Nullable String raisedBy,
        String raisedIn) implements Event {
}
