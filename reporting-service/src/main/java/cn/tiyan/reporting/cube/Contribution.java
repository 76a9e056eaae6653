package cn.tiyan.reporting.cube;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one aggregate adds to the cube.
 *
 * @param coordinates null while the event that says where it belongs has not come
 * @param counts how much of what it counts there; absent counts are 0, all are where there are no coordinates
 * @param stages when it came to each stage last
 * @param marks days it counts on, too, by what it counts as there
 */
record Contribution(@Nullable Coordinates coordinates, Map<Count, Long> counts, Map<Stage, Instant> stages, Map<Count, String> marks) {

    static final Contribution NONE = new Contribution(null, Map.of(), Map.of(), Map.of());

    /** What the steps come to, in whichever order they became known: only their sequence matters. */
    static Contribution of(Collection<Step> steps) {
        Coordinates coordinates = null;
        Map<Count, Long> counts = new EnumMap<>(Count.class);
        Map<Stage, Instant> stages = new EnumMap<>(Stage.class);
        Map<Count, String> marks = new EnumMap<>(Count.class);
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
            if (step.stage() != null && step.reachedAt() != null) {
                stages.put(step.stage(), step.reachedAt());
            }
            marks.putAll(step.marks());
        }
        Count.conclude(counts);
        counts.values().removeIf(value -> value == 0);
        marks.values().removeIf(Step.NO_DAY::equals);
        return coordinates == null ? NONE : new Contribution(coordinates, Map.copyOf(counts), Map.copyOf(stages), Map.copyOf(marks));
    }

    /** All it adds, and where. */
    Map<Coordinates, Map<Measure, Long>> places() {
        Map<Coordinates, Map<Measure, Long>> places = new HashMap<>();
        if (coordinates != null) {
            Map<Measure, Long> own = new HashMap<>(counts);
            took().forEach(took -> own.put(took, 1L));
            places.put(coordinates, own);
            marks.forEach((count, day) -> places.computeIfAbsent(coordinates.on(day), _ -> new HashMap<>()).put(count, 1L));
        }
        return places;
    }

    /** How long it took from stage to stage, as far as it has come. */
    List<Measure.Took> took() {
        List<Measure.Took> took = new ArrayList<>();
        for (Span span : Span.values()) {
            Instant from = stages.get(span.from());
            Instant to = stages.get(span.to());
            if (from != null && to != null && !to.isBefore(from)) {
                took.add(new Measure.Took(span, Days.classOf(Duration.between(from, to))));
            }
        }
        return took;
    }
}
