package cn.tiyan.feedback.feedback;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 催办: that somebody pressed for an order.
 *
 * @param by number of the further order that did; null where the order itself says so
 * @param at when
 * @param reason in which words, masked; null where nothing is said or must not be
 */
record Urge(@Nullable String by, Instant at, @Nullable String reason) {

    /** A total order on their contents, so that the last is the same whatever was heard of first. */
    static final Comparator<Urge> ORDER = Comparator.comparing(Urge::at)
            .thenComparing(Urge::reason, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Urge::by, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** What a snapshot says of it, if it was pressed for at all by then. */
    static Optional<Urge> in(Snapshot snapshot) {
        if (timesIn(snapshot) == 0) {
            return Optional.empty();
        }
        String at = snapshot.text("urgedAt");
        Instant when = at.isBlank() ? snapshot.position().updatedAt() : OffsetDateTime.parse(at).toInstant().truncatedTo(ChronoUnit.MILLIS);
        String reason = snapshot.text("urgeReason");
        return Optional.of(new Urge(null, when, reason.isBlank() || snapshot.flag("secret") ? null : reason));
    }

    /** How often it had been pressed for by then. */
    static int timesIn(Snapshot snapshot) {
        return snapshot.facts().get("urgeCount") instanceof Number number ? number.intValue() : 0;
    }
}
