package cn.tiyan.reporting.opendata;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What operators may change while the service runs; {@code tiyan.reporting.open-data} in Nacos.
 *
 * @param k so many records at least look alike, unless more are asked for
 * @param leastK fewer cannot be asked for
 */
public record OpenDataPolicy(@DefaultValue("10") @Min(2) @Max(1000) int k, @DefaultValue("5") @Min(2) @Max(1000) int leastK) {

    public OpenDataPolicy {
        if (k < leastK) {
            throw new IllegalArgumentException("k must not be below least-k");
        }
    }
}
