package cn.tiyan.reporting.cube;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one aggregate adds to the cube: these counts, in that cell.
 *
 * @param coordinates null while the event that says where it belongs has not come
 * @param counts absent counts are 0; all are where there are no coordinates
 */
record Contribution(@Nullable Coordinates coordinates, Map<Count, Long> counts) {

    static final Contribution NONE = new Contribution(null, Map.of());

    /** What the steps come to, in whichever order they became known: only their sequence matters. */
    static Contribution of(Collection<Step> steps) {
        Coordinates coordinates = null;
        Map<Count, Long> counts = new EnumMap<>(Count.class);
        for (Step step : steps.stream().sorted(Comparator.comparingLong(Step::sequence)).toList()) {
            if (step.at() != null) {
                coordinates = step.at();
            }
            if (coordinates != null && step.movedTo() != null) {
                coordinates = coordinates.movedTo(step.movedTo());
            }
            if (coordinates != null && step.dimension() != null) {
                coordinates = coordinates.in(step.dimension());
            }
            counts.putAll(step.set());
            step.added().forEach((count, more) -> counts.merge(count, more, Long::sum));
        }
        counts.values().removeIf(value -> value == 0);
        return coordinates == null ? NONE : new Contribution(coordinates, counts);
    }
}
