package cn.tiyan.issue.issue;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What operators may change while the service runs; {@code tiyan.issue.policy} in Nacos.
 *
 * @param dissatisfiedBelow a rating with fewer stars than this reopens the issue; 1 means that none does by its stars alone
 */
public record IssuePolicy(@DefaultValue("3") @Min(1) @Max(5) int dissatisfiedBelow) {

    /** Whether this rating says that the result does not hold. */
    boolean dissatisfied(Rating rating) {
        return !rating.solved() || rating.satisfaction() < dissatisfiedBelow;
    }
}
