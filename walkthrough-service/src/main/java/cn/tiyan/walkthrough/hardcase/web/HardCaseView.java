package cn.tiyan.walkthrough.hardcase.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.platform.followup.IssueStage;
import cn.tiyan.walkthrough.hardcase.HardCase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A hard case as it is shown.
 *
 * @param feedbackId the feedback
 * @param unit code of the unit it is about
 * @param occurredAt when the citizen spoke
 * @param since when it came to this stage
 * @param settledAt since when it is solved; absent while it is not
 * @param reason why it was rejected, if it was
 */
record HardCaseView(String feedbackId, SourceKind source, String issueId, String unit, @Nullable ServiceItemRef serviceItem, String title,
        Severity severity, Instant occurredAt, IssueStage stage, String stageName, Instant since, @Nullable Instant settledAt, @Nullable String reason) {

    static HardCaseView of(HardCase found) {
        return new HardCaseView(found.id(), found.source(), found.issueId(), found.unit(), found.serviceItem().orElse(null), found.title(),
                found.severity(), found.createdAt(), found.stage(), found.stage().chinese(), found.since(), found.settledAt(), found.reason());
    }
}
