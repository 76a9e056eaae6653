package cn.tiyan.experiencer.activity.web;

import cn.tiyan.experiencer.activity.ActivityStatus;
import cn.tiyan.experiencer.activity.Attendance;
import cn.tiyan.experiencer.activity.Mine;
import cn.tiyan.experiencer.activity.Place;
import cn.tiyan.experiencer.activity.Plan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An invitation as whoever is invited sees it.
 *
 * @param version the ETag's number, to answer with
 * @param organiser code of the organising unit
 * @param inspected which units to look at; of an unannounced inspection the invited must keep it to themselves
 * @param cancellation why it will not take place, if it will not
 * @param code eight digits to check in with: on the day, for whoever has a seat and has not used it yet
 */
record MineView(String activityId, long version, String organiser, String title, String themeText, String kindText, String wayText, String place,
        Instant startsAt, Instant endsAt, Instant signUpUntil, List<String> inspected, boolean announced, @Nullable String note,
        ActivityStatus status, String statusText, Place answer, String answerText, @Nullable Attendance attendance, @Nullable String cancellation,
        @Nullable String code) {

    static MineView of(Mine mine) {
        Plan plan = mine.activity().plan();
        return new MineView(mine.activity().id(), mine.participation().version(), mine.activity().unit(), plan.title(), plan.theme().chinese(),
                plan.kind().chinese(), plan.way().chinese(), plan.place(), plan.startsAt(), plan.endsAt(), plan.signUpUntil(), plan.inspected(),
                plan.announced(), plan.note(), mine.activity().status(), mine.activity().status().chinese(), mine.place(), mine.place().chinese(),
                mine.attendance(), mine.activity().cancellation(), mine.code());
    }
}
