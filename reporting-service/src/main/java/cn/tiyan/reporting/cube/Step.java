package cn.tiyan.reporting.cube;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What one event means for its aggregate's contribution.
 *
 * @param sequence the event's number within the aggregate
 * @param at where the aggregate is counted from here on, where the event says all of it
 * @param movedTo the line of units it is counted for from here on, where only that changes
 * @param dimension the dimension it is counted in from here on, where only that changes
 * @param set counts that are so much from here on
 * @param added counts that grow by so much
 * @param stage how far it has come
 * @param reachedAt when
 * @param marks days it is counted on from here on, too, by what it is counted as there; {@link #NO_DAY} where it no longer is
 */
record Step(long sequence, @Nullable Coordinates at, @Nullable List<String> movedTo, @Nullable String dimension,
        Map<Count, Long> set, Map<Count, Long> added, @Nullable Stage stage, @Nullable Instant reachedAt, Map<Count, String> marks) {

    static final String NO_DAY = "";

    /** A step that says nothing yet. */
    static Step numbered(long sequence) {
        return new Step(sequence, null, null, null, Map.of(), Map.of(), null, null, Map.of());
    }

    Step at(Coordinates coordinates) {
        return new Step(sequence, coordinates, movedTo, dimension, set, added, stage, reachedAt, marks);
    }

    Step movedTo(List<String> within) {
        return new Step(sequence, at, within, dimension, set, added, stage, reachedAt, marks);
    }

    Step in(String dimension) {
        return new Step(sequence, at, movedTo, dimension, set, added, stage, reachedAt, marks);
    }

    Step set(Count count, boolean holds) {
        return set(count, holds ? 1 : 0);
    }

    Step set(Count count, long value) {
        return new Step(sequence, at, movedTo, dimension, with(set, count, value), added, stage, reachedAt, marks);
    }

    Step add(Count count) {
        return add(count, 1);
    }

    Step add(Count count, long more) {
        return new Step(sequence, at, movedTo, dimension, set, with(added, count, more), stage, reachedAt, marks);
    }

    /** It came to this stage then. */
    Step reached(Stage stage, Instant at) {
        return new Step(sequence, this.at, movedTo, dimension, set, added, stage, at, marks);
    }

    /** From here on it is counted on that day, too, as one of these, whatever day it is counted on itself. */
    Step mark(Count count, String day) {
        return marked(count, day);
    }

    /** And from here on no longer. */
    Step unmark(Count count) {
        return marked(count, NO_DAY);
    }

    private Step marked(Count count, String day) {
        return new Step(sequence, at, movedTo, dimension, set, added, stage, reachedAt, with(marks, count, day));
    }

    /** Small ones: as many steps as possible are kept in memory. */
    private static <V> Map<Count, V> with(Map<Count, V> values, Count count, V value) {
        if (values.isEmpty()) {
            return Map.of(count, value);
        }
        Map<Count, V> more = new HashMap<>(values);
        more.put(count, value);
        return Map.copyOf(more);
    }

    /** As it is stored in its row: what it does not say is left out. */
    Document document() {
        var document = new Document("sequence", sequence);
        if (at != null) {
            document.append("at", at.document());
        }
        if (movedTo != null) {
            document.append("movedTo", movedTo);
        }
        if (dimension != null) {
            document.append("dimension", dimension);
        }
        if (!set.isEmpty()) {
            document.append("set", document(set));
        }
        if (!added.isEmpty()) {
            document.append("added", document(added));
        }
        if (stage != null && reachedAt != null) {
            document.append("stage", stage.name()).append("reachedAt", Date.from(reachedAt));
        }
        if (!marks.isEmpty()) {
            var days = new Document();
            marks.forEach((count, day) -> days.append(count.name(), day));
            document.append("marks", days);
        }
        return document;
    }

    static Step of(Document document) {
        Document at = document.get("at", Document.class);
        String stage = document.getString("stage");
        Date reachedAt = document.getDate("reachedAt");
        Map<Count, String> marks = new HashMap<>();
        Document days = document.get("marks", Document.class);
        if (days != null) {
            days.forEach((count, day) -> marks.put(Count.valueOf(count), (String) day));
        }
        return new Step(document.getLong("sequence"), at == null ? null : Coordinates.of(at), document.getList("movedTo", String.class),
                document.getString("dimension"), counts(document.get("set", Document.class)), counts(document.get("added", Document.class)),
                stage == null ? null : Stage.valueOf(stage), reachedAt == null ? null : reachedAt.toInstant(), Map.copyOf(marks));
    }

    private static Document document(Map<Count, Long> counts) {
        var document = new Document();
        counts.forEach((count, value) -> document.append(count.name(), value));
        return document;
    }

    private static Map<Count, Long> counts(@Nullable Document document) {
        if (document == null) {
            return Map.of();
        }
        Map<Count, Long> counts = new HashMap<>();
        document.forEach((count, value) -> counts.put(Count.valueOf(count), (Long) value));
        return Map.copyOf(counts);
    }
}
