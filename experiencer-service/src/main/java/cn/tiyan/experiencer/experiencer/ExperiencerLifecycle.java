package cn.tiyan.experiencer.experiencer;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.util.List;

/** What can be done with an experiencer's record, by whom, and where it leads, as data. */
final class ExperiencerLifecycle {

    /** What can be done. */
    enum Action {
        APPOINT("聘任"), REJECT("不予聘任");

        private final String chinese;

        Action(String chinese) {
            this.chinese = chinese;
        }
    }

    private record Step(ExperiencerStatus from, Action action, ExperiencerStatus to, Role by) {
    }

    private static final List<Step> STEPS = List.of(
            new Step(ExperiencerStatus.APPLIED, Action.APPOINT, ExperiencerStatus.APPOINTED, Role.OFFICE_CLERK),
            new Step(ExperiencerStatus.APPLIED, Action.REJECT, ExperiencerStatus.REJECTED, Role.OFFICE_CLERK));

    private ExperiencerLifecycle() {
    }

    /** @throws Refusal forbidden for whoever may never do this; else a broken rule, where it cannot be done in this status */
    static ExperiencerStatus next(ExperiencerStatus from, Action action, Caller caller) {
        caller.require(STEPS.stream().filter(step -> step.action == action).map(Step::by).distinct().toArray(Role[]::new));
        return STEPS.stream().filter(step -> step.from == from && step.action == action).findFirst().map(Step::to)
                .orElseThrow(() -> Refusal.rule("status-forbids", "该体验员“" + from.chinese() + "”，不能再办理“" + action.chinese + "”"));
    }
}
