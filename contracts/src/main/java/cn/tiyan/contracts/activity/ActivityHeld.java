package cn.tiyan.contracts.activity;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.vocabulary.ActivityKind;
import cn.tiyan.contracts.vocabulary.ActivityTheme;
import cn.tiyan.contracts.vocabulary.ActivityWay;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import java.time.LocalDate;
import java.util.List;

/**
 * An experience activity has taken place and is on record (notice, section 三(二)2). Nothing is told of an activity before.
 *
 * @param activityId the activity
 * @param unit the organising unit
 * @param theme what it is about
 * @param kind what is done
 * @param way all together, or each alone
 * @param batch number of the batch within the theme and year
 * @param startedOn its first day, in China
 * @param announced whether those concerned knew beforehand; false for an unannounced inspection alone
 * @param invited how many experiencers were invited
 * @param attended how many of them came
 * @param categories the same by category; those nobody of whom was invited are left out
 */
@EventType("activity.held.v1")
public record ActivityHeld(
        String activityId,
        String unit,
        ActivityTheme theme,
        ActivityKind kind,
        ActivityWay way,
        int batch,
        LocalDate startedOn,
        boolean announced,
        int invited,
        int attended,
        List<OfCategory> categories) implements Event {

    /**
     * How many of one category.
     *
     * @param category who they are
     * @param invited how many of them were invited
     * @param attended how many of these came
     */
    public record OfCategory(ExperiencerCategory category, int invited, int attended) {
    }
}
