package cn.tiyan.reporting.milestone;

import cn.tiyan.contracts.vocabulary.MilestoneKind;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.organisation.Unit;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What the calendar of a year asks for.
 *
 * @param kind what
 * @param due the last day for it, as ISO text
 * @param unitKinds of which units; none is of all
 * @param units of these and all below them; none is of all
 */
public record Asked(MilestoneKind kind, String due, Set<UnitKind> unitKinds, List<String> units) {

    public Asked {
        unitKinds = Set.copyOf(unitKinds);
        units = List.copyOf(units);
    }

    /** The last day for it. */
    LocalDate day() {
        return LocalDate.parse(due);
    }

    /** Whether it is asked of this unit. The topmost one owes nothing: nobody could accept it. */
    boolean of(Unit unit) {
        return unit.active() && unit.within().size() > 1 && (unitKinds.isEmpty() || unitKinds.contains(unit.kind()))
                && (units.isEmpty() || units.stream().anyMatch(unit::isWithin));
    }
}
