package cn.tiyan.issue.list;

import cn.tiyan.issue.issue.Optimization;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What one line of a list is about.
 *
 * @param optimization which of the issue's, on the list of optimizations
 * @param names from a unit's code to its name
 */
record Entry(ListedIssue issue, @Nullable Optimization optimization, UnaryOperator<String> names) {

    @Nullable String name(@Nullable String unit) {
        return unit == null ? null : names.apply(unit);
    }
}
