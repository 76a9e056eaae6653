package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Severity;
import java.time.Instant;
import java.util.List;
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
 * @param aboutLine codes from the province down to that unit: who may see the finding's photos, with the issue in hand
 * @param observedAt when
 * @param photos SHA-256 of each that shows it
 * @param issue what became of it; absent until an issue is registered
 */
public record Finding(String id, FindingKind kind, String checkpoint, Dimension dimension, @Nullable Severity severity, String title,
        String text, String aboutUnit, List<String> aboutLine, Instant observedAt, List<String> photos, @Nullable Outcome issue) {

    public Finding {
        aboutLine = aboutLine == null ? List.of() : List.copyOf(aboutLine);
        photos = photos == null ? List.of() : List.copyOf(photos);
    }

    Finding with(Outcome outcome) {
        return new Finding(id, kind, checkpoint, dimension, severity, title, text, aboutUnit, aboutLine, observedAt, photos, outcome);
    }
}
