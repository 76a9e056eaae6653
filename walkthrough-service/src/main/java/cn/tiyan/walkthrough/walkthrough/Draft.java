package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A walkthrough as its walker hands it in: complete in form, not yet checked against the rules.
 *
 * @param serviceItem what was walked
 * @param role in whose shoes
 * @param channel through which channel
 * @param startedAt start
 * @param finishedAt end
 * @param citizenGroup who was accompanied, where somebody was
 * @param specialGroups which special groups it was about
 * @param announced whether those walked in on knew of it; 明察 if so, 暗访 if not
 * @param experiencerId the experiencer who came along
 * @param checklistVersion the checklist it went by; absent for what is current for the walker's unit
 * @param steps in the order they were gone through
 * @param findings in the order they were written down
 */
public record Draft(ServiceItemRef serviceItem, WalkthroughRole role, Channel channel, Instant startedAt, Instant finishedAt,
        @Nullable CitizenGroup citizenGroup, Set<SpecialGroup> specialGroups, boolean announced, @Nullable String experiencerId,
        @Nullable String checklistVersion, List<Step> steps, List<Observation> findings) {

    /**
     * A finding as it is handed in.
     *
     * @param aboutUnit the unit it is about; absent for the walker's own
     */
    public record Observation(FindingKind kind, String checkpoint, @Nullable Severity severity, String title, String text,
            @Nullable String aboutUnit, Instant observedAt) {
    }
}
