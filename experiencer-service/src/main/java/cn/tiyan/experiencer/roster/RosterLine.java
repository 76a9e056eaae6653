package cn.tiyan.experiencer.roster;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.platform.privacy.Personal;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on a submitted roster: as they were that day, under the name of today.
 *
 * @param place from 1
 * @param name null once the person is erased
 * @param phone null likewise
 */
public record RosterLine(int place, String experiencerId, @Nullable Personal name, @Nullable Personal phone, ExperiencerCategory category, AgeBand ageBand,
        String field, String unit, @Nullable String certificate) {
}
