package cn.tiyan.experiencer.experiencer;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.platform.privacy.Personal;
import java.util.List;
import org.springframework.data.annotation.Id;

/**
 * As much of an experiencer's record as is needed to ask them along.
 *
 * @param within codes from the province down to the unit
 * @param field field of work
 */
public record Member(@Id String id, Personal name, String unit, List<String> within, ExperiencerCategory category, AgeBand ageBand, String field) {
}
