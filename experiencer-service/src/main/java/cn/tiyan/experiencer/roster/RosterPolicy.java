package cn.tiyan.experiencer.roster;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.time.MonthDay;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What operators may change while the service runs; {@code tiyan.experiencer.roster} in Nacos.
 *
 * @param due the last day of each year for submitting the roster, as month and day: the notice says by the end of October (五(一))
 */
public record RosterPolicy(@NotNull @Pattern(regexp = "(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])") @DefaultValue("10-31") String due) {

    /** The last day of a year for it. */
    LocalDate due(int year) {
        return MonthDay.parse("--" + due).atYear(year);
    }
}
