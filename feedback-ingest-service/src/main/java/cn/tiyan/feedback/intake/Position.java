package cn.tiyan.feedback.intake;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Where a snapshot stands among all snapshots of one matter. This is a total order on their contents, so the newest is the same
 * whatever arrives first: the sender's version decides; then the time; then, between two that claim the same of both, the
 * digest, which is arbitrary but the same for everybody. Equal positions are equal contents.
 *
 * @param version the sender's own; a snapshot without one is older than any with one
 * @param updatedAt when the sender changed it last
 * @param digest SHA-256, hexadecimal, of the content in canonical form
 */
public record Position(@Nullable Long version, Instant updatedAt, String digest) implements Comparable<Position> {

    private static final Comparator<Position> ORDER = Comparator
            .comparing(Position::version, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Position::updatedAt)
            .thenComparing(Position::digest);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
