package cn.tiyan.experiencer.period;

import cn.tiyan.platform.refusal.Refusal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Days that can be asked for. */
public final class Days {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    private Days() {
    }

    /**
     * Whether a list can be asked for from the one to the other, both included.
     *
     * @throws Refusal malformed, naming {@code from} or {@code to}
     */
    public static void check(@Nullable LocalDate from, @Nullable LocalDate to) {
        check("from", from);
        check("to", to);
        if (from != null && to != null && to.isBefore(from)) {
            throw Refusal.malformed("to", "截止日期不能早于起始日期");
        }
    }

    private static void check(String field, @Nullable LocalDate day) {
        if (day != null && (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR)) {
            throw Refusal.malformed(field, "日期应在 2000 至 2100 年之间");
        }
    }
}
