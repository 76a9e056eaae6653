package cn.tiyan.walkthrough.walkthrough;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.walkthrough.walkthrough.Draft.Observation;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walkthroughs to start from: one that keeps every rule, and one change at a time. */
record Drafts(WalkthroughRole role, Instant startedAt, Instant finishedAt, @Nullable CitizenGroup citizenGroup, Set<SpecialGroup> specialGroups,
        @Nullable String experiencerId, List<Step> steps, List<Observation> findings) {

    static final Instant NINE = Instant.parse("2026-11-23T01:00:00Z");
    static final Instant TEN = NINE.plusSeconds(3600);
    static final Unit HRSS = new Unit("210100-HRSS", "沈阳市人力资源和社会保障局", UnitKind.DEPARTMENT, "210100", List.of("210000", "210100", "210100-HRSS"), true, 1);

    static Drafts aWalkthrough() {
        return new Drafts(WalkthroughRole.APPLICANT, NINE, TEN, null, Set.of(), null, List.of(aStep(NINE, TEN)), List.of());
    }

    static Step aStep(Instant from, Instant to) {
        return new Step("材料提交", from, to, StepResult.PASSED, List.of("身份证", "社保缴费证明"), 1, 30, null, null, null, null, null, null);
    }

    static Observation aFinding(FindingKind kind, String checkpoint) {
        return new Observation(kind, checkpoint, kind == FindingKind.PRACTICE ? null : Severity.MEDIUM, "窗口仍要求提交纸质社保缴费证明", "系统可在线核验，窗口仍要求纸质证明。", null, NINE.plusSeconds(600));
    }

    Drafts from(Instant start) {
        return new Drafts(role, start, finishedAt, citizenGroup, specialGroups, experiencerId, steps, findings);
    }

    Drafts to(Instant end) {
        return new Drafts(role, startedAt, end, citizenGroup, specialGroups, experiencerId, steps, findings);
    }

    Drafts with(Step... other) {
        return new Drafts(role, startedAt, finishedAt, citizenGroup, specialGroups, experiencerId, List.of(other), findings);
    }

    Drafts with(Observation... other) {
        return new Drafts(role, startedAt, finishedAt, citizenGroup, specialGroups, experiencerId, steps, List.of(other));
    }

    Drafts as(WalkthroughRole other) {
        return new Drafts(other, startedAt, finishedAt, citizenGroup, specialGroups, experiencerId, steps, findings);
    }

    Drafts with(@Nullable String experiencer, @Nullable CitizenGroup group, SpecialGroup... special) {
        return new Drafts(role, startedAt, finishedAt, group, Set.of(special), experiencer, steps, findings);
    }

    Draft draft() {
        return new Draft(new ServiceItemRef("112101000001234567001", "企业职工参保登记"), role, Channel.COUNTER, startedAt, finishedAt, citizenGroup, specialGroups,
                false, experiencerId, null, steps, findings);
    }
}
