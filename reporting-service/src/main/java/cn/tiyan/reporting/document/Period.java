package cn.tiyan.reporting.document;

import cn.tiyan.platform.refusal.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The days a document is about.
 *
 * @param from first day, in China
 * @param to last day
 */
public record Period(LocalDate from, LocalDate to) {

    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int MOST_YEARS = 10;

    /**
     * The days that were asked for.
     *
     * @param from by default the first of January of {@code to}'s year
     * @param to by default today
     * @throws Refusal malformed, if they are reversed, more than ten years, or no years of four digits
     */
    public static Period of(@Nullable LocalDate from, @Nullable LocalDate to, Clock clock) {
        fourDigits("from", from);
        fourDigits("to", to);
        LocalDate last = to == null ? LocalDate.ofInstant(clock.instant(), CHINA) : to;
        LocalDate first = from == null ? last.withDayOfYear(1) : from;
        if (first.isAfter(last)) {
            throw Refusal.malformed("from", "起始日期不能晚于结束日期");
        }
        if (!last.isBefore(first.plusYears(MOST_YEARS))) {
            throw Refusal.malformed("from", "统计期不能超过 " + MOST_YEARS + " 年");
        }
        return new Period(first, last);
    }

    private static void fourDigits(String field, @Nullable LocalDate day) {
        if (day != null && (day.getYear() < 1 || day.getYear() > 9999)) {
            throw Refusal.malformed(field, "年份应在 0001 至 9999 之间");
        }
    }

    /** Such as 2026年1月1日至12月20日. */
    String chinese() {
        String end = from.getYear() == to.getYear() ? to.getMonthValue() + "月" + to.getDayOfMonth() + "日" : chinese(to);
        return from.equals(to) ? chinese(to) : chinese(from) + "至" + end;
    }

    /** Such as 2026年12月20日: 7.3.5.4 of GB/T 9704 wants Arabic numerals without leading zeros. */
    static String chinese(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }
}
