package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session as a phone begins it: complete in form, not yet checked against the rules.
 *
 * @param serviceItem what is walked
 * @param role in whose shoes
 * @param channel through which channel
 * @param startedAt when, by the phone's clock
 * @param aboutUnit code of the unit it is about; absent for the walker's own
 * @param planEntryId the entry of a plan it is walked for
 * @param citizenGroup who is accompanied, where somebody is
 * @param specialGroups which special groups it is about
 * @param announced whether those walked in on know of it; 明察 if so, 暗访 if not
 * @param experiencerId the experiencer who comes along
 * @param checklistVersion the checklist it goes by; absent for what is current for the walker's unit
 * @param cross 跨域办: between which two ends
 * @param feedbackIds 督导办: the hard cases that are followed
 * @param reWalkOf the walkthrough of the same item that is walked again
 * @param topics of the current focus topics only these; absent for all
 * @param formVersion the role's form it goes by; absent for the newest
 * @param area 陪同办: in which field
 */
public record Start(ServiceItemRef serviceItem, WalkthroughRole role, Channel channel, Instant startedAt, @Nullable String aboutUnit,
        @Nullable String planEntryId, @Nullable CitizenGroup citizenGroup, Set<SpecialGroup> specialGroups, boolean announced,
        @Nullable String experiencerId, @Nullable String checklistVersion, @Nullable CrossCase cross, List<String> feedbackIds,
        @Nullable String reWalkOf, @Nullable List<String> topics, @Nullable String formVersion, @Nullable Area area) {
}
