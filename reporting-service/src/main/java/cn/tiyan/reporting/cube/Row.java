package cn.tiyan.reporting.cube;

import cn.tiyan.platform.messaging.Delivery;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
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

    /** Where it counts, for those who look behind a figure; absent until that is known. Seldom changes, and all indexes are on it. */
    static final String SHOWN = "shown";
    /** Unit and count, for each unit it lies within and each of the rarer counts it adds to; within {@link #SHOWN}. */
    static final String TAGS = SHOWN + ".tags";
    /** Unit, count and day of these, for the units no cells are kept of whose days, and those just above; within {@link #SHOWN}. */
    static final String MARKED = SHOWN + ".marked";
    /** All that changes with each event: its steps, and what they come to. */
    static final String STATE = "state";
    /** Its sums, by count. */
    static final String COUNTS = STATE + "." + Spread.SUMS;
    /** The days it counts on, too, by count. */
    static final String MARKS = STATE + ".marks";
    /**
     * Grows with each step; first in {@link #STATE} and in {@link #SHOWN}, so the greater of two is the newer one. A row is read in one
     * partition: who writes the same version of it has read the same. In another partition it jumps.
     */
    private static final String VERSION = "v";
    private static final long JUMP = 1_000_000;

    /** The others are so common that looking through a unit's rows finds them soon. */
    private static final Set<Count> RARE = EnumSet.of(Count.REOPENED, Count.REJECTED, Count.MERGED, Count.RETURNED, Count.EXTENDED, Count.OVERDUE,
            Count.SUPERVISED, Count.OPTIMIZED, Count.RECURRED, Count.LOOKED_BACK, Count.SENT_BACK, Count.BAD_RATINGS, Count.RETURNS_REQUESTED,
            Count.SUPERVISED_JOINTLY, Count.CONSULTED, Count.OVERDUE_NOW, Count.URGED, Count.WITHDRAWN, Count.MALICIOUS, Count.SECOND_HAND);

    private final String id;
    /** As it was read; 0 for one that was never written. */
    private final long version;
    /** As it was read, without its version. */
    private final @Nullable Document shown;
    private final List<Step> steps;
    /** What brought the last steps: one each, taken in by the last write. */
    private List<Took> last;
    private int partition;
    private boolean moved;
    /** How many steps {@link #contribution} is of. */
    private int folded;
    private Contribution contribution = Contribution.NONE;

    /** A delivery that was taken in: where it lay in its partition, and when what it told of happened. */
    record Took(long offset, Instant time) {
    }

    Row(String id) {
        this(id, 0, null, new ArrayList<>(), new ArrayList<>(), 0);
    }

    private Row(String id, long version, @Nullable Document shown, List<Step> steps, List<Took> last, int partition) {
        this.id = id;
        this.version = version;
        this.shown = shown;
        this.steps = steps;
        this.last = last;
        this.partition = partition;
    }

    static Row of(Document document) {
        Document state = document.get(STATE, Document.class);
        var steps = new ArrayList<Step>();
        state.getList("steps", Document.class).forEach(step -> steps.add(Step.of(step)));
        var last = new ArrayList<Took>();
        state.getList("last", Document.class).forEach(took -> last.add(new Took(took.getLong("offset"), took.getDate("time").toInstant())));
        Document shown = document.get(SHOWN, Document.class);
        if (shown != null) {
            shown.remove(VERSION);
        }
        return new Row(document.getString("_id"), state.getLong(VERSION), shown, steps, last, state.getInteger("partition"));
    }

    /** As it is stored. */
    Document document() {
        var document = new Document("_id", id).append(STATE, versioned(state()));
        Document shown = shown();
        return shown == null ? document : document.append(SHOWN, versioned(shown));
    }

    /** One write: nothing newer is overwritten, and where there is something newer, nothing is changed. */
    WriteModel<Document> write() {
        if (version == 0) {
            return new InsertOneModel<>(document());
        }
        var now = new Document(STATE, versioned(state()));
        Document shown = shown();
        if (shown != null && !shown.equals(this.shown)) {
            now.append(SHOWN, versioned(shown));
        }
        return moved ? new UpdateOneModel<>(new Document("_id", id).append(STATE + "." + VERSION, version), new Document("$set", now))
                : new UpdateOneModel<>(new Document("_id", id), new Document("$max", now));
    }

    private Document versioned(Document rest) {
        var document = new Document(VERSION, newVersion());
        document.putAll(rest);
        return document;
    }

    private long newVersion() {
        return (version / JUMP + (moved ? 1 : 0)) * JUMP + steps.size();
    }

    private Document state() {
        Contribution contribution = contribution();
        var counts = new Document();
        contribution.counts().forEach((count, value) -> counts.append(count.name(), value));
        var marks = new Document();
        contribution.marks().forEach((count, day) -> marks.append(count.name(), day));
        return new Document("partition", partition)
                .append("last", last.stream().map(took -> new Document("offset", took.offset()).append("time", Date.from(took.time()))).toList())
                .append("steps", steps.stream().map(Step::document).toList())
                .append(Spread.SUMS, counts).append("marks", marks).append("asOf", Date.from(newest()))
                .append("took", contribution.took().stream().map(Measure.Took::key).toList());
    }

    private @Nullable Document shown() {
        Contribution contribution = contribution();
        Coordinates at = contribution.coordinates();
        if (at == null) {
            return null;
        }
        Document shown = at.document();
        List<String> tags = Stream.concat(contribution.counts().keySet().stream(), contribution.marks().keySet().stream()).filter(RARE::contains)
                .flatMap(count -> at.within().stream().map(unit -> tag(unit, count))).toList();
        if (!tags.isEmpty()) {
            shown.append("tags", tags);
        }
        List<String> marked = contribution.marks().entrySet().stream().flatMap(mark -> at.within().stream().skip(Spread.LEVELS_WITH_DAYS - 1)
                .map(unit -> marked(unit, mark.getKey(), mark.getValue()))).toList();
        return marked.isEmpty() ? shown : shown.append("marked", marked);
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

    boolean knows(long sequence) {
        return steps.stream().anyMatch(step -> step.sequence() == sequence);
    }

    /**
     * Takes in what a delivery tells.
     *
     * @param first whether it is the first since the row was read
     */
    void take(Step step, Delivery<?> delivery, boolean first) {
        moved |= version > 0 && lastReadElsewhere(delivery.partition());
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
