package cn.tiyan.experiencer.experiencer;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.contracts.vocabulary.Recruitment;
import cn.tiyan.experiencer.SomeCodes;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.testkit.Persona;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Experiencers for tests that need no HTTP to make them. */
final class SomeExperiencers {

    static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    private SomeExperiencers() {
    }

    /** Recommended by Shenyang's office, not stored. */
    static Experiencer aRecommendedOne(Organisation organisation, PersonalCipher cipher) {
        var candidate = new Candidate(Personal.of(Personal.Kind.NAME, "王小丽"), Personal.of(Personal.Kind.PHONE, SomeCodes.phone()), null,
                ExperiencerCategory.GRID_WORKER, AgeBand.FROM_45_TO_59, "社区服务", Recruitment.OPEN_CALL, null);
        return new Experiencer(Ids.next("exp"), organisation.require("unit", "210100"), candidate, cipher, Persona.SHENYANG_OFFICE.caller(), Instant.now());
    }

    /** Approved without a public notice, and appointed for a year. */
    static void appoint(Experiencer experiencer) {
        experiencer.approve("符合条件", 0, Persona.SHENYANG_OFFICE.caller(), TODAY, Instant.now());
        experiencer.appoint(new Term(TODAY, TODAY.plusYears(1)), null, () -> "TY-210100-2026-9999", Persona.SHENYANG_OFFICE.caller(), TODAY, Instant.now());
    }
}
