package cn.tiyan.contracts.report;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.vocabulary.SuggestionAnswer;
import org.jspecify.annotations.Nullable;

/**
 * 建议答复: an office answered a suggestion of an experiencer.
 *
 * @param reportId the report
 * @param suggestionId the suggestion
 * @param experiencerId whose suggestion it is
 * @param byUnit the office
 * @param answer what became of it
 * @param before what had become of it before; absent where this is the first answer
 */
@EventType("experience-report.suggestion-answered.v1")
public record SuggestionAnswered(
        String reportId,
        String suggestionId,
        String experiencerId,
        String byUnit,
        SuggestionAnswer answer,
        @Nullable SuggestionAnswer before) implements Event {
}
