package cn.tiyan.walkthrough.walkthrough.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.walkthrough.walkthrough.CitizenGroup;
import cn.tiyan.walkthrough.walkthrough.Finding;
import cn.tiyan.walkthrough.walkthrough.SpecialGroup;
import cn.tiyan.walkthrough.walkthrough.Step;
import cn.tiyan.walkthrough.walkthrough.StepResult;
import cn.tiyan.walkthrough.walkthrough.Walkthrough;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A walkthrough as it is shown.
 *
 * @param unit code of the walker's unit
 * @param walker account of the walker
 * @param findings with what became of each
 */
record WalkthroughView(String id, String unit, @Nullable String walker, ServiceItemRef serviceItem, WalkthroughRole role, Channel channel,
        Instant startedAt, Instant finishedAt, @Nullable CitizenGroup citizenGroup, Set<SpecialGroup> specialGroups, boolean announced,
        @Nullable String experiencerId, String checklistVersion, List<StepView> steps, List<Finding> findings, Instant recordedAt, Instant changedAt) {

    /** One step; {@code minutes} is the time the applicant spent, in whole minutes. */
    record StepView(String name, Instant startedAt, Instant finishedAt, long minutes, StepResult result, List<String> materials, int visits,
            @Nullable Integer promisedMinutes, @Nullable String note, @Nullable String citizenWords) {

        static StepView of(Step step) {
            return new StepView(step.name(), step.startedAt(), step.finishedAt(), step.minutes(), step.result(), step.materials(), step.visits(),
                    step.promisedMinutes(), step.note(), step.citizenWords());
        }
    }

    static WalkthroughView of(Walkthrough walkthrough) {
        return new WalkthroughView(walkthrough.id(), walkthrough.unit(), walkthrough.owner(), walkthrough.serviceItem(), walkthrough.role(),
                walkthrough.channel(), walkthrough.startedAt(), walkthrough.finishedAt(), walkthrough.citizenGroup().orElse(null),
                new TreeSet<>(walkthrough.specialGroups()), walkthrough.announced(), walkthrough.experiencerId().orElse(null),
                walkthrough.checklistVersion(), walkthrough.steps().stream().map(StepView::of).toList(), walkthrough.findings(),
                walkthrough.createdAt(), walkthrough.changedAt());
    }
}
