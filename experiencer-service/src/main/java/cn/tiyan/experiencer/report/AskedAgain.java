package cn.tiyan.experiencer.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 回头看: whoever reported is asked again, some time after the issue was settled, whether the result still holds.
 *
 * @param day how many days after settling
 * @param due when they are asked
 * @param askedAt when they were; null before
 * @param held what they said; null until they have
 * @param text in their words; masked
 * @param at when they said so
 */
public record AskedAgain(int day, Instant due, @Nullable Instant askedAt, @Nullable Boolean held, @Nullable String text, @Nullable Instant at) {

    static AskedAgain on(int day, Instant due) {
        return new AskedAgain(day, due, null, null, null, null);
    }

    AskedAgain asked(Instant now) {
        return new AskedAgain(day, due, now, held, text, at);
    }

    AskedAgain answered(boolean held, @Nullable String text, Instant now) {
        return new AskedAgain(day, due, askedAt, held, text, now);
    }
}
