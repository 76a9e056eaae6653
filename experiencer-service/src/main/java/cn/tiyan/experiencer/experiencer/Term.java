package cn.tiyan.experiencer.experiencer;

import cn.tiyan.platform.refusal.Refusal;
import java.time.LocalDate;

/**
 * The days an appointment is for, the first and the last included.
 *
 * @param from first day, at most a year ahead
 * @param to last day, at most three years after the first
 */
public record Term(LocalDate from, LocalDate to) {

    private static final int YEARS = 3;

    /** @throws Refusal if somebody cannot be appointed for these days */
    public void check(LocalDate today) {
        if (to.isBefore(today)) {
            throw Refusal.rule("term-over", "termTo", "任期截止日期不能早于今天");
        }
        if (from.isAfter(today.plusYears(1))) {
            throw Refusal.rule("term-too-far", "termFrom", "任期应在一年之内开始");
        }
        if (to.isBefore(from)) {
            throw Refusal.rule("term-reversed", "termTo", "任期截止日期不能早于起始日期");
        }
        // Counted back from its end, which is not before today: a term of any first day, however long ago, is compared safely.
        if (to.getYear() > today.getYear() + YEARS + 1 || to.minusYears(YEARS).isAfter(from)) {
            throw Refusal.rule("term-too-long", "termTo", "任期不超过三年");
        }
    }

    boolean covers(LocalDate date) {
        return !date.isBefore(from) && !date.isAfter(to);
    }
}
