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

    /**
     * A page of what was found.
     *
     * @param found one more than the page may hold, if there are more
     * @param limit how many it may hold
     * @param key of an item: where the next page goes on behind it
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<? super T, String> key) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, key.apply(items.getLast()));
    }

    /** The same page with each item shown as something else. */
    public <R> Page<R> map(Function<? super T, ? extends R> view) {
        return new Page<>(items.stream().<R>map(view).toList(), next);
    }
}
