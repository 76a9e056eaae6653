package cn.tiyan.contracts.experiencer;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.contracts.vocabulary.Recruitment;

/**
 * Somebody was put forward as an experiencer.
 *
 * @param experiencerId the experiencer
 * @param unit the recruiting unit
 * @param recruitment how found
 * @param category who they are
 * @param ageBand age band
 * @param field field of work
 */
@EventType("experiencer.applied.v1")
public record ExperiencerApplied(
        String experiencerId,
        String unit,
        Recruitment recruitment,
        ExperiencerCategory category,
        AgeBand ageBand,
        String field) implements Event {
}
