package cn.tiyan.platform.aggregate;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param items in the order of the list; newest first, unless it says otherwise
 * @param next what to pass as {@code after} for the next page; absent on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** The same page with each item shown as something else. */
    public <R> Page<R> map(Function<? super T, ? extends R> view) {
        return new Page<>(items.stream().<R>map(view).toList(), next);
    }
}
