package cn.tiyan.walkthrough.authenticity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.MonthDay;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The rules' thresholds; operators may change them while the service runs. {@code tiyan.walkthrough.authenticity} in Nacos.
 *
 * @param answerDays a signal is confirmed only after the walker's answer, or after so many days without one
 * @param gapHours so many hours of one day without an entry
 */
public record AuthenticityPolicy(
        @DefaultValue("5") @Min(1) @Max(60) int answerDays,
        @DefaultValue @Valid Pace pace,
        @DefaultValue("4") @Min(1) @Max(12) int gapHours,
        @DefaultValue @Valid Copy copy,
        @DefaultValue @Valid Photo photo,
        @DefaultValue @Valid Cluster cluster,
        @DefaultValue @Valid Perfect perfect) {

    /**
     * How fast nobody is.
     *
     * @param onlineSeconds a step online takes at least so long
     * @param inPersonSeconds a step at a counter or kiosk takes at least so long
     * @param materialSeconds and so much more for each material asked for
     * @param fastShare this share of the steps, at least two, must be faster
     * @param charactersPerMinute nobody writes so many
     * @param overlapMinutes two walkthroughs of one walker may overlap for so long
     * @param countyMinutes the way to another county of the same city takes at least so long
     * @param cityMinutes the way to another city takes at least so long
     */
    public record Pace(
            @DefaultValue("10") @Min(0) @Max(600) int onlineSeconds,
            @DefaultValue("25") @Min(0) @Max(600) int inPersonSeconds,
            @DefaultValue("2") @Min(0) @Max(60) int materialSeconds,
            @DefaultValue("0.5") @DecimalMin("0.1") @DecimalMax("1") double fastShare,
            @DefaultValue("300") @Min(60) @Max(5000) int charactersPerMinute,
            @DefaultValue("5") @Min(0) @Max(240) int overlapMinutes,
            @DefaultValue("15") @Min(0) @Max(600) int countyMinutes,
            @DefaultValue("60") @Min(0) @Max(600) int cityMinutes) {
    }

    /**
     * How similar words may be.
     *
     * @param likeness this share of the character 5-grams of both
     * @param leastCharacters shorter texts are not compared
     * @param phrases common phrases that are left out
     */
    public record Copy(
            @DefaultValue("0.6") @DecimalMin("0.5") @DecimalMax("1") double likeness,
            @DefaultValue("80") @Min(20) @Max(2000) int leastCharacters,
            @DefaultValue @Size(max = 200) List<@Size(min = 4, max = 100) String> phrases) {
    }

    /** @param distance photos are the same whose looks differ in so many of 64 bits */
    public record Photo(@DefaultValue("2") @Min(0) @Max(7) int distance) {
    }

    /**
     * How much may be left to the end.
     *
     * @param deadlines month and day; the end of a plan is one as well
     * @param days before a deadline, itself among them
     * @param periodDays out of so many
     * @param least fewer walkthroughs say nothing
     * @param share of the unit's walkthroughs of the period
     * @param announcedShare the same for an announced one
     */
    public record Cluster(
            @DefaultValue("12-10") @Size(max = 12) List<String> deadlines,
            @DefaultValue("7") @Min(1) @Max(60) int days,
            @DefaultValue("90") @Min(14) @Max(366) int periodDays,
            @DefaultValue("10") @Min(3) @Max(1000) int least,
            @DefaultValue("0.6") @DecimalMin("0.1") @DecimalMax("1") double share,
            @DefaultValue("0.5") @DecimalMin("0.1") @DecimalMax("1") double announcedShare) {

        public Cluster {
            days(deadlines);
        }

        /** @throws java.time.DateTimeException if one of them is no day of any year */
        private static List<MonthDay> days(List<String> deadlines) {
            return deadlines.stream().map(day -> MonthDay.parse("--" + day)).toList();
        }

        List<MonthDay> deadlineDays() {
            return days(deadlines);
        }
    }

    /**
     * How much citizens may complain about what is found perfect.
     *
     * @param complaints so many
     * @param announcedComplaints for an announced one
     * @param days in so many days before it ended
     */
    public record Perfect(
            @DefaultValue("5") @Min(1) @Max(1000) int complaints,
            @DefaultValue("3") @Min(1) @Max(1000) int announcedComplaints,
            @DefaultValue("60") @Min(1) @Max(366) int days) {
    }
}
