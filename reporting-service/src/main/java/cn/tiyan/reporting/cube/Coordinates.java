package cn.tiyan.reporting.cube;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which cell of the cube something is counted in.
 *
 * @param subject what is counted
 * @param day ISO date in China of when it came to be: an issue stays with the day it was found
 * @param within codes from the province down to the unit it belongs to, as the tree was when it was counted there
 * @param source {@link cn.tiyan.contracts.vocabulary.SourceKind}, recruitment or role, by subject
 * @param kind kind of issue, channel or category, by subject
 * @param dimension of the five, where known
 * @param item service item code, where known
 */
record Coordinates(Subject subject, String day, List<String> within, @Nullable String source, @Nullable String kind,
        @Nullable String dimension, @Nullable String item) {

    /** The unit it belongs to. */
    String unit() {
        return within.getLast();
    }

    /** The same, counted for another unit. */
    Coordinates movedTo(List<String> within) {
        return new Coordinates(subject, day, within, source, kind, dimension, item);
    }

    /** The same, in this dimension. */
    Coordinates in(String dimension) {
        return new Coordinates(subject, day, within, source, kind, dimension, item);
    }

    /**
     * The cell's id; different coordinates never share one. Cells are kept apart by partition: within one partition events come
     * in order, so a cell can tell what it has counted.
     */
    String cell(int partition) {
        String path = within.stream().map(code -> escaped(code).replace("/", "%2F")).collect(Collectors.joining("/"));
        return Stream.of(subject.name(), day, path, escaped(source), escaped(kind), escaped(dimension), escaped(item), "p" + partition)
                .collect(Collectors.joining("|"));
    }

    private static String escaped(@Nullable String part) {
        if (part == null) {
            return "-";
        }
        return part.equals("-") ? "%2D" : part.replace("%", "%25").replace("|", "%7C");
    }
}
