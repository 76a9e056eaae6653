package cn.tiyan.feedback.intake;

import java.time.Instant;

/**
 * A push that was accepted, as it is kept.
 *
 * @param receipt id the sender was given for it
 * @param sender id of the pushing system
 * @param kind what was pushed
 * @param matter arrivals of one sender about one matter stay in order
 * @param acceptedAt when
 * @param body byte for byte as it was sent
 */
public record Arrival(String receipt, String sender, PushKind kind, String matter, Instant acceptedAt, byte[] body) {
}
