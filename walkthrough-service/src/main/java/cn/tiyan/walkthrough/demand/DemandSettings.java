package cn.tiyan.walkthrough.demand;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * From how much on a figure may be ranked by; {@code tiyan.walkthrough.demand} in Nacos.
 *
 * @param enoughWalkthroughs with fewer walkthroughs an item is a small sample on the walkers' side
 * @param enoughFeedback with fewer feedback records, or ratings, on the citizens' side
 * @param longNotWalkedDays an item is long not walked when the last walk is more days ago than this
 */
public record DemandSettings(
        @Min(1) @Max(1000) @DefaultValue("5") int enoughWalkthroughs,
        @Min(1) @Max(10_000) @DefaultValue("30") int enoughFeedback,
        @Min(1) @Max(3650) @DefaultValue("180") int longNotWalkedDays) {
}
