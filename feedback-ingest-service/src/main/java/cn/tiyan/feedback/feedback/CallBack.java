package cn.tiyan.feedback.feedback;

import cn.tiyan.contracts.vocabulary.SourceKind;
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
 * 回访: what the citizen answered when the sender asked back. At a window it is said with the report itself, whether it was got done and
 * how content they are; that somebody spoke to them on the first day is none. Of a rating only that they were called, and whether they were
 * reached: how it turned out is not theirs to say there.
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

    private static final List<String> OF_A_REPORT = List.of("solved", "satisfaction");
    private static final List<String> OF_A_RATING = List.of("calledBackAt", "contacted");
    private static final List<String> OF_AN_ORDER = List.of("calledBackAt", "callBackSolved", "callBackSatisfied", "firstSatisfaction", "finalSatisfaction");

    /** What a snapshot says of it, if anything. */
    static Optional<CallBack> in(SourceKind source, Snapshot snapshot) {
        boolean report = source == SourceKind.CANNOT_GET_DONE;
        boolean rating = source == SourceKind.SERVICE_RATING;
        if ((report ? OF_A_REPORT : rating ? OF_A_RATING : OF_AN_ORDER).stream().noneMatch(snapshot.facts()::containsKey)) {
            return Optional.empty();
        }
        String at = snapshot.text(report ? "completedAt" : "calledBackAt");
        Instant when = at.isBlank() ? snapshot.position().updatedAt() : OffsetDateTime.parse(at).toInstant().truncatedTo(ChronoUnit.MILLIS);
        if (report) {
            return Optional.of(new CallBack(when, snapshot.position(), null, answer(snapshot, "solved"), null, null, stars(snapshot, "satisfaction"), false));
        }
        if (rating) {
            return Optional.of(new CallBack(when, snapshot.position(), answer(snapshot, "contacted"), null, null, null, null, false));
        }
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
