package cn.tiyan.contracts.walkthrough;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import java.time.Instant;
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
        int findings) implements Event {
}
