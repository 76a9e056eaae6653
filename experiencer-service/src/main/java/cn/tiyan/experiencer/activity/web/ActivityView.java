package cn.tiyan.experiencer.activity.web;

import cn.tiyan.experiencer.activity.Activity;
import cn.tiyan.experiencer.activity.ActivityAction;
import cn.tiyan.experiencer.activity.ActivityStatus;
import cn.tiyan.experiencer.activity.Outcome;
import cn.tiyan.experiencer.activity.Plan;
import cn.tiyan.experiencer.activity.Tally;
import cn.tiyan.platform.security.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An activity as one caller sees it.
 *
 * @param version the ETag's number
 * @param unit the organising unit
 * @param plan what it is to be
 * @param themeText the theme as officials see it; likewise kindText, wayText and statusText
 * @param tally how many of the invited stand where; for the organisers alone
 * @param outcome what was done, once it is on record
 * @param cancellation why it was cancelled
 * @param actions what this caller may do now
 */
record ActivityView(String id, long version, String unit, Plan plan, String themeText, String kindText, String wayText, ActivityStatus status,
        String statusText, @Nullable Tally tally, @Nullable Outcome outcome, @Nullable String cancellation, Instant createdAt, Instant changedAt,
        List<ActivityAction> actions) {

    static ActivityView of(Activity activity, @Nullable Tally tally, Caller caller) {
        Plan plan = activity.plan();
        return new ActivityView(activity.id(), activity.version(), activity.unit(), plan, plan.theme().chinese(), plan.kind().chinese(),
                plan.way().chinese(), activity.status(), activity.status().chinese(), tally, activity.outcome(), activity.cancellation(),
                activity.createdAt(), activity.changedAt(), activity.actions(caller));
    }
}
