package cn.tiyan.reporting.cube;

import static cn.tiyan.reporting.cube.Folding.step;

import cn.tiyan.contracts.activity.ActivityHeld;
import cn.tiyan.platform.messaging.Delivery;

/** What an activity means for the figures: counted on its first day, for the unit that organised it, by kind and theme. */
public final class ActivityFolding {

    private final Folding folding;

    public ActivityFolding(Folding folding) {
        this.folding = folding;
    }

    /** 体验活动. */
    public void held(Delivery<ActivityHeld> delivery) {
        ActivityHeld activity = delivery.event();
        folding.fold(delivery, step(delivery)
                .at(folding.at(Subject.ACTIVITY, activity.startedOn(), activity.unit(), activity.kind(), activity.theme(), null, null))
                .set(Count.ACTIVITIES, true)
                .set(Count.INVITED, activity.invited())
                .set(Count.ATTENDED, activity.attended()));
    }
}
