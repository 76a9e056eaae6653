package cn.tiyan.experiencer.report;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Severity;
import org.jspecify.annotations.Nullable;

/**
 * One thing a report says.
 *
 * @param id the entry; of a problem or demand, what its issue names as its source
 * @param title one line; masked
 * @param text in the experiencer's words; masked
 * @param dimension which of the five; null where a suggestion or praise names none
 * @param checkpoint code of the checkpoint in the report's checklist, if it was at one
 * @param severity of a problem or demand
 * @param issue what became of a problem or demand; null until its issue is registered
 * @param suggestion what became of a suggestion; null of anything else
 */
public record Entry(String id, EntryKind kind, String title, String text, @Nullable Dimension dimension, @Nullable String checkpoint,
        @Nullable Severity severity, @Nullable Progress issue, @Nullable Suggestion suggestion) {

    Entry with(Progress progress) {
        return new Entry(id, kind, title, text, dimension, checkpoint, severity, progress, suggestion);
    }

    Entry with(Suggestion answer) {
        return new Entry(id, kind, title, text, dimension, checkpoint, severity, issue, answer);
    }
}
