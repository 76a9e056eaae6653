package cn.tiyan.contracts.publicity;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.vocabulary.Medium;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 宣传报道: something about the work of experiencers came out in a medium; told again whenever what is known of it changes
 * (notice, sections 三(二)3, 六(三)).
 *
 * @param publicityId the record
 * @param unit unit it is recorded for
 * @param experiencerId the experiencer whose work it is, if one's
 * @param medium kind of medium
 * @param on the day it came out
 * @param reach how many people it reached, where somebody counted
 * @param withdrawn whether it does not count any more
 */
@EventType("publicity.recorded.v1")
public record PublicityRecorded(
        String publicityId,
        String unit,
        @Nullable String experiencerId,
        Medium medium,
        LocalDate on,
        @Nullable Integer reach,
        boolean withdrawn) implements Event {
}
