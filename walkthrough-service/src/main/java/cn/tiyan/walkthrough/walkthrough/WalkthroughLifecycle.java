package cn.tiyan.walkthrough.walkthrough;

import static cn.tiyan.walkthrough.walkthrough.SessionAction.ACCEPT;
import static cn.tiyan.walkthrough.walkthrough.SessionAction.FINISH;
import static cn.tiyan.walkthrough.walkthrough.SessionAction.PLAN_RE_WALK;
import static cn.tiyan.walkthrough.walkthrough.SessionAction.RETURN;
import static cn.tiyan.walkthrough.walkthrough.SessionAction.SUPPLEMENT;
import static cn.tiyan.walkthrough.walkthrough.SessionStatus.ACCEPTED;
import static cn.tiyan.walkthrough.walkthrough.SessionStatus.OPEN;
import static cn.tiyan.walkthrough.walkthrough.SessionStatus.RETURNED;
import static cn.tiyan.walkthrough.walkthrough.SessionStatus.SUBMITTED;

import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import java.util.List;

/**
 * The life of a walkthrough as a table. What another device of the session sends late, when it was finished already, is not lost: it
 * opens the session again, and the walker finishes it once more.
 */
final class WalkthroughLifecycle {

    static final Lifecycle<SessionStatus, SessionAction> TABLE = Lifecycle.of("走流程记录", List.of(
            new Line<>(OPEN, SUPPLEMENT, OPEN, null),
            new Line<>(OPEN, FINISH, SUBMITTED, WalkthroughRecorded.class),
            new Line<>(SUBMITTED, SUPPLEMENT, OPEN, null),
            new Line<>(SUBMITTED, ACCEPT, ACCEPTED, null),
            new Line<>(SUBMITTED, RETURN, RETURNED, null),
            new Line<>(RETURNED, SUPPLEMENT, RETURNED, null),
            new Line<>(RETURNED, FINISH, SUBMITTED, null),
            new Line<>(SUBMITTED, PLAN_RE_WALK, SUBMITTED, null),
            new Line<>(ACCEPTED, PLAN_RE_WALK, ACCEPTED, null)));

    private WalkthroughLifecycle() {
    }
}
