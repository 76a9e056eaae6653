package cn.tiyan.experiencer.activity;

import org.jspecify.annotations.Nullable;

/**
 * Somebody invited, as the organisers see them.
 *
 * @param name masked; null where the record is gone
 * @param attendance null while nothing is on record and it is not over
 */
public record Invitee(Participation participation, @Nullable String name, Place place, @Nullable Attendance attendance) {
}
