package cn.tiyan.experiencer.activity.web;

import cn.tiyan.contracts.vocabulary.ActivityKind;
import cn.tiyan.contracts.vocabulary.ActivityTheme;
import cn.tiyan.contracts.vocabulary.ActivityWay;
import cn.tiyan.experiencer.activity.Activity;
import cn.tiyan.experiencer.activity.ActivityStatus;
import cn.tiyan.experiencer.activity.Outcome;
import cn.tiyan.experiencer.activity.Plan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An activity as a line of a list; see {@link ActivityView} for what the fields mean.
 *
 * @param invited how many were invited; likewise attended; both once it is on record
 */
record ActivityLine(String id, long version, String unit, String title, ActivityTheme theme, String themeText, ActivityKind kind, String kindText,
        ActivityWay way, int batch, Instant startsAt, Instant endsAt, List<String> inspected, boolean announced, ActivityStatus status,
        String statusText, @Nullable Integer invited, @Nullable Integer attended) {

    static ActivityLine of(Activity activity) {
        Plan plan = activity.plan();
        Outcome outcome = activity.outcome();
        return new ActivityLine(activity.id(), activity.version(), activity.unit(), plan.title(), plan.theme(), plan.theme().chinese(), plan.kind(),
                plan.kind().chinese(), plan.way(), plan.batch(), plan.startsAt(), plan.endsAt(), plan.inspected(), plan.announced(),
                activity.status(), activity.status().chinese(), outcome == null ? null : outcome.invited(), outcome == null ? null : outcome.attended());
    }
}
