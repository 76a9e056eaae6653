package cn.tiyan.experiencer.report;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What operators may change while the service runs; {@code tiyan.experiencer.report} in Nacos.
 *
 * @param lookBackDays how many days after an issue was settled whoever reported it is asked again, ascending; as issue-service's
 *     own look-backs are
 */
public record ReportPolicy(@DefaultValue({"30", "90"}) @Size(min = 1, max = 6) List<@Min(1) @Max(1000) Integer> lookBackDays) {

    public ReportPolicy {
        if (!lookBackDays.equals(lookBackDays.stream().distinct().sorted().toList())) {
            throw new IllegalArgumentException("look-back-days must ascend");
        }
    }
}
