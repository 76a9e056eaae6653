package cn.tiyan.experiencer.experiencer;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which experiencers are meant: those of a unit and all below it, of these categories, age bands and fields; an empty list lets
 * all pass.
 *
 * @param unit code of the unit
 * @param fields fields of work, each as the records spell it
 * @param notAskedForDays only those who were not asked to anything within so many days; null lets all pass
 * @param notWithin codes of units whose own experiencers, and those of units below them, are left out
 */
public record Selection(String unit, List<ExperiencerCategory> categories, List<AgeBand> ageBands, List<String> fields,
        @Nullable Integer notAskedForDays, List<String> notWithin) {

    public Selection {
        categories = List.copyOf(categories);
        ageBands = List.copyOf(ageBands);
        fields = List.copyOf(fields);
        notWithin = List.copyOf(notWithin);
    }

    /** The same, but for the experiencers of these units and of all below them. */
    public Selection without(List<String> units) {
        return new Selection(unit, categories, ageBands, fields, notAskedForDays, units);
    }
}
