package cn.tiyan.contracts;

/**
 * Something that happened to one aggregate. Every implementation is a record with an {@link EventType}; the aggregate's id,
 * its sequence number and the time travel in the CloudEvents attributes {@code subject}, {@code sequence} and {@code time}.
 */
public interface Event {
}
