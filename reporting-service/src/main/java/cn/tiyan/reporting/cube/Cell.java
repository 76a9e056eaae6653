package cn.tiyan.reporting.cube;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One cell of the cube: a subject, a stretch of the calendar, and a unit with all below it; or one page of its service items.
 *
 * @param subject what is counted
 * @param period {@code 2026}, {@code 2026-11} or {@code 2026-11-23}
 * @param path codes from the province down to the unit
 * @param page of service items, from 0; null for the sums of all, with items or without
 */
record Cell(Subject subject, String period, List<String> path, @Nullable Integer page) {

    String unit() {
        return path.getLast();
    }

    @Nullable String parent() {
        return path.size() < 2 ? null : path.get(path.size() - 2);
    }

    /** Different cells never share one. */
    String id() {
        String line = path.stream().map(Cell::escaped).collect(Collectors.joining("/"));
        String id = subject.name() + "|" + period + "|" + line;
        return page == null ? id : id + "|" + page;
    }

    private static String escaped(String part) {
        return part.indexOf('%') < 0 && part.indexOf('|') < 0 && part.indexOf('/') < 0 ? part
                : part.replace("%", "%25").replace("|", "%7C").replace("/", "%2F");
    }
}
