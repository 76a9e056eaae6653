package cn.tiyan.issue.list;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of a list.
 *
 * @param name stable
 * @param chinese its heading
 * @param width in characters of a workbook
 * @param value what stands in it: a text, a whole number or a day; null leaves it empty
 */
record Column(String name, String chinese, int width, Function<Entry, @Nullable Object> value) {

    @Nullable Object of(Entry entry) {
        return value.apply(entry);
    }
}
