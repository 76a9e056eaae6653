package cn.tiyan.walkthrough.post;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.time.China;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;

/**
 * 利益回避. The notice wants leaders and clerks to walk what their own department handles (三(一)1, 亲自办); what says nothing is
 * somebody walking through the window they serve at themselves.
 */
public interface Conflicts {

    /**
     * A walk that somebody did or means to do.
     *
     * @param field the field that names the walker, for the refusal
     * @param account of the walker
     * @param unit code of the unit whose service is walked
     * @param item code of the service item
     * @param day of China
     */
    record Walk(String field, String account, String unit, String item, LocalDate day) {

        /** Somebody's own walk that began at this time. */
        public static Walk of(String account, String unit, String item, Instant startedAt) {
            return new Walk("serviceItem.code", account, unit, item, China.day(startedAt));
        }
    }

    /**
     * Asks for all of them at once.
     *
     * @throws Refusal {@code own-window}, if a walker holds a post on that day that handles the item there: one at that very unit for
     *     this item or for all, or one for this very item at a unit below it. The same item at another unit's window is no conflict
     */
    void refuseOwnWindow(Collection<Walk> walks);
}
