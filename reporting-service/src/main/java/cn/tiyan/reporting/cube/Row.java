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
 * What is known of one aggregate: the steps its events told of, in the order they became known, and which deliveries brought the
 * newest of them. The row is written before the cells, so what they are owed can always be read from it.
 */
@Document("row")
class Row {

    @Id
    private final String id;
    @Version
    private @Nullable Long version;
    private List<Step> steps = new ArrayList<>();
    /** What brought the last steps: one each, taken in by the last write. */
    private List<Took> last = new ArrayList<>();
    private int partition;

    /** A delivery that was taken in: where it lay in its partition, and when what it told of happened. */
    record Took(long offset, Instant time) {
    }

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
     * @param first whether it is the first since the row was read
     */
    void take(Step step, Delivery<?> delivery, boolean first) {
        if (first) {
            last = new ArrayList<>();
        }
        steps.add(step);
        last.add(new Took(delivery.offset(), delivery.time()));
        partition = delivery.partition();
    }

    /** Whether this very delivery was among the last to be taken in. */
    boolean lastTook(Delivery<?> delivery) {
        return partition == delivery.partition() && last.stream().anyMatch(took -> took.offset() == delivery.offset());
    }

    /** Whether the last delivery was read in a partition other than this. */
    boolean lastReadElsewhere(int partition) {
        return !last.isEmpty() && this.partition != partition;
    }

    /** What the cells are owed by all that was taken in last, oldest first. */
    List<Addition> owed() {
        return last.stream().flatMap(took -> owed(took.offset()).stream()).toList();
    }

    /** What the cells are owed by one of the last deliveries; what did not change is left out. */
    List<Addition> owed(long offset) {
        int at = 0;
        while (last.get(at).offset() != offset) {
            at++;
        }
        int before = steps.size() - last.size() + at;
        Map<Coordinates, Map<Count, Long>> differences = new HashMap<>();
        addTo(differences, Contribution.of(steps.subList(0, before)), -1);
        addTo(differences, Contribution.of(steps.subList(0, before + 1)), 1);
        differences.values().forEach(counts -> counts.values().removeIf(difference -> difference == 0));
        differences.values().removeIf(Map::isEmpty);
        Took took = last.get(at);
        return differences.entrySet().stream().map(cell -> new Addition(cell.getKey(), partition, took.offset(), took.time(), cell.getValue())).toList();
    }

    private static void addTo(Map<Coordinates, Map<Count, Long>> differences, Contribution contribution, int sign) {
        if (contribution.coordinates() != null) {
            contribution.counts().forEach((count, value) -> differences
                    .computeIfAbsent(contribution.coordinates(), _ -> new EnumMap<>(Count.class)).merge(count, sign * value, Long::sum));
        }
    }
}
