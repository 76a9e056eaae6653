package cn.tiyan.experiencer.report;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report as it is handed in: complete in form, not yet checked against the rules.
 *
 * @param about code of the unit it is about
 * @param activityId the activity it belongs to, if to one
 * @param checklistVersion the checklist it went by, if by one
 * @param rating 1 to 5, 5 best
 */
public record Draft(ServiceItemRef serviceItem, String about, Channel channel, Instant startedAt, Instant finishedAt, @Nullable String activityId,
        @Nullable String checklistVersion, List<Checked> results, int rating, List<Said> entries) {

    /** An entry as it is handed in. */
    public record Said(EntryKind kind, String title, String text, @Nullable Dimension dimension, @Nullable String checkpoint,
            @Nullable Severity severity) {
    }
}
