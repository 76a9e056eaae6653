package cn.tiyan.reporting.cube;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which cell of the cube something is counted in.
 *
 * @param subject what is counted
 * @param day ISO date in China of when it came to be: an issue stays with the day it was found
 * @param unit unit it belongs to
 * @param within codes from the province down to that unit
 * @param source {@link cn.tiyan.contracts.vocabulary.SourceKind}, recruitment or role, by subject
 * @param kind kind of issue, channel or category, by subject
 * @param dimension of the five, where known
 * @param item service item code, where known
 */
record Coordinates(Subject subject, String day, String unit, List<String> within, @Nullable String source, @Nullable String kind,
        @Nullable String dimension, @Nullable String item) {

    /** Cells are kept apart by partition: within one partition events come in order, so a cell can tell what it has counted. */
    String cell(int partition) {
        return Stream.of(subject, day, unit, source, kind, dimension, item, "p" + partition)
                .map(part -> Objects.toString(part, "-").replace("|", "%7C")).collect(Collectors.joining("|"));
    }
}
