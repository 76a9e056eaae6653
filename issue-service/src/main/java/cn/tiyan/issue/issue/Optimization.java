package cn.tiyan.issue.issue;

import cn.tiyan.contracts.ServiceItemRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 优化: what changed for good because of an issue (notice, section 三(三)1: 减环节, 减时间, 减材料, 减跑动).
 *
 * @param optimizationId its identifier
 * @param serviceItem what was changed
 * @param text what is different now
 * @param steps 环节
 * @param days 承诺时限, working days
 * @param materials 材料, pieces
 * @param visits 跑动, times
 * @param by account that put it on record
 * @param unit its unit
 * @param at when
 */
public record Optimization(String optimizationId, ServiceItemRef serviceItem, String text, @Nullable Change steps, @Nullable Change days,
        @Nullable Change materials, @Nullable Change visits, String by, String unit, Instant at) {

    /**
     * A number before and after.
     *
     * @param before 0 to 9999
     * @param after 0 to 9999
     */
    public record Change(int before, int after) {
    }
}
