package cn.tiyan.walkthrough.walkthrough.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.walkthrough.walkthrough.Area;
import cn.tiyan.walkthrough.walkthrough.CitizenGroup;
import cn.tiyan.walkthrough.walkthrough.Completion;
import cn.tiyan.walkthrough.walkthrough.CrossCase;
import cn.tiyan.walkthrough.walkthrough.Device;
import cn.tiyan.walkthrough.walkthrough.Finding;
import cn.tiyan.walkthrough.walkthrough.FindingKind;
import cn.tiyan.walkthrough.walkthrough.Outcome;
import cn.tiyan.walkthrough.walkthrough.Review;
import cn.tiyan.walkthrough.walkthrough.SessionStatus;
import cn.tiyan.walkthrough.walkthrough.Snag;
import cn.tiyan.walkthrough.walkthrough.SpecialGroup;
import cn.tiyan.walkthrough.walkthrough.Step;
import cn.tiyan.walkthrough.walkthrough.StepResult;
import cn.tiyan.walkthrough.walkthrough.StepSetting;
import cn.tiyan.walkthrough.walkthrough.StoredPhoto;
import cn.tiyan.walkthrough.walkthrough.Walkthrough;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A walkthrough as it is shown.
 *
 * @param unit code of the walker's unit
 * @param walker account of the walker
 * @param aboutUnit code of the unit it is about
 * @param formVersion the role's form it goes by; absent where it was recorded by one request
 * @param area 陪同办: in which field
 * @param finishedAt absent until it is first finished
 * @param findings those that were told when it was finished, with what became of each; what is recorded since is among the entries
 * @param completion 办理中 or 已了结, with counts
 * @param reviews what offices said of it, oldest first
 * @param entries number of entries, all versions counted
 * @param snags what stands in the way of finishing it; absent where it is not open
 * @param reWalkOn on which day it is to be walked again, if that is planned
 */
record WalkthroughView(String id, String unit, @Nullable String walker, SessionStatus status, String statusName, ServiceItemRef serviceItem,
        WalkthroughRole role, Channel channel, String aboutUnit, @Nullable String planEntryId, Instant startedAt, @Nullable Instant finishedAt,
        @Nullable CitizenGroup citizenGroup, Set<SpecialGroup> specialGroups, boolean announced, @Nullable String experiencerId, String checklistVersion,
        @Nullable String formVersion, @Nullable Area area, @Nullable CrossCase cross, List<String> feedbackIds, List<StepView> steps, List<FindingView> findings, Completion completion,
        List<Review> reviews, int entries, List<Device> devices, List<StoredPhoto> photos, @Nullable List<Snag> snags, @Nullable String reWalkOf,
        @Nullable LocalDate reWalkOn, List<String> reWalkedBy, Instant recordedAt, Instant changedAt) {

    /** One step; {@code minutes} is the time the applicant spent, in whole minutes. */
    record StepView(String name, Instant startedAt, Instant finishedAt, long minutes, StepResult result, List<String> materials, int visits,
            @Nullable Integer promisedMinutes, @Nullable String note, @Nullable String citizenWords, @Nullable String coordination, @Nullable String callBackResult,
            @Nullable Boolean solved, @Nullable StepSetting setting) {

        static StepView of(Step step) {
            return new StepView(step.name(), step.startedAt(), step.finishedAt(), step.minutes(), step.result(), step.materials(), step.visits(),
                    step.promisedMinutes(), step.note(), step.citizenWords(), step.coordination(), step.callBackResult(), step.solved(), step.setting());
        }
    }

    /** One finding; {@code photos} are SHA-256, {@code handlingUnit} is the unit that has its issue in hand, once it was dispatched. */
    record FindingView(String id, FindingKind kind, String checkpoint, Dimension dimension, @Nullable Severity severity, String title, String text,
            String aboutUnit, Instant observedAt, List<String> photos, @Nullable Outcome issue, @Nullable String handlingUnit) {

        static FindingView of(Finding finding) {
            return new FindingView(finding.id(), finding.kind(), finding.checkpoint(), finding.dimension(), finding.severity(), finding.title(),
                    finding.text(), finding.aboutUnit(), finding.observedAt(), finding.photos(), finding.issue(), finding.handlingUnit());
        }
    }

    /** @param snags of one that is being recorded; null of others */
    static WalkthroughView of(Walkthrough walkthrough, Completion completion, @Nullable List<Snag> snags) {
        return new WalkthroughView(walkthrough.id(), walkthrough.unit(), walkthrough.owner(), walkthrough.status(), walkthrough.status().chinese(),
                walkthrough.serviceItem(), walkthrough.role(), walkthrough.channel(), walkthrough.aboutUnit(), walkthrough.planEntryId().orElse(null),
                walkthrough.startedAt(), walkthrough.finishedAt(), walkthrough.citizenGroup().orElse(null), new TreeSet<>(walkthrough.specialGroups()),
                walkthrough.announced(), walkthrough.experiencerId().orElse(null), walkthrough.checklistVersion(), walkthrough.formVersion().orElse(null),
                walkthrough.area().orElse(null), walkthrough.cross().orElse(null),
                walkthrough.feedbackIds(), walkthrough.steps().stream().map(StepView::of).toList(),
                walkthrough.findings().stream().map(FindingView::of).toList(), completion, walkthrough.reviews(), walkthrough.entries().size(),
                walkthrough.devices(), walkthrough.photos(), snags, walkthrough.reWalkOf().orElse(null),
                walkthrough.reWalkOn().orElse(null), walkthrough.reWalkedBy(), walkthrough.createdAt(), walkthrough.changedAt());
    }
}
