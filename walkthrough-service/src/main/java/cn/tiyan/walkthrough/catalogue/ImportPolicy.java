package cn.tiyan.walkthrough.catalogue;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What operators may change while the service runs; {@code tiyan.walkthrough.imports} in Nacos.
 *
 * @param mostRows rows a file may have besides its headings
 * @param keptDays days after which an import that nobody confirmed is erased; it counts for files handed in from then on
 */
public record ImportPolicy(@DefaultValue("30000") @Min(1) @Max(50_000) int mostRows, @DefaultValue("7") @Min(1) @Max(30) int keptDays) {
}
