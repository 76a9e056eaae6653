package cn.tiyan.reporting.milestone;

import org.jspecify.annotations.Nullable;

/**
 * How far the units of one part of the tree have come with one milestone. Of {@code owing} units, each is in exactly one of the next four.
 *
 * @param unit that part's topmost unit; for what belongs to the asked unit itself, the asked unit
 * @param owing how many are asked: the denominator of all others
 * @param missing have not submitted
 * @param submitted have, and wait for the office above
 * @param returned must put it right
 * @param accepted are done
 * @param late first submitted after the last day, or have not and it has passed
 * @param overdue have something to hand in and the last day has passed
 * @param waived need not; not among the owing
 */
public record Standing(@Nullable String unit, @Nullable String unitName, int owing, int missing, int submitted, int returned, int accepted, int late, int overdue, int waived) {

    static final Standing NOTHING = new Standing(null, null, 0, 0, 0, 0, 0, 0, 0, 0);

    Standing plus(MilestoneStatus status, int number, int late, int overdue) {
        return switch (status) {
            case DRAFT -> new Standing(unit, unitName, owing + number, missing + number, submitted, returned, accepted, this.late + late, this.overdue + overdue, waived);
            case SUBMITTED -> new Standing(unit, unitName, owing + number, missing, submitted + number, returned, accepted, this.late + late, this.overdue + overdue, waived);
            case RETURNED -> new Standing(unit, unitName, owing + number, missing, submitted, returned + number, accepted, this.late + late, this.overdue + overdue, waived);
            case ACCEPTED -> new Standing(unit, unitName, owing + number, missing, submitted, returned, accepted + number, this.late + late, this.overdue + overdue, waived);
            case WAIVED -> new Standing(unit, unitName, owing, missing, submitted, returned, accepted, this.late, this.overdue, waived + number);
            case NOT_OWED -> this;
        };
    }

    Standing plus(Standing other) {
        return new Standing(unit, unitName, owing + other.owing, missing + other.missing, submitted + other.submitted, returned + other.returned, accepted + other.accepted,
                late + other.late, overdue + other.overdue, waived + other.waived);
    }

    Standing of(String unit, String unitName) {
        return new Standing(unit, unitName, owing, missing, submitted, returned, accepted, late, overdue, waived);
    }
}
