package cn.tiyan.issue.issue;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How lists are searched; {@code tiyan.issue.search} in Nacos.
 *
 * @param patience how long the database may look for one page, before the search is refused as too broad
 */
record SearchSettings(@DefaultValue("2s") @NotNull @DurationMin(millis = 1) @DurationMax(seconds = 20) Duration patience) {
}
