package cn.tiyan.experiencer.experiencer;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.contracts.vocabulary.Recruitment;
import cn.tiyan.platform.privacy.Personal;
import org.jspecify.annotations.Nullable;

/**
 * Who is put forward as an experiencer, and how they were found (notice, section 三(二)1).
 *
 * @param phone mobile number, eleven digits
 * @param identity number of the identity card (GB 11643), where it is known
 * @param field field of work
 * @param account login account of the person, where there is one
 * @param campaign the open call it answers, where it does
 */
public record Candidate(Personal name, Personal phone, @Nullable Personal identity, ExperiencerCategory category, AgeBand ageBand,
        String field, Recruitment recruitment, @Nullable String account, @Nullable String campaign) {

    /** Somebody who answers no open call. */
    public Candidate(Personal name, Personal phone, @Nullable Personal identity, ExperiencerCategory category, AgeBand ageBand,
            String field, Recruitment recruitment, @Nullable String account) {
        this(name, phone, identity, category, ageBand, field, recruitment, account, null);
    }
}
