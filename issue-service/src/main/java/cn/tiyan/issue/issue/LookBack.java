package cn.tiyan.issue.issue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 回头看: whether the result still holds some time after closing.
 *
 * @param day how many days after closing
 * @param due from when on it is to be done
 * @param held whether it does; null until somebody has looked
 * @param note what was seen
 * @param by account that looked
 * @param unit its unit
 * @param at when
 */
public record LookBack(int day, Instant due, @Nullable Boolean held, @Nullable String note, @Nullable String by, @Nullable String unit,
        @Nullable Instant at) {

    static LookBack on(int day, Instant due) {
        return new LookBack(day, due, null, null, null, null, null);
    }

    LookBack seen(boolean held, String note, Acting by, Instant at) {
        return new LookBack(day, due, held, note, by.account(), by.unit(), at);
    }
}
