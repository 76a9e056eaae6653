package cn.tiyan.reporting.cube;

import cn.tiyan.platform.security.Caller;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/**
 * A part of the cube: a unit's subtree over some days, and never more than the caller may see.
 *
 * @param seen the caller's unit
 * @param unit the unit asked about
 * @param from first day, in China
 * @param to last day, in China
 */
public record Slice(String seen, String unit, LocalDate from, LocalDate to) {

    /** What this caller may see of the unit's subtree. */
    public static Slice of(Caller caller, String unit, LocalDate from, LocalDate to) {
        return new Slice(caller.unit(), unit, from, to);
    }

    /** The same unit over other days. */
    public Slice over(LocalDate from, LocalDate to) {
        return new Slice(seen, unit, from, to);
    }

    Document filter(List<String> periods) {
        return new Document("unit", unit).append("period", new Document("$in", periods)).append("within", seen);
    }

    /** Of the units one level below these, which lie within the unit. */
    Document filterBelow(List<String> above, List<String> periods) {
        return new Document("parent", new Document("$in", above)).append("period", new Document("$in", periods))
                .append("within", new Document("$all", List.of(unit, seen)));
    }

    static boolean isDay(String period) {
        return period.length() == 10;
    }

    /** The days among these periods, in stretches without a gap. */
    List<Slice> days(List<String> periods) {
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
