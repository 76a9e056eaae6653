package cn.tiyan.issue.commonproblem;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What operators may change while the service runs; {@code tiyan.issue.common-problem} in Nacos.
 *
 * @param units from how many units cases must come to be proposed as a common problem
 * @param cases how many there must be
 * @param withinDays within how many days of the newest of them
 * @param recurrenceDays how many days a settled one is watched: a new case until then means that it came back
 */
public record CommonProblemPolicy(
        @DefaultValue("2") @Min(2) @Max(100) int units,
        @DefaultValue("3") @Min(2) @Max(Cases.WEIGHED) int cases,
        @DefaultValue("90") @Min(1) @Max(3650) int withinDays,
        @DefaultValue("180") @Min(1) @Max(3650) int recurrenceDays) {
}
