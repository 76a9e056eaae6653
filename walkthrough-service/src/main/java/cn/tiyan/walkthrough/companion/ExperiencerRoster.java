package cn.tiyan.walkthrough.companion;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import java.time.LocalDate;

/** Who knows the experiencers as they are today; an older copy would be wrong. */
public interface ExperiencerRoster {

    /**
     * Whether an experiencer may come along.
     *
     * @param experiencerId the experiencer
     * @param day the day in Liaoning
     * @throws UnknownReference if the caller can see no such experiencer
     * @throws Refusal {@code experiencer-service-unavailable}, if there is no answer: nothing is assumed in its place
     */
    Availability availability(String experiencerId, LocalDate day);
}
