package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.platform.followup.IssueStage;
import cn.tiyan.platform.organisation.Unit;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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
 * @param handlingUnit code of the unit that has its issue in hand; absent until it is dispatched
 * @param handlingLine codes from the province down to that unit: they see the finding's photos, too
 */
public record Finding(String id, FindingKind kind, String checkpoint, Dimension dimension, @Nullable Severity severity, String title,
        String text, String aboutUnit, List<String> aboutLine, Instant observedAt, List<String> photos, @Nullable Outcome issue,
        @Nullable String handlingUnit, List<String> handlingLine) {

    /** From here on, until it is dispatched anew, it is in no unit's hands. */
    private static final Set<IssueStage> IN_NOBODYS_HANDS = EnumSet.of(IssueStage.REGISTERED, IssueStage.TRIAGED, IssueStage.REJECTED, IssueStage.MERGED);

    public Finding {
        aboutLine = aboutLine == null ? List.of() : List.copyOf(aboutLine);
        photos = photos == null ? List.of() : List.copyOf(photos);
        handlingLine = handlingLine == null ? List.of() : List.copyOf(handlingLine);
    }

    /** @param dispatchedTo the unit its issue was dispatched to, if it was just now */
    Finding with(Outcome outcome, @Nullable Unit dispatchedTo) {
        if (dispatchedTo != null) {
            return with(outcome, dispatchedTo.code(), dispatchedTo.within());
        }
        return IN_NOBODYS_HANDS.contains(outcome.stage()) ? with(outcome, null, List.of()) : with(outcome, handlingUnit, handlingLine);
    }

    private Finding with(Outcome outcome, @Nullable String unit, List<String> line) {
        return new Finding(id, kind, checkpoint, dimension, severity, title, text, aboutUnit, aboutLine, observedAt, photos, outcome, unit, line);
    }
}
