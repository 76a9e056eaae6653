package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.platform.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device sends of a session.
 *
 * @param device what it calls itself
 * @param deviceNow what its clock says
 * @param items entries, in any order, sent before or not
 */
public record Batch(String device, Instant deviceNow, List<Item> items) {

    /**
     * One entry as it came.
     *
     * @param id what the device calls it; null if it does not say
     * @param sequence its number there; null if it does not say
     * @param entry the entry, unless it is malformed
     * @param malformed why it cannot be understood
     */
    public record Item(@Nullable String id, @Nullable Long sequence, @Nullable Entry entry, Refusal.@Nullable FieldError malformed) {
    }

    /** What became of an entry. */
    public enum Outcome {
        /** It was added. */
        ACCEPTED,
        /** It was here already. */
        DUPLICATE,
        /** It is not kept; correct it and send it under the next sequence. */
        REFUSED
    }

    /**
     * What became of one entry.
     *
     * @param rule name of the rule it breaks; {@code malformed} if it cannot be understood
     * @param field the field at fault
     * @param message what to do, in Chinese
     */
    public record Receipt(@Nullable String id, @Nullable Long sequence, Outcome outcome, @Nullable String rule, @Nullable String field,
            @Nullable String message) {

        static Receipt of(Item item, Outcome outcome) {
            return new Receipt(item.id(), item.sequence(), outcome, null, null, null);
        }

        static Receipt refused(Item item, Refusal refusal) {
            String field = refusal.fieldErrors().isEmpty() ? null : refusal.fieldErrors().getFirst().field();
            String message = refusal.fieldErrors().isEmpty() ? refusal.getMessage() : refusal.fieldErrors().getFirst().message();
            return new Receipt(item.id(), item.sequence(), Outcome.REFUSED, refusal.name(), field, message);
        }
    }

    /**
     * What came of it.
     *
     * @param session as it now is
     * @param receipts in the order of the items
     * @param snags what stands in the way of finishing it
     * @param skewMillis how far the device's clock is ahead of ours
     */
    public record Synced(Walkthrough session, List<Receipt> receipts, List<Snag> snags, long skewMillis) {
    }
}
