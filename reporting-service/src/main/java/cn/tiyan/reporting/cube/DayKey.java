package cn.tiyan.reporting.cube;

import cn.tiyan.platform.refusal.Refusal;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.springframework.data.mongodb.core.query.Criteria;

/**
 * The place where a page of a list ended that is sorted by day, newest first, and then by id.
 *
 * @param day ISO date in China
 */
public record DayKey(String day, String id) {

    private static final char BETWEEN = '~';

    /**
     * @param text as {@link #toString} wrote it
     * @throws Refusal malformed, if it is no such place
     */
    public static DayKey parse(String text) {
        int split = Math.max(text.indexOf(BETWEEN), 0);
        try {
            return new DayKey(LocalDate.parse(text.substring(0, split)).toString(), text.substring(split + 1));
        } catch (DateTimeException e) {
            throw Refusal.malformed("after", "after 应取自上一页的 next");
        }
    }

    /** @param field the day the list is sorted by */
    public Criteria further(String field) {
        return new Criteria().orOperator(Criteria.where(field).lt(day), Criteria.where(field).is(day).and("_id").lt(id));
    }

    @Override
    public String toString() {
        return day + BETWEEN + id;
    }
}
