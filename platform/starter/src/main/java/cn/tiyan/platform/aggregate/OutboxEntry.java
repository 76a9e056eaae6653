package cn.tiyan.platform.aggregate;

import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;

/**
 * An event on its way out, kept in the aggregate's own document until Kafka has confirmed it.
 *
 * @param sequence 1 for the first event of the aggregate
 * @param id the CloudEvents id
 * @param type the CloudEvents type
 * @param recordedAt when it happened
 * @param data the event as JSON, exactly as it will be sent
 * @param traceparent W3C trace context of the command that caused it
 */
record OutboxEntry(long sequence, String id, String type, Instant recordedAt, String data, @Nullable String traceparent) {

    /**
     * Whether it happened after another of the same aggregate. Ids of one process are in the order of time, so what has a lower
     * number and yet a later id belongs to a document that was deleted and made anew.
     */
    boolean isAfter(OutboxEntry other) {
        return sequence > other.sequence || id.compareTo(other.id) > 0;
    }

    /** How it lies in the database. */
    @WritingConverter
    enum Writing implements Converter<OutboxEntry, Document> {
        INSTANCE;

        @Override
        public Document convert(OutboxEntry entry) {
            var document = new Document("sequence", entry.sequence()).append("_id", entry.id()).append("type", entry.type())
                    .append("recordedAt", Date.from(entry.recordedAt())).append("data", entry.data());
            return entry.traceparent() == null ? document : document.append("traceparent", entry.traceparent());
        }
    }

    /** How it comes back. */
    @ReadingConverter
    enum Reading implements Converter<Document, OutboxEntry> {
        INSTANCE;

        @Override
        public OutboxEntry convert(Document entry) {
            return new OutboxEntry(entry.getLong("sequence"), entry.getString("_id"), entry.getString("type"),
                    entry.getDate("recordedAt").toInstant(), entry.getString("data"), entry.getString("traceparent"));
        }
    }
}
