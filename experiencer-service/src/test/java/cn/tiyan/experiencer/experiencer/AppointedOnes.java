package cn.tiyan.experiencer.experiencer;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.contracts.vocabulary.ExperiencerCategory;
import cn.tiyan.contracts.vocabulary.Recruitment;
import cn.tiyan.experiencer.SomeCodes;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.privacy.Personal;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Appointed experiencers for the tests of other features. */
public final class AppointedOnes {

    /** Today in China. */
    public static final LocalDate TODAY = SomeExperiencers.TODAY;

    private AppointedOnes() {
    }

    /** Of a unit, for a term; stored. */
    public static Experiencer appointed(AggregateStore store, Organisation organisation, PersonalCipher cipher, String unit, @Nullable String account,
            LocalDate from, LocalDate to) {
        Experiencer experiencer = unstored(organisation, cipher, unit, account, from, to);
        return store.insert(experiencer);
    }

    /** Put forward for a unit, not decided on; stored. */
    public static Experiencer applied(AggregateStore store, Organisation organisation, PersonalCipher cipher, String unit) {
        return store.insert(candidate(organisation, cipher, unit, null, office(unit)));
    }

    private static Caller office(String unit) {
        return new Caller("office.of." + unit, "营商办经办", Set.of(Role.OFFICE_CLERK), unit);
    }

    private static Experiencer candidate(Organisation organisation, PersonalCipher cipher, String unit, @Nullable String account, Caller office) {
        var candidate = new Candidate(Personal.of(Personal.Kind.NAME, "王小丽"), Personal.of(Personal.Kind.PHONE, SomeCodes.phone()), null,
                ExperiencerCategory.GRID_WORKER, AgeBand.FROM_45_TO_59, "社区服务", Recruitment.OPEN_CALL, account);
        return new Experiencer(Ids.next("exp"), organisation.require("unit", unit), candidate, cipher, office, Instant.now());
    }

    private static Experiencer unstored(Organisation organisation, PersonalCipher cipher, String unit, @Nullable String account, LocalDate from, LocalDate to) {
        Caller office = office(unit);
        Experiencer experiencer = candidate(organisation, cipher, unit, account, office);
        experiencer.approve("符合条件", 0, office, TODAY, Instant.now());
        experiencer.appoint(new Term(from, to), account, () -> "TY-" + unit + "-2026-" + SomeCodes.phone().substring(7), office, TODAY, Instant.now());
        return experiencer;
    }
}
