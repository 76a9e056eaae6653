package cn.tiyan.walkthrough.walkthrough;

import static cn.tiyan.contracts.vocabulary.WalkthroughRole.CASE_OFFICER;
import static cn.tiyan.contracts.vocabulary.WalkthroughRole.ENFORCER;
import static cn.tiyan.contracts.vocabulary.WalkthroughRole.SUPERVISOR;

import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.walkthrough.walkthrough.Entry.StepStarted;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a role asks of each step and of the whole beyond what its form asks for (notice, section 三(一)3-5), as data. A walkthrough recorded by one request is not held to it. */
final class RoleRules {

    private record OfStep(WalkthroughRole role, String rule, String field, String message, Predicate<StepSetting> kept) {
    }

    private record OfSession(WalkthroughRole role, String rule, String message, BiPredicate<Walkthrough, Recording> kept) {
    }

    private static final List<OfStep> STEPS = List.of(
            new OfStep(CASE_OFFICER, "end-unsaid", "stepStarted.end", "跨域办须说明每个步骤在哪一端办理：本地端 NEAR 或异地端 FAR", step -> step.end() != null),
            new OfStep(ENFORCER, "enforcement-unsaid", "stepStarted.enforcement",
                    "跟踪办须说明每个步骤对应哪项制度：行政执法公示、执法全过程记录或重大执法决定法制审核", step -> step.enforcement() != null),
            new OfStep(ENFORCER, "scene-unsaid", "stepStarted.scene", "跟踪办须说明每个步骤属于现场踏勘还是执法检查", step -> step.scene() != null));

    private static final List<OfSession> SESSIONS = List.of(
            new OfSession(CASE_OFFICER, "both-ends-required", "跨域办须记录两端的步骤：本地端与异地端至少各一步",
                    (_, recording) -> Stream.of(End.values()).allMatch(end -> settings(recording).anyMatch(setting -> setting.end() == end))),
            new OfSession(CASE_OFFICER, "data-sharing-unsaid", "跨域办须说明两端是否共享数据：至少一个步骤填写 dataShared",
                    (_, recording) -> settings(recording).anyMatch(setting -> setting.dataShared() != null)),
            new OfSession(SUPERVISOR, "hard-case-required", "督导办须从 12345、好差评、办不成事反映中至少选取一件疑难问题",
                    (walkthrough, _) -> !walkthrough.feedbackIds().isEmpty()));

    private RoleRules() {
    }

    private static Stream<StepSetting> settings(Recording recording) {
        return recording.steps().stream().map(Step::setting).filter(Objects::nonNull);
    }

    /** @throws Refusal what the role's form asks of every step and this one does not say */
    static void require(WalkthroughRole role, StepStarted step) {
        for (OfStep asked : STEPS) {
            if (asked.role == role && !asked.kept.test(step.setting())) {
                throw Refusal.rule(asked.rule, asked.field, asked.message);
            }
        }
    }

    /** What the role's form asks of the session and is not there. */
    static Stream<Snag> snags(Walkthrough walkthrough, Recording recording) {
        return SESSIONS.stream().filter(asked -> asked.role == walkthrough.role() && !asked.kept.test(walkthrough, recording))
                .map(asked -> new Snag(asked.rule, null, asked.message));
    }
}
