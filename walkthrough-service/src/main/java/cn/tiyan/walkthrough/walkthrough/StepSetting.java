package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.contracts.vocabulary.Channel;
import org.jspecify.annotations.Nullable;

/**
 * In which setting a step of a session was done.
 *
 * @param step what the devices of the session call it
 * @param form code of the step in the role's form, where it is one of those
 * @param channel where it is another than the session's
 * @param end 跨域办: at which end
 * @param dataShared 跨域办: whether the two ends shared data for it, or the applicant carried it
 * @param enforcement 跟踪办: which of the three systems it was held against
 * @param scene 跟踪办: at which kind of enforcement
 */
public record StepSetting(String step, @Nullable String form, @Nullable Channel channel, @Nullable End end, @Nullable Boolean dataShared,
        @Nullable Enforcement enforcement, @Nullable Scene scene) {
}
