package cn.tiyan.experiencer.activity;

import static cn.tiyan.experiencer.activity.ActivityAction.ATTEND;
import static cn.tiyan.experiencer.activity.ActivityAction.CANCEL;
import static cn.tiyan.experiencer.activity.ActivityAction.HOLD;
import static cn.tiyan.experiencer.activity.ActivityAction.INVITE;
import static cn.tiyan.experiencer.activity.ActivityAction.REVISE;
import static cn.tiyan.experiencer.activity.ActivityStatus.CANCELLED;
import static cn.tiyan.experiencer.activity.ActivityStatus.HELD;
import static cn.tiyan.experiencer.activity.ActivityStatus.INVITING;
import static cn.tiyan.experiencer.activity.ActivityStatus.PLANNED;

import cn.tiyan.contracts.activity.ActivityHeld;
import cn.tiyan.platform.lifecycle.Lifecycle;
import cn.tiyan.platform.lifecycle.Lifecycle.Line;
import java.util.List;

/** The life of an activity as a table. Who attends is put on record with each {@link Participation} and leaves the activity as it is. */
final class ActivityLifecycle {

    static final ActivityStatus BEGINNING = PLANNED;

    static final Lifecycle<ActivityStatus, ActivityAction> TABLE = Lifecycle.of("活动", List.of(
            new Line<>(PLANNED, REVISE, PLANNED, null),
            new Line<>(PLANNED, INVITE, INVITING, null),
            new Line<>(INVITING, INVITE, INVITING, null),
            new Line<>(INVITING, ATTEND, INVITING, null),
            new Line<>(INVITING, HOLD, HELD, ActivityHeld.class),
            new Line<>(PLANNED, CANCEL, CANCELLED, null),
            new Line<>(INVITING, CANCEL, CANCELLED, null)));

    private ActivityLifecycle() {
    }
}
