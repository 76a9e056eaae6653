package cn.tiyan.walkthrough.walkthrough;

import java.time.Instant;

/**
 * A device that recorded part of a session, as of its last batch.
 *
 * @param device what it calls itself
 * @param skewMillis how far its clock was ahead of ours; negative if it was behind
 * @param syncedAt by our clock
 */
public record Device(String device, long skewMillis, Instant syncedAt) {
}
