package cn.tiyan.experiencer.experiencer;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.contracts.vocabulary.Recruitment;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.refusal.Refusal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who is put forward as an experiencer, and how they were found (notice, section 三(二)1).
 *
 * @param phone mobile number, eleven digits
 * @param identity number of the identity card (GB 11643), where it is known
 * @param ageBand as it was said; where there is an identity number, that tells it
 * @param field field of work
 * @param account login account of the person, where there is one
 * @param campaign the open call it answers, where it does
 */
public record Candidate(Personal name, Personal phone, @Nullable Personal identity, ExperiencerCategory category, AgeBand ageBand,
        String field, Recruitment recruitment, @Nullable String account, @Nullable String campaign) {

    /** From this age on somebody may be an experiencer. */
    public static final int OF_AGE = 18;

    /** Somebody who answers no open call. */
    public Candidate(Personal name, Personal phone, @Nullable Personal identity, ExperiencerCategory category, AgeBand ageBand,
            String field, Recruitment recruitment, @Nullable String account) {
        this(name, phone, identity, category, ageBand, field, recruitment, account, null);
    }

    /**
     * The same person with the age the identity number tells.
     *
     * @throws Refusal {@code under-age}
     */
    Candidate aged(LocalDate today) {
        if (identity == null) {
            return this;
        }
        if (IdentityNumber.age(identity.reveal(), today) < OF_AGE) {
            throw Refusal.rule("under-age", "identityNumber", "体验员须年满 " + OF_AGE + " 周岁");
        }
        return new Candidate(name, phone, identity, category, IdentityNumber.ageBand(identity.reveal(), today), field, recruitment, account, campaign);
    }
}
