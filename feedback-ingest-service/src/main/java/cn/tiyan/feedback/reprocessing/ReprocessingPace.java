package cn.tiyan.feedback.reprocessing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How fast arrivals are folded anew; operators change this in Nacos, under {@code tiyan.feedback.reprocessing}.
 *
 * @param perSecond at most so many, so that what arrives meanwhile is not starved; at least 10, for what is read at once must be done
 *     with before the lease runs out
 */
public record ReprocessingPace(@Min(10) @Max(100_000) @DefaultValue("500") int perSecond) {
}
