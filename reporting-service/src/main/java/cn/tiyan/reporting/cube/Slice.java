package cn.tiyan.reporting.cube;

import cn.tiyan.platform.security.Caller;
import java.time.LocalDate;
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

    Document filter() {
        return new Document("within", new Document("$all", List.of(unit, seen)))
                .append("day", new Document("$gte", from.toString()).append("$lte", to.toString()));
    }
}
