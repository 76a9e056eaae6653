package cn.tiyan.walkthrough.demand;

import cn.tiyan.platform.messaging.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One feedback record, walkthrough, experience report or item of the catalogue, as far as it is counted: what has been heard of it by now, and what had been before the
 * last write. The difference is what the sums are owed; it is written before they are, so it can always be read again.
 */
@Document("matter")
@CompoundIndex(name = "drill-down", def = "{within: 1, side: 1, 'now.item': 1, 'now.day': -1, _id: -1}")
class Matter {

    @Id
    private final String id;
    @Version
    private @Nullable Long version;
    private @Nullable Side side;
    /** Codes of all units it counts for; none where it counts for nobody. */
    private List<String> within = List.of();
    /** Codes of all units that may see the record itself. */
    private List<String> seenBy = List.of();
    private boolean bad;
    private Counted now = Counted.NOTHING;
    private Counted before = Counted.NOTHING;
    private long sequence;
    private String partition = "";
    private long offset = -1;
    private Instant heardAt = Instant.EPOCH;

    Matter(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    boolean isNew() {
        return version == null;
    }

    @Nullable Long version() {
        return version;
    }

    long nextVersion() {
        return version == null ? 0 : version + 1;
    }

    /** Whether this event, or a later one, was heard before. */
    boolean knows(long sequence) {
        return this.sequence >= sequence;
    }

    /** Whether this very delivery was the last to be taken in: then the sums may still be owed what it changed. */
    boolean lastTook(Delivery<?> delivery) {
        return partition.equals(partition(delivery)) && offset == delivery.offset();
    }

    /** Whether the last delivery was read from another partition. */
    boolean lastReadElsewhere(Delivery<?> delivery) {
        return offset >= 0 && !partition.equals(partition(delivery));
    }

    /**
     * Takes in what a delivery tells.
     *
     * @param first whether it is the first since this was read
     * @param seenBy codes of all units that may see the record itself; null where the event does not say
     */
    void take(Delivery<?> delivery, Side side, UnaryOperator<Counted> change, @Nullable List<String> seenBy, boolean first) {
        if (first) {
            before = now;
        }
        this.side = side;
        now = change.apply(now);
        bad = side == Side.CITIZENS ? now.bad() : now.parts().stream().anyMatch(part -> part.counts().containsKey(Tally.FINDINGS));
        within = List.copyOf(now.units(side));
        if (seenBy != null) {
            this.seenBy = seenBy;
        }
        sequence = delivery.sequence();
        partition = partition(delivery);
        offset = delivery.offset();
        heardAt = delivery.time();
    }

    /** What the sums are owed by the last write: one addition to a document; what did not change is left out. */
    List<Addition> owed() {
        if (side == null) {
            return List.of();
        }
        Map<Cell, Map<String, Integer>> differences = new HashMap<>();
        add(differences, before, side, -1);
        add(differences, now, side, 1);
        List<Addition> owed = new ArrayList<>();
        differences.forEach((cell, sums) -> {
            sums.values().removeIf(difference -> difference == 0);
            Map<String, String> names = names(cell);
            // The catalogue may say nothing new of an item but its name.
            if (!sums.isEmpty() || side == Side.CATALOGUE && !names.isEmpty() && !Objects.equals(before.name(), now.name())) {
                owed.add(new Addition(cell, names, partition, offset, heardAt, sums));
            }
        });
        return owed;
    }

    private Map<String, String> names(Cell cell) {
        String item = now.item();
        String name = now.name();
        if (item == null || name == null || now.parts().isEmpty() || cell.bucket() != Cell.bucketOf(item)) {
            return Map.of();
        }
        return Map.of(Cell.place(item) + (side == Side.CATALOGUE ? "l" : "n"), name);
    }

    /** To the item's sums of each period, and to those of all items together; what has no day has sums of its own. */
    private static void add(Map<Cell, Map<String, Integer>> differences, Counted counted, Side side, int sign) {
        String item = counted.item();
        String day = counted.day();
        if (item == null || day == null) {
            return;
        }
        if (side == Side.CATALOGUE) {
            counted.byUnit(side).forEach((line, counts) -> {
                Map<String, Integer> own = differences.computeIfAbsent(new Cell(line, Cell.EVER, Cell.bucketOf(item)), _ -> new HashMap<>());
                counts.forEach((tally, count) -> own.merge(Cell.place(item) + Cell.sum(tally), sign * count, Integer::sum));
            });
            return;
        }
        List<Period> periods = Period.of(day);
        counted.byUnit(side).forEach((line, counts) -> {
            Map<String, Integer> all = differences.computeIfAbsent(new Cell(line, periods.getFirst().key(), Cell.ALL), _ -> new HashMap<>());
            counts.forEach((tally, count) -> all.merge(Cell.month(day, tally), sign * count, Integer::sum));
            for (Period period : periods) {
                Map<String, Integer> own = differences.computeIfAbsent(new Cell(line, period.key(), Cell.bucketOf(item)), _ -> new HashMap<>());
                counts.forEach((tally, count) -> own.merge(Cell.place(item) + Cell.sum(tally), sign * count, Integer::sum));
                if (period.isJoined()) {
                    own.merge(Cell.matters(day), sign, Integer::sum);
                }
            }
        });
    }

    /** On which days whom was walked last, as far as this tells. */
    List<Walked> walked() {
        String item = now.item();
        String day = now.day();
        if (side != Side.WALKERS || !now.isWalk() || item == null || day == null) {
            return List.of();
        }
        List<Walked> walked = new ArrayList<>();
        for (List<String> line : now.byUnit(side).keySet()) {
            var own = new Cell(line, Cell.EVER, Cell.bucketOf(item));
            walked.add(new Walked(own, Cell.place(item) + "w", day, names(own)));
            walked.add(new Walked(new Cell(line, Cell.EVER, Cell.ALL), "w", day, Map.of()));
        }
        return walked;
    }

    /**
     * That a unit's item, or any of its, was walked on a day.
     *
     * @param place of the day in the document
     */
    record Walked(Cell cell, String place, String day, Map<String, String> names) {
    }

    /** When it was walked, or when the citizen spoke: an ISO date. */
    String day() {
        return Objects.requireNonNull(now.day());
    }

    /** Whether the walk found a problem or a demand, or the citizen was not content. */
    boolean bad() {
        return bad;
    }

    private static String partition(Delivery<?> delivery) {
        return delivery.topic().substring(0, delivery.topic().indexOf('.')) + "-" + delivery.partition();
    }
}
