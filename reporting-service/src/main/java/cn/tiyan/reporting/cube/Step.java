package cn.tiyan.reporting.cube;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
 */
record Step(long sequence, @Nullable Coordinates at, @Nullable List<String> movedTo, @Nullable String dimension,
        Map<Count, Long> set, Map<Count, Long> added) {

    /** A step that says nothing yet. */
    static Step numbered(long sequence) {
        return new Step(sequence, null, null, null, Map.of(), Map.of());
    }

    Step at(Coordinates coordinates) {
        return new Step(sequence, coordinates, movedTo, dimension, set, added);
    }

    Step movedTo(List<String> within) {
        return new Step(sequence, at, within, dimension, set, added);
    }

    Step in(String dimension) {
        return new Step(sequence, at, movedTo, dimension, set, added);
    }

    Step set(Count count, boolean holds) {
        return set(count, holds ? 1 : 0);
    }

    Step set(Count count, long value) {
        return new Step(sequence, at, movedTo, dimension, with(set, count, value), added);
    }

    Step add(Count count) {
        return new Step(sequence, at, movedTo, dimension, set, with(added, count, 1));
    }

    private static Map<Count, Long> with(Map<Count, Long> counts, Count count, long value) {
        Map<Count, Long> more = new EnumMap<>(Count.class);
        more.putAll(counts);
        more.put(count, value);
        return more;
    }
}
