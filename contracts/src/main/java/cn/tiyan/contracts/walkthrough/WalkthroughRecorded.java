package cn.tiyan.contracts.walkthrough;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An official finished walking a service item and put it on record.
 *
 * @param walkthroughId the walkthrough
 * @param unit unit of the walker
 * @param serviceItem what was walked
 * @param role in whose shoes
 * @param channel through which channel
 * @param startedAt start
 * @param finishedAt end
 * @param experiencerId the experiencer who came along
 * @param findings number of findings
 * @param aboutUnit unit whose service was walked, where it is not the walker's own
 * @param dimensions the dimensions that were looked at, found fault with or not; absent where that was not recorded
 * @param planEntryId the entry of a plan it was walked for
 */
@EventType("walkthrough.recorded.v1")
public record WalkthroughRecorded(
        String walkthroughId,
        String unit,
        ServiceItemRef serviceItem,
        WalkthroughRole role,
        Channel channel,
        Instant startedAt,
        Instant finishedAt,
        @Nullable String experiencerId,
        int findings,
        @Nullable String aboutUnit,
        @Nullable List<Dimension> dimensions,
        @Nullable String planEntryId) implements Event {

    /** Of a walk in the walker's own unit that no plan asked for. */
    public WalkthroughRecorded(String walkthroughId, String unit, ServiceItemRef serviceItem, WalkthroughRole role, Channel channel, Instant startedAt,
            Instant finishedAt, @Nullable String experiencerId, int findings) {
        this(walkthroughId, unit, serviceItem, role, channel, startedAt, finishedAt, experiencerId, findings, null, null, null);
    }
}
