package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact observed at a checkpoint.
 *
 * @param id the finding
 * @param kind problem, demand or practice
 * @param checkpoint code of the checkpoint in the walkthrough's checklist
 * @param dimension the checkpoint's
 * @param severity of a problem or demand; absent for a practice
 * @param title one line; masked
 * @param text what was observed; masked
 * @param aboutUnit code of the unit it is about
 * @param observedAt when
 * @param issue what became of it; absent until an issue is registered
 */
public record Finding(String id, FindingKind kind, String checkpoint, Dimension dimension, @Nullable Severity severity, String title,
        String text, String aboutUnit, Instant observedAt, @Nullable Outcome issue) {

    Finding with(Outcome outcome) {
        return new Finding(id, kind, checkpoint, dimension, severity, title, text, aboutUnit, observedAt, outcome);
    }
}
