package cn.tiyan.feedback.progress;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an issue stands.
 *
 * @param stage how far it has come
 * @param since since when
 * @param registeredAt when it was registered, where that was heard
 * @param unit code of the unit that handles it, once it is dispatched
 * @param dispatchedAt when it was last dispatched
 * @param closedAt when it was closed; null while it is open
 * @param reason why it is not taken on; masked
 * @param solved whether it is solved, by the last rating
 * @param satisfaction 1 to 5, 5 best, by the last rating
 */
public record Standing(Stage stage, Instant since, @Nullable Instant registeredAt, @Nullable String unit, @Nullable Instant dispatchedAt,
        @Nullable Instant closedAt, @Nullable String reason, @Nullable Boolean solved, @Nullable Integer satisfaction) {

    /** Registered, or registered anew. */
    public static Standing registered(Instant at) {
        return new Standing(Stage.REGISTERED, at, at, null, null, null, null, null, null);
    }

    /** Of an issue whose beginning was not heard. */
    public static Standing unheard(Instant at) {
        return new Standing(Stage.REGISTERED, at, null, null, null, null, null, null, null);
    }

    /** A step on, with the unit it had. Whatever follows closing or a refusal undoes it. */
    public Standing to(Stage next, Instant at) {
        boolean closed = next == Stage.CLOSED || next == Stage.ARCHIVED;
        return new Standing(next, at, registeredAt, unit, dispatchedAt, closed ? closedAt == null ? at : closedAt : null, null, solved, satisfaction);
    }

    /** Sent to a unit. */
    public Standing dispatchedTo(String handlingUnit, Instant at) {
        return new Standing(Stage.DISPATCHED, at, registeredAt, handlingUnit, at, null, null, solved, satisfaction);
    }

    /** Back where it has no unit. */
    public Standing withoutUnit(Stage next, Instant at) {
        return new Standing(next, at, registeredAt, null, null, null, null, solved, satisfaction);
    }

    /** Out of scope. */
    public Standing rejected(String why, Instant at) {
        return new Standing(Stage.REJECTED, at, registeredAt, unit, dispatchedAt, at, why, solved, satisfaction);
    }

    /** Judged. */
    public Standing rated(boolean isSolved, int stars, Instant at) {
        return new Standing(Stage.RATED, at, registeredAt, unit, dispatchedAt, null, null, isSolved, stars);
    }

    /** The same course, as that of an issue which was registered then. */
    Standing asOf(@Nullable Instant registered) {
        return new Standing(stage, since, registered, unit, dispatchedAt, closedAt, reason, solved, satisfaction);
    }
}
