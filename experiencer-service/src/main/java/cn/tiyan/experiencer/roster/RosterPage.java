package cn.tiyan.experiencer.roster;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Some of the people on a submitted roster, as they were that day; who they are is looked up in their records. Written before the
 * submission, and never changed.
 *
 * @param freeze of which submission
 * @param at when it was written
 * @param first place of the first of them on the roster, from 1
 */
@Document("roster_page")
@CompoundIndex(name = "pages", def = "{'freeze': 1, 'first': 1}")
@CompoundIndex(name = "of-roster", def = "{'rosterId': 1}")
@CompoundIndex(name = "people", def = "{'entries.experiencerId': 1}")
record RosterPage(@Id String id, String rosterId, String freeze, Instant at, int first, List<Entry> entries) {

    /** How many there are on a page. */
    static final int SIZE = 500;

    /** One of them. */
    record Entry(String experiencerId, String unit, ExperiencerCategory category, AgeBand ageBand, String field, @Nullable String certificate) {
    }
}
