package cn.tiyan.walkthrough.authenticity;

import static cn.tiyan.walkthrough.authenticity.SignalAction.ACCEPT;
import static cn.tiyan.walkthrough.authenticity.SignalAction.ANSWER;
import static cn.tiyan.walkthrough.authenticity.SignalAction.CONFIRM;
import static cn.tiyan.walkthrough.authenticity.SignalAction.DISMISS;
import static cn.tiyan.walkthrough.authenticity.SignalAction.LAPSE;
import static cn.tiyan.walkthrough.authenticity.SignalAction.RAISE;
import static cn.tiyan.walkthrough.authenticity.SignalStatus.ANSWERED;
import static cn.tiyan.walkthrough.authenticity.SignalStatus.CONFIRMED;
import static cn.tiyan.walkthrough.authenticity.SignalStatus.EXPLAINED;
import static cn.tiyan.walkthrough.authenticity.SignalStatus.LAPSED;
import static cn.tiyan.walkthrough.authenticity.SignalStatus.RAISED;
import static cn.tiyan.walkthrough.authenticity.SignalStatus.UNFOUNDED;

import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import java.util.List;

/** The life of a signal as a table. What is concluded stays so. Nobody outside is told. */
final class SignalLifecycle {

    static final SignalStatus BEGINNING = RAISED;

    static final Lifecycle<SignalStatus, SignalAction> TABLE = Lifecycle.of("信号", List.of(
            new Line<>(RAISED, ANSWER, ANSWERED, null),
            new Line<>(RAISED, DISMISS, UNFOUNDED, null),
            new Line<>(RAISED, CONFIRM, CONFIRMED, null),
            new Line<>(RAISED, LAPSE, LAPSED, null),
            new Line<>(ANSWERED, DISMISS, UNFOUNDED, null),
            new Line<>(ANSWERED, ACCEPT, EXPLAINED, null),
            new Line<>(ANSWERED, CONFIRM, CONFIRMED, null),
            new Line<>(ANSWERED, LAPSE, LAPSED, null),
            new Line<>(LAPSED, RAISE, RAISED, null)));

    private SignalLifecycle() {
    }
}
