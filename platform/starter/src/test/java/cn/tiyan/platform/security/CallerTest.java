package cn.tiyan.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {

    private static final List<String> WITHIN = List.of("210000", "210100", "210100-HRSS");

    @ParameterizedTest
    @CsvSource({
        "OFFICE_CLERK, 210000, true",
        "DEPARTMENT_CLERK, 210100-HRSS, true",
        "OFFICE_CLERK, 210200, false",
        "EXPERIENCER, 210100, false"})
    void seesWhatIsAtHandAsTheDatabaseWouldSay(Role role, String unit, boolean sees) {
        var caller = new Caller("somebody", "某人", Set.of(role), unit);
        assertThat(caller.sees(WITHIN, "another")).isEqualTo(sees);
        assertThat(caller.sees(WITHIN, null)).isEqualTo(sees);
        assertThat(caller.sees(WITHIN, "somebody")).isEqualTo(sees || role == Role.EXPERIENCER);
        assertThat(caller.sees().getCriteriaObject())
                .isEqualTo(role == Role.EXPERIENCER ? new Document("owner", "somebody") : new Document("within", unit));
    }

    @ParameterizedTest
    @CsvSource({"210100, true", "210200, false"})
    void seesAsAnOfficialWhoIsAnExperiencerToo(String unit, boolean sees) {
        var caller = new Caller("somebody", "某人", Set.of(Role.EXPERIENCER, Role.OFFICE_CLERK), unit);
        assertThat(caller.sees(WITHIN, "somebody")).isEqualTo(sees);
        assertThat(caller.sees().getCriteriaObject()).isEqualTo(new Document("within", unit));
    }
}
