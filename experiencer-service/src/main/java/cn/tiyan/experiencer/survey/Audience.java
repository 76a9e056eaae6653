package cn.tiyan.experiencer.survey;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.experiencer.experiencer.Selection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked: either whoever accepted an activity, or the experiencers of a unit and all below it, as far as they serve, of these
 * categories, age bands and fields.
 *
 * @param activityId the activity; null where a unit is given
 * @param unit code of the unit; null where an activity is given
 * @param categories all of them where a request names none
 * @param ageBands likewise
 * @param fields null for all: there is no list of them
 */
public record Audience(@Nullable String activityId, @Nullable String unit, List<ExperiencerCategory> categories, List<AgeBand> ageBands,
        @Nullable List<String> fields) {

    public Audience {
        categories = categories.isEmpty() ? List.of(ExperiencerCategory.values()) : List.copyOf(categories);
        ageBands = ageBands.isEmpty() ? List.of(AgeBand.values()) : List.copyOf(ageBands);
        fields = fields == null || fields.isEmpty() ? null : List.copyOf(fields);
    }

    /** Whoever accepted this activity. */
    public static Audience ofActivity(String activityId) {
        return new Audience(activityId, null, List.of(), List.of(), null);
    }

    Selection selection(String unit) {
        return new Selection(unit, categories, ageBands, fields == null ? List.of() : fields, null, List.of());
    }
}
