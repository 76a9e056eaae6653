package cn.tiyan.walkthrough.post;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window or post somebody holds.
 *
 * @param unit code of the unit it belongs to
 * @param window what it is called there, such as 社保综合 3 号窗口
 * @param items codes of the service items it handles; none for all of that unit's
 * @param from first day, an ISO date of China
 * @param to last day; null for until further notice
 */
public record Post(String unit, String window, List<String> items, String from, @Nullable String to) {

    static Post of(String unit, String window, List<String> items, LocalDate from, @Nullable LocalDate to) {
        return new Post(unit, window, items.stream().distinct().toList(), from.toString(), to == null ? null : to.toString());
    }

    boolean heldOn(LocalDate day) {
        return !LocalDate.parse(from).isAfter(day) && (to == null || !LocalDate.parse(to).isBefore(day));
    }

    boolean names(String item) {
        return items.contains(item);
    }
}
