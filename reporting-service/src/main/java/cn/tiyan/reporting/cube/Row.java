package cn.tiyan.reporting.cube;

import cn.tiyan.platform.messaging.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What is known of one aggregate: the steps its events told of, what it adds to the cube after the newest delivery and what it
 * added before. The row is written before the cells, so what they are owed can always be read from it.
 */
@Document("row")
class Row {

    @Id
    private final String id;
    @Version
    private @Nullable Long version;
    private List<Step> steps = new ArrayList<>();
    private Contribution before = Contribution.NONE;
    private Contribution now = Contribution.NONE;
    private int partition;
    private long offset = -1;
    private @Nullable Instant time;

    Row(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** Whether it was never written. */
    boolean isNew() {
        return version == null;
    }

    /** What was read; the write is for this version only. */
    @Nullable Long version() {
        return version;
    }

    long nextVersion() {
        return version == null ? 0 : version + 1;
    }

    boolean knows(long sequence) {
        return steps.stream().anyMatch(step -> step.sequence() == sequence);
    }

    /**
     * Takes in what a delivery tells.
     *
     * @param first whether it is the first since the row was read; what others then changed adds up
     */
    void take(Step step, Delivery<?> delivery, boolean first) {
        steps.add(step);
        if (first) {
            before = now;
        }
        now = Contribution.of(steps);
        partition = delivery.partition();
        offset = delivery.offset();
        time = delivery.time();
    }

    /** Whether this very delivery was the last to be taken in. */
    boolean lastTook(Delivery<?> delivery) {
        return partition == delivery.partition() && offset == delivery.offset();
    }

    /** Whether the last delivery was read in a partition other than this. */
    boolean lastReadElsewhere(int partition) {
        return offset >= 0 && this.partition != partition;
    }

    int partition() {
        return partition;
    }

    long offset() {
        return offset;
    }

    /** When what the last delivery told of happened. */
    Instant time() {
        return time == null ? Instant.EPOCH : time;
    }

    /** What the last delivery changed, or several taken in at once, by cell; counts that did not change are left out, and cells with none. */
    Map<Coordinates, Map<Count, Long>> differences() {
        Map<Coordinates, Map<Count, Long>> differences = new HashMap<>();
        addTo(differences, before, -1);
        addTo(differences, now, 1);
        differences.values().forEach(counts -> counts.values().removeIf(difference -> difference == 0));
        differences.values().removeIf(Map::isEmpty);
        return differences;
    }

    private static void addTo(Map<Coordinates, Map<Count, Long>> differences, Contribution contribution, int sign) {
        if (contribution.coordinates() != null) {
            contribution.counts().forEach((count, value) -> differences
                    .computeIfAbsent(contribution.coordinates(), _ -> new EnumMap<>(Count.class)).merge(count, sign * value, Long::sum));
        }
    }
}
