package cn.tiyan.experiencer.activity;

import org.jspecify.annotations.Nullable;

/**
 * An invitation as whoever is invited sees it.
 *
 * @param code to check in with: on the day, for whoever has a seat and has not used it yet; else null
 */
public record Mine(Participation participation, Activity activity, Place place, @Nullable Attendance attendance, @Nullable String code) {
}
