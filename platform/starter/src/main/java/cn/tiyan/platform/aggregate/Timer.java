package cn.tiyan.platform.aggregate;

import java.time.Instant;

/**
 * What happens when the time has come that an aggregate asked to be woken for ({@link Aggregate#wakeAt}). Declare it as a bean:
 * {@snippet :
 * @Bean
 * Timer<Issue> deadlines() {
 *     return new Timer<>(Issue.class, (issue, now) -> issue.clockStrikes(now));
 * }
 * }
 *
 * @param type the aggregates it is for
 * @param action a verb of the aggregate; it must ask for another time, or none, or it is called again
 */
public record Timer<T extends Aggregate>(Class<T> type, Action<T> action) {

    /** A verb that needs nothing but the time. */
    @FunctionalInterface
    public interface Action<T extends Aggregate> {

        void on(T aggregate, Instant now);
    }
}
