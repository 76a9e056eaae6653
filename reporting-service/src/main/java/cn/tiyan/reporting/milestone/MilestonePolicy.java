package cn.tiyan.reporting.milestone;

import cn.tiyan.contracts.vocabulary.MilestoneKind;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What operators may change while the service runs; {@code tiyan.reporting.milestone} in Nacos. The days are those of a year that is
 * still to be opened: once it is, the province's office sets them. As month and day.
 *
 * @param opens when the milestones of a year appear
 * @param plan last day for mechanism and plan: mid-October, 五(一)
 * @param roster last day for the roster: end of October, 五(一). Whether a roster came late is said where it is submitted
 * @param carryingOut last day for carrying out: 10 December, 五(二)
 * @param summary last day for the summary report: 20 December, 五(二)
 * @param evaluation last day for the evaluation; the notice names none, 五(三)
 * @param remindDays how many days before the last day a unit is reminded; 0 is that day itself
 * @param remindAt at what time, in China
 */
public record MilestonePolicy(
        @NotNull @Pattern(regexp = MilestonePolicy.DAY) @DefaultValue("09-01") String opens,
        @NotNull @Pattern(regexp = MilestonePolicy.DAY) @DefaultValue("10-15") String plan,
        @NotNull @Pattern(regexp = MilestonePolicy.DAY) @DefaultValue("10-31") String roster,
        @NotNull @Pattern(regexp = MilestonePolicy.DAY) @DefaultValue("12-10") String carryingOut,
        @NotNull @Pattern(regexp = MilestonePolicy.DAY) @DefaultValue("12-20") String summary,
        @NotNull @Pattern(regexp = MilestonePolicy.DAY) @DefaultValue("12-31") String evaluation,
        @NotNull @Size(max = 10) @DefaultValue({"7", "3", "0"}) List<@NotNull @Min(0) @Max(60) Integer> remindDays,
        @NotNull @DefaultValue("09:00") LocalTime remindAt) {

    static final String DAY = "(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";

    /** The first day of a year's milestones. */
    LocalDate opens(int year) {
        return day(opens, year);
    }

    /** The last day of a year for this. */
    LocalDate due(MilestoneKind kind, int year) {
        return day(switch (kind) {
            case PLAN -> plan;
            case ROSTER -> roster;
            case CARRYING_OUT -> carryingOut;
            case SUMMARY -> summary;
            case EVALUATION -> evaluation;
        }, year);
    }

    private static LocalDate day(String monthDay, int year) {
        return MonthDay.parse("--" + monthDay).atYear(year);
    }
}
