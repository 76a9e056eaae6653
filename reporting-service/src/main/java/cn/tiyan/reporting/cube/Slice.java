package cn.tiyan.reporting.cube;

import cn.tiyan.platform.security.Caller;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A part of the cube: a unit's subtree over some days, and never more than the caller may see.
 *
 * @param seen the caller's unit
 * @param unit the unit asked about
 * @param from first day, in China
 * @param to last day, in China
 * @param counts what is looked at; null for all there is
 */
public record Slice(String seen, String unit, LocalDate from, LocalDate to, @Nullable Set<Count> counts) {

    Slice(String seen, String unit, LocalDate from, LocalDate to) {
        this(seen, unit, from, to, null);
    }

    /** What this caller may see of the unit's subtree. */
    public static Slice of(Caller caller, String unit, LocalDate from, LocalDate to) {
        return new Slice(caller.unit(), unit, from, to);
    }

    /** The same unit over other days. */
    public Slice over(LocalDate from, LocalDate to) {
        return new Slice(seen, unit, from, to, counts);
    }

    /** The same, of which these alone are looked at. */
    public Slice only(Set<Count> counts) {
        return new Slice(seen, unit, from, to, counts);
    }

    /** Where they stand in a cell: how much is asked for is how much there is to read. */
    List<String> sums() {
        return counts == null ? List.of(Spread.SUMS) : counts.stream().map(count -> Spread.SUMS + "." + count.key()).toList();
    }

    Document filter(Collection<String> periods) {
        return new Document("unit", unit).append("period", new Document("$in", List.copyOf(periods))).append("within", seen);
    }

    /** Of these units, which lie within the unit. */
    Document filter(Collection<String> units, Collection<String> periods) {
        return within("unit", units, periods);
    }

    /** Of the units one level below these, which lie within the unit. */
    Document filterBelow(Collection<String> above, Collection<String> periods) {
        return within("parent", above, periods);
    }

    private Document within(String field, Collection<String> codes, Collection<String> periods) {
        return new Document(field, new Document("$in", List.copyOf(codes))).append("period", new Document("$in", List.copyOf(periods)))
                .append("within", new Document("$all", List.of(unit, seen)));
    }

    /**
     * The days as few cells, added or taken away: most of a month is the month less its other days, most of a year the year less the rest.
     *
     * @return 1 or -1, by period
     */
    Map<String, Integer> terms() {
        Map<String, Integer> terms = new LinkedHashMap<>();
        for (LocalDate first = from; !first.isAfter(to); first = first.withDayOfYear(first.lengthOfYear()).plusDays(1)) {
            LocalDate newYear = first.withDayOfYear(1);
            LocalDate end = first.withDayOfYear(first.lengthOfYear());
            LocalDate last = end.isAfter(to) ? to : end;
            Map<String, Integer> months = new LinkedHashMap<>();
            months(first, last, 1, months);
            Map<String, Integer> rest = new LinkedHashMap<>(Map.of(first.toString().substring(0, 4), 1));
            months(newYear, first.minusDays(1), -1, rest);
            months(last.plusDays(1), end, -1, rest);
            terms.putAll(rest.size() < months.size() ? rest : months);
        }
        return terms;
    }

    /** The same by adding alone, see {@link #periods}. */
    Map<String, Integer> plainTerms() {
        Map<String, Integer> terms = new LinkedHashMap<>();
        periods().forEach(period -> terms.put(period, 1));
        return terms;
    }

    /** Days of one year, by months. */
    private static void months(LocalDate from, LocalDate to, int sign, Map<String, Integer> terms) {
        for (LocalDate first = from; !first.isAfter(to); first = YearMonth.from(first).atEndOfMonth().plusDays(1)) {
            LocalDate end = YearMonth.from(first).atEndOfMonth();
            LocalDate last = end.isAfter(to) ? to : end;
            int days = last.getDayOfMonth() - first.getDayOfMonth() + 1;
            int others = end.getDayOfMonth() - days;
            if (others + 1 <= days) {
                terms.put(first.toString().substring(0, 7), sign);
                days(first.withDayOfMonth(1), first.minusDays(1), -sign, terms);
                days(last.plusDays(1), end, -sign, terms);
            } else {
                days(first, last, sign, terms);
            }
        }
    }

    private static void days(LocalDate from, LocalDate to, int sign, Map<String, Integer> terms) {
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            terms.put(day.toString(), sign);
        }
    }

    static boolean isDay(String period) {
        return period.length() == 10;
    }

    /** The days among these periods, in stretches without a gap. */
    List<Slice> days(Collection<String> periods) {
        List<Slice> stretches = new ArrayList<>();
        periods.stream().filter(Slice::isDay).sorted().map(LocalDate::parse).forEach(day -> {
            boolean goesOn = !stretches.isEmpty() && stretches.getLast().to().plusDays(1).equals(day);
            stretches.add(goesOn ? over(stretches.removeLast().from(), day) : over(day, day));
        });
        return stretches;
    }

    /** The days as whole years, whole months and what is left: as few cells as may be. */
    List<String> periods() {
        List<String> periods = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); ) {
            LocalDate endOfYear = day.withDayOfYear(day.lengthOfYear());
            LocalDate endOfMonth = YearMonth.from(day).atEndOfMonth();
            if (day.getDayOfYear() == 1 && !endOfYear.isAfter(to)) {
                periods.add(day.toString().substring(0, 4));
                day = endOfYear.plusDays(1);
            } else if (day.getDayOfMonth() == 1 && !endOfMonth.isAfter(to)) {
                periods.add(day.toString().substring(0, 7));
                day = endOfMonth.plusDays(1);
            } else {
                periods.add(day.toString());
                day = day.plusDays(1);
            }
        }
        return periods;
    }
}
