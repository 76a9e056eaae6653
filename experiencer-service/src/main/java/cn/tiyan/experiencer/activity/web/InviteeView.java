package cn.tiyan.experiencer.activity.web;

import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.experiencer.activity.Attendance;
import cn.tiyan.experiencer.activity.Invitee;
import cn.tiyan.experiencer.activity.Participation;
import cn.tiyan.experiencer.activity.Place;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody invited, as the organisers see them.
 *
 * @param version the ETag's number
 * @param name masked
 * @param unit whose experiencer it is
 * @param round number of the round that invited
 * @param deed what was done, in one line
 */
record InviteeView(String id, long version, String experiencerId, @Nullable String name, String unit, ExperiencerCategory category, int round,
        Place place, String placeText, @Nullable Instant acceptedAt, @Nullable Attendance attendance, @Nullable Instant checkedInAt,
        @Nullable String deed) {

    static InviteeView of(Invitee invitee) {
        Participation one = invitee.participation();
        return new InviteeView(one.id(), one.version(), one.experiencerId(), invitee.name(), one.experiencerUnit(), one.category(), one.round(),
                invitee.place(), invitee.place().chinese(), one.acceptedAt(), invitee.attendance(), one.checkedInAt(), one.deed());
    }
}
