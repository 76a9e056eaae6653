package cn.tiyan.reporting.milestone;

import cn.tiyan.contracts.vocabulary.MilestoneKind;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * What a list shows of a milestone; nothing else is read.
 *
 * @param due the last day, as ISO text
 * @param late whether it first came after the last day, or has not come and that day has passed
 * @param overdue true where there is something to hand in and the last day has passed; else absent
 * @param submittedAt when it was last submitted
 */
public record MilestoneLine(@Id String id, String unit, String unitName, int year, MilestoneKind kind, MilestoneStatus status, String due, boolean late,
        @Nullable Boolean overdue, @Nullable Instant submittedAt, long version) {

    /** The last day, in China. */
    public LocalDate day() {
        return LocalDate.parse(due);
    }
}
