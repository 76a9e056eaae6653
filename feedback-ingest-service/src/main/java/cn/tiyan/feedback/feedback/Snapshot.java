package cn.tiyan.feedback.feedback;

import cn.tiyan.feedback.intake.Arrival;
import cn.tiyan.feedback.intake.Position;
import cn.tiyan.feedback.intake.Push;
import cn.tiyan.platform.privacy.Personal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * What a sender last said of a matter.
 *
 * @param position where it stands among the snapshots of the same key
 * @param receipt of the push that brought it
 * @param occurredAt when the citizen spoke
 * @param facts known fields without personal data; free text masked
 * @param personal known fields with personal data
 * @param sealedBody everything as it was sent, unknown fields too, encrypted
 */
record Snapshot(Position position, String receipt, Instant occurredAt, Map<String, Object> facts, Map<String, Personal> personal, byte[] sealedBody) {

    static Snapshot of(Arrival arrival, Push push, byte[] sealedBody) {
        return new Snapshot(push.position(), arrival.receipt(), push.occurredAt().truncatedTo(ChronoUnit.MILLIS), push.facts(), push.personal(), sealedBody);
    }

    /** Whether the same was sent; what a profile made of it may have changed since. */
    boolean isSameAs(Snapshot other) {
        return other.position.digest().equals(position.digest());
    }

    /** What taking in another snapshot after this one does. */
    Effect effectOf(Snapshot other) {
        int order = isSameAs(other) ? 0 : other.position.compareTo(position);
        if (order == 0) {
            // The same push read again, after a crash before its outcome was noted, was no duplicate.
            return other.receipt.equals(receipt) ? Effect.APPLIED : Effect.DUPLICATE;
        }
        return order > 0 ? Effect.APPLIED : Effect.SUPERSEDED;
    }

    String text(String field) {
        return facts.get(field) instanceof String text ? text : "";
    }

    boolean flag(String field) {
        return Boolean.TRUE.equals(facts.get(field));
    }
}
