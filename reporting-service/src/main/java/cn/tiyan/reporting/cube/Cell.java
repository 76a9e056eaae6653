package cn.tiyan.reporting.cube;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One cell of the cube: a subject, a stretch of the calendar, a unit with all below it, and perhaps one service item.
 *
 * @param subject what is counted
 * @param period {@code 2026}, {@code 2026-11} or {@code 2026-11-23}
 * @param path codes from the province down to the unit
 * @param item service item code; null for all, with items or without
 */
record Cell(Subject subject, String period, List<String> path, @Nullable String item) {

    String unit() {
        return path.getLast();
    }

    @Nullable String parent() {
        return path.size() < 2 ? null : path.get(path.size() - 2);
    }

    /** Different cells never share one. */
    String id() {
        String line = path.stream().map(code -> escaped(code).replace("/", "%2F")).collect(Collectors.joining("/"));
        return Stream.of(subject.name(), period, line, item == null ? null : escaped(item))
                .filter(part -> part != null).collect(Collectors.joining("|"));
    }

    private static String escaped(String part) {
        return part.replace("%", "%25").replace("|", "%7C");
    }
}
