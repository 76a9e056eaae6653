package cn.tiyan.feedback.feedback;

import cn.tiyan.feedback.intake.Position;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 回访: what the citizen answered when the sender asked back.
 *
 * @param at when they were asked
 * @param position of the snapshot that says so
 * @param contacted whether they were reached, where said
 * @param solved whether it is solved, where said
 * @param satisfied whether they are content, where said
 * @param firstSatisfaction 1 to 5, 5 best
 * @param finalSatisfaction 1 to 5, 5 best
 * @param staffEntered whether staff entered it in their place
 */
record CallBack(Instant at, Position position, @Nullable Boolean contacted, @Nullable Boolean solved, @Nullable Boolean satisfied,
        @Nullable Integer firstSatisfaction, @Nullable Integer finalSatisfaction, boolean staffEntered) {

    /** Its own time decides which is the last; of two of the same time, the newer snapshot's. */
    static final Comparator<CallBack> ORDER = Comparator.comparing(CallBack::at).thenComparing(CallBack::position);

    private static final List<String> ANSWERS = List.of("calledBackAt", "callBackSolved", "callBackSatisfied", "firstSatisfaction", "finalSatisfaction");

    /** What a snapshot says of it, if anything. */
    static Optional<CallBack> in(Snapshot snapshot) {
        if (ANSWERS.stream().noneMatch(snapshot.facts()::containsKey)) {
            return Optional.empty();
        }
        String at = snapshot.text("calledBackAt");
        Instant when = at.isBlank() ? snapshot.position().updatedAt() : OffsetDateTime.parse(at).toInstant().truncatedTo(ChronoUnit.MILLIS);
        return Optional.of(new CallBack(when, snapshot.position(), answer(snapshot, "contacted"), answer(snapshot, "callBackSolved"),
                answer(snapshot, "callBackSatisfied"), stars(snapshot, "firstSatisfaction"), stars(snapshot, "finalSatisfaction"),
                snapshot.flag("callBackStaffEntered")));
    }

    /** Whether it says the same: an order that changes otherwise repeats its call-back. */
    boolean saysTheSameAs(@Nullable CallBack other) {
        return other != null && Objects.equals(contacted, other.contacted) && Objects.equals(solved, other.solved) && Objects.equals(satisfied, other.satisfied)
                && Objects.equals(firstSatisfaction, other.firstSatisfaction) && Objects.equals(finalSatisfaction, other.finalSatisfaction)
                && staffEntered == other.staffEntered;
    }

    private static @Nullable Boolean answer(Snapshot snapshot, String field) {
        return snapshot.facts().get(field) instanceof Boolean answer ? answer : null;
    }

    private static @Nullable Integer stars(Snapshot snapshot, String field) {
        return snapshot.facts().get(field) instanceof Number number ? number.intValue() : null;
    }
}
