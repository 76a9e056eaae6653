package cn.tiyan.contracts.walkthrough;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import java.time.Instant;

/**
 * A walkthrough found a problem or a demand: an issue is to be registered, once.
 *
 * @param findingId the finding
 * @param walkthroughId its walkthrough
 * @param unit unit the finding is about
 * @param serviceItem the service item walked
 * @param kind problem or demand
 * @param dimension which of the five dimensions
 * @param checkpoint the checkpoint it was observed at
 * @param severity severity
 * @param title one line
 * @param text what was observed; no personal data
 * @param observedAt when
 * @param raisedBy account of the walker, who may rate the result
 * @param raisedIn unit of the walker, which may lie elsewhere than the unit the finding is about
 */
@EventType("walkthrough.finding-recorded.v1")
public record FindingRecorded(
        String findingId,
        String walkthroughId,
        String unit,
        ServiceItemRef serviceItem,
        IssueKind kind,
        Dimension dimension,
        String checkpoint,
        Severity severity,
        String title,
        String text,
        Instant observedAt,
        String raisedBy,
        String raisedIn) implements Event {
}
