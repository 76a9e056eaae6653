package cn.tiyan.platform.aggregate;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Query;

/**
 * How a list is read: what of each aggregate, and sorted by what. It is sorted by a time and then by id, both in the same
 * direction, and its pages follow one another by the same two.
 *
 * @param as what is read: the aggregate itself, or a record that names some of its fields and has an {@link Id}; only these are
 *     fetched
 * @param field the time it is sorted by; every aggregate on the list has one
 * @param direction of both
 * @param time that time of an item
 * @param id of an item
 * @param index name of the index it must be read by; null leaves that to the database
 * @param patience how long the database may look for a page; null sets no limit
 * @param <T> what is read
 */
public record Listing<T>(Class<T> as, String field, Sort.Direction direction, Function<T, Instant> time, Function<T, String> id,
        @Nullable String index, @Nullable Duration patience) {

    private static final String ID = "_id";

    /** Newest first. */
    public static <T> Listing<T> newestFirst(Class<T> as, Function<T, Instant> createdAt, Function<T, String> id) {
        return new Listing<>(as, "createdAt", Sort.Direction.DESC, createdAt, id, null, null);
    }

    /** What is due first comes first. */
    public static <T> Listing<T> soonestFirst(String field, Class<T> as, Function<T, Instant> time, Function<T, String> id) {
        return new Listing<>(as, field, Sort.Direction.ASC, time, id, null, null);
    }

    /** Read by this index and no other. */
    public Listing<T> by(String index) {
        return new Listing<>(as, field, direction, time, id, index, patience);
    }

    /**
     * For at most so long.
     *
     * @see AggregateStore#page(Class, Listing, org.springframework.data.mongodb.core.query.Criteria, int, String)
     */
    public Listing<T> noLongerThan(Duration patience) {
        return new Listing<>(as, field, direction, time, id, index, patience);
    }

    PageKey key(T item) {
        return new PageKey(field, time.apply(item), id.apply(item));
    }

    /** Adds to a query what this says of order, fields, index and time. */
    public Query applied(Query query) {
        query.with(Sort.by(direction, field, ID));
        if (as.isRecord()) {
            query.fields().include(Arrays.stream(as.getRecordComponents()).map(Listing::stored).toArray(String[]::new));
        }
        if (index != null) {
            query.withHint(index);
        }
        if (patience != null) {
            query.maxTime(patience);
        }
        return query;
    }

    private static String stored(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(Id.class) ? ID : component.getName();
    }
}
