package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.time.China;
import java.time.Clock;
import java.time.LocalDate;

/** Days of China. Those of four-digit years sort as their ISO texts do, which is how they are stored. */
final class Days {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2999;

    private Days() {
    }

    static LocalDate today(Clock clock) {
        return China.day(clock.instant());
    }

    /** @throws Refusal malformed, if nobody can mean this day */
    static LocalDate require(String field, LocalDate day) {
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw Refusal.malformed(field, "日期有误，请检查年份");
        }
        return day;
    }
}
