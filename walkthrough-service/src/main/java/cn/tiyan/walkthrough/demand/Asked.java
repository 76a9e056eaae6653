package cn.tiyan.walkthrough.demand;

import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.time.China;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about: a unit with all below it over some whole months, and never more than the caller may see.
 *
 * @param seen the caller's unit
 * @param unit the unit asked about
 * @param from first month
 * @param to last month
 */
public record Asked(String seen, Unit unit, YearMonth from, YearMonth to) {

    /** Sums are kept by year and month as texts, and nothing was walked before. */
    private static final int EARLIEST = 2000;
    private static final int LATEST = 9999;
    private static final int MOST_MONTHS = 60;
    private static final int A_YEAR = 12;

    /**
     * @param unit code; null for the caller's own
     * @param from null for eleven months before {@code to}
     * @param to null for this month
     * @throws Refusal not found, also where the caller may not know the unit; malformed months
     */
    public static Asked by(Caller caller, @Nullable String unit, @Nullable YearMonth from, @Nullable YearMonth to, Organisation organisation, Clock clock) {
        caller.requireOfficial();
        Unit asked = organisation.visible(caller, unit);
        YearMonth last = to == null ? YearMonth.now(clock.withZone(China.ZONE)) : to;
        YearMonth first = from == null ? last.minusMonths(A_YEAR - 1) : from;
        require(last.getYear() <= LATEST && last.getYear() >= EARLIEST, "to", "年份应在 2000 至 9999 之间");
        require(first.getYear() >= EARLIEST, "from", "年份应在 2000 至 9999 之间");
        require(!first.isAfter(last), "from", "起始月份不能晚于结束月份");
        require(first.plusMonths(MOST_MONTHS).isAfter(last), "from", "一次最多查看 60 个月");
        return new Asked(caller.unit(), asked, first, last);
    }

    private static void require(boolean holds, String field, String otherwise) {
        if (!holds) {
            throw Refusal.malformed(field, otherwise);
        }
    }

    /**
     * As few periods as there are for these months.
     *
     * @param now if not null, what is later than this month counts as asked about
     */
    List<Period> periods(@Nullable YearMonth now) {
        List<Period> periods = new ArrayList<>();
        for (int year = from.getYear(); year <= to.getYear(); year++) {
            int first = year == from.getYear() ? from.getMonthValue() : 1;
            boolean whole = year < to.getYear() || now != null && year == now.getYear() && !to.isBefore(now);
            periods.addAll(Period.covering(year, first, whole ? A_YEAR : to.getMonthValue()));
        }
        return periods;
    }

    /** Whether this month of this year lies in it. */
    boolean covers(int year, int month) {
        int at = year * A_YEAR + month;
        return at >= from.getYear() * A_YEAR + from.getMonthValue() && at <= to.getYear() * A_YEAR + to.getMonthValue();
    }
}
