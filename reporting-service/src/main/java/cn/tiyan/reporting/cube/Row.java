package cn.tiyan.reporting.cube;

import cn.tiyan.platform.messaging.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one aggregate: the steps its events told of, in the order they became known, and which deliveries brought the
 * newest of them. The row is written before the cells, so what they are owed can always be read from it.
 */
final class Row {

    static final String VERSION = "version";
    /** Where it counts and how much, for those who look behind a figure; absent until that is known. */
    static final String SHOWN = "shown";
    /** The days of second places, by count, within {@link #SHOWN}. */
    static final String MARKS = "marks";
    /** How long it took, by the keys of measures, within {@link #SHOWN}. */
    static final String TOOK = "took";
    /** When the newest of what was taken in last happened, within {@link #SHOWN}. */
    static final String AS_OF = "asOf";
    /** Unit, count and day of second places, for the units no cells are kept of whose days, and those just above. */
    static final String MARKED = "marked";
    /** Unit and count, for each unit it lies within and each of the rarer counts it adds to. */
    static final String TAGS = "tags";

    /** The others are so common that looking through a unit's rows finds them soon. */
    private static final Set<Count> RARE = EnumSet.of(Count.REOPENED, Count.REJECTED, Count.MERGED, Count.RETURNED, Count.EXTENDED, Count.OVERDUE,
            Count.SUPERVISED, Count.OPTIMIZED, Count.RECURRED, Count.LOOKED_BACK, Count.SENT_BACK, Count.BAD_RATINGS, Count.RETURNS_REQUESTED,
            Count.SUPERVISED_JOINTLY, Count.CONSULTED, Count.OVERDUE_NOW, Count.URGED, Count.WITHDRAWN, Count.MALICIOUS);

    private final String id;
    private final @Nullable Long version;
    private final List<Step> steps;
    /** What brought the last steps: one each, taken in by the last write. */
    private List<Took> last;
    private int partition;
    /** How many steps {@link #contribution} is of. */
    private int folded;
    private Contribution contribution = Contribution.NONE;

    /** A delivery that was taken in: where it lay in its partition, and when what it told of happened. */
    record Took(long offset, Instant time) {
    }

    Row(String id) {
        this(id, null, new ArrayList<>(), new ArrayList<>(), 0);
    }

    private Row(String id, @Nullable Long version, List<Step> steps, List<Took> last, int partition) {
        this.id = id;
        this.version = version;
        this.steps = steps;
        this.last = last;
        this.partition = partition;
    }

    static Row of(Document document) {
        var steps = new ArrayList<Step>();
        document.getList("steps", Document.class).forEach(step -> steps.add(Step.of(step)));
        var last = new ArrayList<Took>();
        document.getList("last", Document.class).forEach(took -> last.add(new Took(took.getLong("offset"), took.getDate("time").toInstant())));
        return new Row(document.getString("_id"), document.getLong(VERSION), steps, last, document.getInteger("partition"));
    }

    Document document() {
        Contribution contribution = contribution();
        var document = new Document("_id", id).append(VERSION, version == null ? 0L : version + 1)
                .append("steps", steps.stream().map(Step::document).toList())
                .append("last", last.stream().map(took -> new Document("offset", took.offset()).append("time", Date.from(took.time()))).toList())
                .append("partition", partition);
        Coordinates at = contribution.coordinates();
        if (at != null) {
            var counts = new Document();
            contribution.counts().forEach((count, value) -> counts.append(count.name(), value));
            var marks = new Document();
            contribution.marks().values().forEach(mark -> marks.append(mark.count().name(), mark.day()));
            document.append(SHOWN, at.document().append(Spread.SUMS, counts).append(MARKS, marks).append(AS_OF, Date.from(newest()))
                    .append(TOOK, contribution.took().stream().map(Measure.Took::key).toList()));
            List<String> marked = contribution.marks().values().stream().flatMap(mark -> at.within().stream().skip(Spread.LEVELS_WITH_DAYS - 1)
                    .map(unit -> marked(unit, mark.count(), mark.day()))).toList();
            if (!marked.isEmpty()) {
                document.append(MARKED, marked);
            }
            List<String> tags = Stream.concat(contribution.counts().keySet().stream(), contribution.marks().values().stream().map(Step.Mark::count)).filter(RARE::contains)
                    .flatMap(count -> at.within().stream().map(unit -> tag(unit, count))).toList();
            if (!tags.isEmpty()) {
                document.append(TAGS, tags);
            }
        }
        return document;
    }

    static boolean isRare(Count count) {
        return RARE.contains(count);
    }

    static String tag(String unit, Count count) {
        return unit + "|" + count;
    }

    static String marked(String unit, Count count, String day) {
        return unit + "|" + count + "|" + day;
    }

    String id() {
        return id;
    }

    /** What all its steps come to. */
    Contribution contribution() {
        return contribution(steps.size());
    }

    /** What the first so many come to; as steps are only ever added, what was worked out last is asked for next. */
    private Contribution contribution(int first) {
        if (first != folded) {
            contribution = Contribution.of(steps.subList(0, first));
            folded = first;
        }
        return contribution;
    }

    /** When the newest of what was taken in last happened. */
    Instant newest() {
        return last.stream().map(Took::time).max(Instant::compareTo).orElseThrow();
    }

    /** Whether it was never written. */
    boolean isNew() {
        return version == null;
    }

    /** What was read; the write is for this version only. */
    @Nullable Long version() {
        return version;
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

    /**
     * What the cells are owed by one delivery.
     *
     * @param differences by place; what did not change is left out
     */
    record Owed(int partition, long offset, Instant time, Map<Coordinates, Map<Measure, Long>> differences) {
    }

    /** What the cells are owed by all that was taken in last, oldest first. */
    List<Owed> owed() {
        return last.stream().map(took -> owed(took.offset())).toList();
    }

    /** What the cells are owed by one of the last deliveries. */
    Owed owed(long offset) {
        int at = 0;
        while (last.get(at).offset() != offset) {
            at++;
        }
        int before = steps.size() - last.size() + at;
        Map<Coordinates, Map<Measure, Long>> differences = new HashMap<>();
        addTo(differences, contribution(before), -1);
        addTo(differences, contribution(before + 1), 1);
        return new Owed(partition, offset, last.get(at).time(), differences);
    }

    private static void addTo(Map<Coordinates, Map<Measure, Long>> differences, Contribution contribution, int sign) {
        contribution.places().forEach((at, counts) -> {
            Map<Measure, Long> there = differences.computeIfAbsent(at, _ -> new HashMap<>());
            counts.forEach((measure, value) -> {
                // What comes to nothing needs no place.
                if (there.merge(measure, sign * value, Long::sum) == 0) {
                    there.remove(measure);
                }
            });
        });
    }
}
