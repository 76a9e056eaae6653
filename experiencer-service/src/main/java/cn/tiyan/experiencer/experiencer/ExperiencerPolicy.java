package cn.tiyan.experiencer.experiencer;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What operators may change while the service runs; {@code tiyan.experiencer.policy} in Nacos.
 *
 * @param noticeDays how many days after the approval the public notice lasts; 0 does without one. It counts for approvals from
 *     then on
 */
public record ExperiencerPolicy(@DefaultValue("5") @Min(0) @Max(60) int noticeDays) {
}
