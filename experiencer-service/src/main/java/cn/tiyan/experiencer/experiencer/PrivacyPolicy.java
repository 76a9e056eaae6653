package cn.tiyan.experiencer.experiencer;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What operators may change while the service runs; {@code tiyan.experiencer.privacy} in Nacos. What is shortened counts at the next
 * look, for records that ended long ago as well.
 *
 * @param applicantDays so many days after they were turned down or withdrew, applicants are erased
 * @param experiencerDays so many days after their term, resignation or dismissal, experiencers are
 */
public record PrivacyPolicy(@DefaultValue("180") @Min(1) @Max(3650) int applicantDays, @DefaultValue("1095") @Min(1) @Max(7300) int experiencerDays) {
}
