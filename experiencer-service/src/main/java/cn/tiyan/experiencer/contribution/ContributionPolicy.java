package cn.tiyan.experiencer.contribution;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What operators may change while the service runs; {@code tiyan.experiencer.contribution} in Nacos.
 *
 * @param dormantAfterDays so many days without report, activity, walkthrough or publicity, and an experiencer is shown as 沉睡
 */
public record ContributionPolicy(@DefaultValue("180") @Min(1) @Max(3650) int dormantAfterDays) {
}
