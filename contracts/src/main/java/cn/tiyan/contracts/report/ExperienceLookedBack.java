package cn.tiyan.contracts.report;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 回头看: the experiencer was asked again some time after closing, and said whether the result still holds.
 *
 * @param reportId the report
 * @param findingId the finding
 * @param issueId the issue it led to
 * @param day how many days after closing they were asked
 * @param held false if the problem is there again
 * @param text in their words; no personal data
 * @param at when they said so
 */
@EventType("experience-report.looked-back.v1")
public record ExperienceLookedBack(
        String reportId,
        String findingId,
        String issueId,
        int day,
        boolean held,
        @Nullable String text,
        Instant at) implements Event {
}
