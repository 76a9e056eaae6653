package cn.tiyan.platform.messaging;

import cn.tiyan.contracts.Event;
import java.time.Instant;

/**
 * An event as it was received.
 *
 * @param event what happened
 * @param aggregateId to which aggregate
 * @param sequence the event's number within that aggregate; a consumer drops what is not higher than what it has seen
 * @param time when it happened
 * @param topic where it was read
 * @param partition where it was read
 * @param offset where it was read
 */
public record Delivery<E extends Event>(
        E event, String aggregateId, long sequence, Instant time, String topic, int partition, long offset) {
}
