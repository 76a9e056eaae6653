package cn.tiyan.feedback.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A push that was accepted, as it is kept.
 *
 * @param receipt id the sender was given for it
 * @param sender id of the pushing system
 * @param kind what was pushed
 * @param matter arrivals of one sender about one matter stay in order
 * @param acceptedAt when
 * @param body byte for byte as it was sent
 * @param trace W3C trace context of the request that brought it
 */
public record Arrival(String receipt, String sender, PushKind kind, String matter, Instant acceptedAt, byte[] body, @Nullable String trace) {

    /** One that is part of no trace. */
    public Arrival(String receipt, String sender, PushKind kind, String matter, Instant acceptedAt, byte[] body) {
        this(receipt, sender, kind, matter, acceptedAt, body, null);
    }
}
