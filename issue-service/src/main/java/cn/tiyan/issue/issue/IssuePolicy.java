package cn.tiyan.issue.issue;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What operators may change while the service runs; {@code tiyan.issue.policy} in Nacos.
 *
 * @param dissatisfiedBelow a rating with fewer stars than this reopens the issue; 1 means that none does by its stars alone
 * @param returnsBeforeConsultation so many approved returns, and the units must be called together before it is dispatched again
 * @param mostExtensions how often more time may be granted
 * @param mostExtensionDays how many working days altogether
 * @param callBacksBeforeDefault where nobody who raised it has an account: call-backs in vain on so many days, and time makes a
 *     default rating
 * @param defaultRating stars of a rating that only time made; it is counted apart from all others
 * @param lookBackDays how many days after closing somebody looks back, ascending
 * @param limits how much time each step has
 */
public record IssuePolicy(
        @DefaultValue("3") @Min(1) @Max(5) int dissatisfiedBelow,
        @DefaultValue("2") @Min(1) @Max(9) int returnsBeforeConsultation,
        @DefaultValue("2") @Min(0) @Max(9) int mostExtensions,
        @DefaultValue("15") @Min(0) @Max(250) int mostExtensionDays,
        @DefaultValue("2") @Min(1) @Max(9) int callBacksBeforeDefault,
        @DefaultValue("3") @Min(1) @Max(5) int defaultRating,
        @DefaultValue({"30", "90"}) @Size(min = 1, max = 6) List<@Min(1) @Max(1000) Integer> lookBackDays,
        @DefaultValue @Valid Limits limits) {

    public IssuePolicy {
        if (!lookBackDays.equals(lookBackDays.stream().distinct().sorted().toList())) {
            throw new IllegalArgumentException("look-back-days must ascend");
        }
    }

    /** Whether this rating says that the result does not hold. */
    boolean dissatisfied(Rating rating) {
        return !rating.solved() || rating.satisfaction() < dissatisfiedBelow;
    }
}
