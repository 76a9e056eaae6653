package cn.tiyan.reporting.cube;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** What is known of one aggregate: where it is counted, and what it adds there. */
@Document("row")
class Row {

    @Id
    private final String id;
    private long sequence;
    private @Nullable Instant asOf;
    private @Nullable Coordinates coordinates;
    private Map<Count, Long> counts = new EnumMap<>(Count.class);

    Row(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** Of the last event folded. */
    long sequence() {
        return sequence;
    }

    @Nullable Coordinates coordinates() {
        return coordinates;
    }

    Map<Count, Long> counts() {
        return new HashMap<>(counts);
    }

    void foldedUpTo(long sequence, Instant at) {
        this.sequence = sequence;
        this.asOf = at;
    }

    void isAt(Coordinates coordinates) {
        this.coordinates = coordinates;
    }

    void set(Count count, boolean holds) {
        set(count, holds ? 1 : 0);
    }

    void set(Count count, long value) {
        if (value == 0) {
            counts.remove(count);
        } else {
            counts.put(count, value);
        }
    }

    void add(Count count) {
        set(count, counts.getOrDefault(count, 0L) + 1);
    }

    boolean has(Count count) {
        return counts.containsKey(count);
    }
}
