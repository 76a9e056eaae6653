package cn.tiyan.contracts.experiencer;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.contracts.vocabulary.ExperiencerStanding;

/**
 * An experiencer's record stands elsewhere now. The first appointment has an event of its own; a renewal or the end of a
 * suspension is told here.
 *
 * @param experiencerId the experiencer
 * @param unit the experiencer's unit
 * @param status where the record stands from now on
 * @param category who they are
 * @param ageBand age band
 * @param field field of work
 */
@EventType("experiencer.status-changed.v1")
public record ExperiencerStatusChanged(
        String experiencerId,
        String unit,
        ExperiencerStanding status,
        ExperiencerCategory category,
        AgeBand ageBand,
        String field) implements Event {
}
