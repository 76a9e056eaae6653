package cn.tiyan.reporting.document;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What operators may change while the service runs; {@code tiyan.reporting.document} in Nacos.
 *
 * @param keptDays days for which a document can be fetched; it counts for those made from then on
 * @param mostWaiting documents one unit may have waiting or being made at a time
 */
public record DocumentPolicy(@DefaultValue("7") @Min(1) @Max(365) int keptDays, @DefaultValue("20") @Min(1) @Max(1000) int mostWaiting) {
}
