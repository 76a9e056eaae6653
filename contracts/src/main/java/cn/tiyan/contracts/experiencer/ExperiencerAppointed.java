package cn.tiyan.contracts.experiencer;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.contracts.vocabulary.Recruitment;
import java.time.LocalDate;

/**
 * An application was approved: the experiencer holds a certificate for a term.
 *
 * @param experiencerId the experiencer
 * @param unit the appointing unit
 * @param recruitment how found
 * @param category who they are
 * @param ageBand age band
 * @param field field of work
 * @param certificate certificate number
 * @param termFrom first day of the term
 * @param termTo last day of the term
 */
@EventType("experiencer.appointed.v1")
public record ExperiencerAppointed(
        String experiencerId,
        String unit,
        Recruitment recruitment,
        ExperiencerCategory category,
        AgeBand ageBand,
        String field,
        String certificate,
        LocalDate termFrom,
        LocalDate termTo) implements Event {
}
