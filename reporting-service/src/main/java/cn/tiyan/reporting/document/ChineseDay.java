package cn.tiyan.reporting.document;

import cn.tiyan.reporting.figure.Period;
import java.time.LocalDate;

/** Days as official documents write them: Arabic numerals without leading zeros (7.3.5.4 of GB/T 9704-2012). */
final class ChineseDay {

    private ChineseDay() {
    }

    /** Such as 2026年12月20日. */
    static String of(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }

    /** Such as 2026年1月1日至12月20日. */
    static String of(Period period) {
        LocalDate from = period.from();
        LocalDate to = period.to();
        if (from.equals(to)) {
            return of(to);
        }
        return of(from) + "至" + (from.getYear() == to.getYear() ? to.getMonthValue() + "月" + to.getDayOfMonth() + "日" : of(to));
    }
}
