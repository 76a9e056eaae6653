package cn.tiyan.feedback.open311;

import cn.tiyan.platform.refusal.Refusal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A time span as the standard has it: at most 90 days; one end given, the other is 90 days off; none, the last 90 days.
 *
 * @param from first moment
 * @param to moment after the last
 */
record Period(Instant from, Instant to) {

    private static final Duration LONGEST = Duration.ofDays(90);

    /** @throws Refusal malformed, naming the end at fault */
    static Period of(@Nullable String start, @Nullable String end, Instant now) {
        Instant from = time("start_date", start);
        Instant to = time("end_date", end);
        if (from == null && to == null) {
            return new Period(now.minus(LONGEST), now);
        }
        if (from == null) {
            return new Period(to.minus(LONGEST), to);
        }
        if (to == null) {
            return new Period(from, from.plus(LONGEST));
        }
        if (to.isBefore(from)) {
            throw Refusal.malformed("end_date", "不能早于 start_date");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw Refusal.malformed("end_date", "start_date 与 end_date 相距不能超过 90 天");
        }
        return new Period(from, to);
    }

    private static @Nullable Instant time(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            // A plus sign that was not escaped in the address arrives as a space.
            OffsetDateTime time = OffsetDateTime.parse(text.strip().replace(' ', '+'));
            if (time.getYear() >= 1990 && time.getYear() <= 2200) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw Refusal.malformed(field, "应为带时区的 ISO-8601 时间，例如 2026-11-23T09:05:00+08:00");
    }
}
