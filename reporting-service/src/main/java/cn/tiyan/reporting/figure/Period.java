package cn.tiyan.reporting.figure;

import cn.tiyan.platform.refusal.Refusal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Days figures are asked for.
 *
 * @param from first day, in China
 * @param to last day, in China
 */
public record Period(LocalDate from, LocalDate to) {

    private static final int MOST_YEARS = 10;
    private static final int MOST_STEPS = 400;
    private static final Pattern NAMED = Pattern.compile("(\\d{4})(?:-(?:Q([1-4])|W(\\d{2})|(\\d{2})(?:-(\\d{2}))?))?");
    private static final Pattern YEAR_OR_MONTH = Pattern.compile("\\d{4}(-\\d{2})?");

    /** How long one step of a trend is. */
    public enum Step {
        DAY, WEEK, MONTH, QUARTER, YEAR
    }

    /**
     * What was asked for: by name, or by its days; by default this year.
     *
     * @param named {@code 2026}, {@code 2026-Q4}, {@code 2026-11}, {@code 2026-W48} or {@code 2026-11-28}
     * @throws Refusal malformed, naming the field: no such period, reversed, or longer than ten years
     */
    public static Period of(@Nullable String named, @Nullable LocalDate from, @Nullable LocalDate to, LocalDate today) {
        if (named != null) {
            if (from != null || to != null) {
                throw Refusal.malformed("period", "period 与 from、to 不能同时使用");
            }
            return named(named);
        }
        fourDigits("from", from);
        fourDigits("to", to);
        LocalDate last = to == null ? today : to;
        LocalDate first = from == null ? last.withDayOfYear(1) : from;
        if (first.isAfter(last)) {
            throw Refusal.malformed("from", "起始日期不能晚于结束日期");
        }
        if (first.plusYears(MOST_YEARS).isBefore(last)) {
            throw Refusal.malformed("from", "时间跨度不能超过 " + MOST_YEARS + " 年");
        }
        return new Period(first, last);
    }

    /**
     * What is kept by year and by month only.
     *
     * @param named {@code 2026} or {@code 2026-11}
     * @param what 中文名称 of what is kept so
     * @throws Refusal malformed, if it is no year or month
     */
    public static Period yearOrMonth(String named, String what) {
        Period period = named(named);
        if (!YEAR_OR_MONTH.matcher(named).matches()) {
            throw Refusal.malformed("period", what + "按年或按月统计，请写作 2026 或 2026-11");
        }
        return period;
    }

    private static Period named(String name) {
        var parts = NAMED.matcher(name);
        try {
            if (parts.matches() && Integer.parseInt(parts.group(1)) > 0) {
                int year = Integer.parseInt(parts.group(1));
                if (parts.group(2) != null) {
                    LocalDate first = LocalDate.of(year, 3 * Integer.parseInt(parts.group(2)) - 2, 1);
                    return new Period(first, first.plusMonths(3).minusDays(1));
                }
                if (parts.group(3) != null) {
                    LocalDate monday = LocalDate.of(year, 1, 4).with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, Integer.parseInt(parts.group(3)))
                            .with(TemporalAdjusters.previousOrSame(java.time.DayOfWeek.MONDAY));
                    return new Period(monday, monday.plusDays(6));
                }
                if (parts.group(5) != null) {
                    LocalDate day = LocalDate.of(year, Integer.parseInt(parts.group(4)), Integer.parseInt(parts.group(5)));
                    return new Period(day, day);
                }
                if (parts.group(4) != null) {
                    YearMonth month = YearMonth.of(year, Integer.parseInt(parts.group(4)));
                    return new Period(month.atDay(1), month.atEndOfMonth());
                }
                return new Period(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
            }
        } catch (DateTimeException e) {
            // Such as a thirteenth month: told below.
        }
        throw Refusal.malformed("period", "时段应写作 2026、2026-Q4、2026-11、2026-W48 或 2026-11-28");
    }

    /** Days are kept and compared as texts, which holds for these years only. */
    private static void fourDigits(String field, @Nullable LocalDate day) {
        if (day != null && (day.getYear() < 1 || day.getYear() > 9999)) {
            throw Refusal.malformed(field, "年份应在 0001 至 9999 之间");
        }
    }

    /** As long, ending the day before; before whole months, as many months. */
    public Period before() {
        LocalDate end = from.minusDays(1);
        boolean months = from.getDayOfMonth() == 1 && to.equals(YearMonth.from(to).atEndOfMonth());
        return months
                ? new Period(from.minusMonths(ChronoUnit.MONTHS.between(YearMonth.from(from), YearMonth.from(to)) + 1), end)
                : new Period(from.minusDays(ChronoUnit.DAYS.between(from, to) + 1), end);
    }

    /** The same days a year earlier. */
    public Period yearBefore() {
        LocalDate end = to.equals(YearMonth.from(to).atEndOfMonth()) ? YearMonth.from(to).minusYears(1).atEndOfMonth() : to.minusYears(1);
        return new Period(from.minusYears(1), end);
    }

    /**
     * It in steps of the calendar; the first and last may be shorter.
     *
     * @throws Refusal malformed, for more than 400 steps
     */
    public List<Period> in(Step step) {
        List<Period> steps = new ArrayList<>();
        for (LocalDate first = from; !first.isAfter(to); ) {
            LocalDate next = next(step, first);
            steps.add(new Period(first, next.isAfter(to) ? to : next.minusDays(1)));
            first = next;
            if (steps.size() > MOST_STEPS) {
                throw Refusal.malformed("step", "时段划分过细，最多 " + MOST_STEPS + " 段，请改用更长的步长");
            }
        }
        return steps;
    }

    private static LocalDate next(Step step, LocalDate day) {
        return switch (step) {
            case DAY -> day.plusDays(1);
            case WEEK -> day.with(TemporalAdjusters.next(java.time.DayOfWeek.MONDAY));
            case MONTH -> day.with(TemporalAdjusters.firstDayOfNextMonth());
            case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1).plusMonths(3);
            case YEAR -> day.with(TemporalAdjusters.firstDayOfNextYear());
        };
    }

    /** The same for reading: nothing has happened after today, so a period that reaches today may as well go on to the end of the year. */
    Period read(LocalDate today) {
        return to.isBefore(today) || to.getYear() == 9999 ? this : new Period(from, to.with(TemporalAdjusters.lastDayOfYear()));
    }
}
