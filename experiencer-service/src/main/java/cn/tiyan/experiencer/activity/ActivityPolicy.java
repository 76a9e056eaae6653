package cn.tiyan.experiencer.activity;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What operators may change while the service runs; {@code tiyan.experiencer.activity} in Nacos.
 *
 * @param mostPerRound how many experiencers one round may invite
 * @param wrongCodes so many wrong check-in codes by one account for one activity, and it must wait
 * @param wrongCodesMinutes for so many minutes counted from the first of them
 */
public record ActivityPolicy(
        @DefaultValue("5000") @Min(1) @Max(20_000) int mostPerRound,
        @DefaultValue("10") @Min(1) @Max(100) int wrongCodes,
        @DefaultValue("10") @Min(1) @Max(1440) int wrongCodesMinutes) {
}
