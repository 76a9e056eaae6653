package cn.tiyan.experiencer.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.aggregate.HistoryEntry;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganisationUnitTest {

    private static final Actor SOMEBODY = Actor.service("test");
    private final OrganisationUnit province = unit("210000", UnitKind.PROVINCE, null);
    private final OrganisationUnit city = unit("210100", UnitKind.CITY, province);
    private final OrganisationUnit county = unit("210102", UnitKind.COUNTY, city);

    @ParameterizedTest
    @CsvSource({"210100-NDRC,DEPARTMENT", "210100-Z09,DEVELOPMENT_ZONE", "210199,COUNTY"})
    void takesCodesOfItsPlace(String code, UnitKind kind) {
        assertThat(unit(code, kind, city).within()).containsExactly("210000", "210100", code);
    }

    @ParameterizedTest
    @CsvSource({"210200-NDRC,DEPARTMENT", "210100-ndrc,DEPARTMENT", "210100-Z9,DEVELOPMENT_ZONE", "210100-X01,DEVELOPMENT_ZONE",
        "210299,COUNTY", "210100,COUNTY", "2101,COUNTY", "'',COUNTY", "2101999,COUNTY"})
    void refusesCodesOfAnotherPlace(String code, UnitKind kind) {
        assertRule("unit-code-wrong", () -> unit(code, kind, city));
    }

    @Test
    void refusesKindsWhereTheyHaveNoPlace() {
        assertRule("unit-misplaced", () -> unit("210000", UnitKind.PROVINCE, city));
        assertRule("unit-misplaced", () -> unit("210300", UnitKind.CITY, city));
        assertRule("unit-misplaced", () -> unit("210103", UnitKind.COUNTY, county));
        assertRule("unit-misplaced", () -> unit("210100", UnitKind.CITY, null));
        assertRule("unit-misplaced", () -> unit("210100-HRSS-A", UnitKind.DEPARTMENT, unit("210100-HRSS", UnitKind.DEPARTMENT, city)));
    }

    @Test
    void keepsWhatItWasCalledAndWhy() {
        county.rename("和平新区", SOMEBODY, "辽政〔2026〕1号", Instant.EPOCH);
        assertThat(county.name()).isEqualTo("和平新区");
        assertThat(county.history()).extracting(HistoryEntry::action).containsExactly("found", "rename");
        assertThat(county.history().getLast().note()).isEqualTo("原名：单位210102；辽政〔2026〕1号");
        assertThat(county.historyIntact()).isTrue();
    }

    @Test
    void takesNothingBelowItOnceDissolved() {
        county.dissolve(SOMEBODY, "撤并", Instant.EPOCH);
        assertThat(county.active()).isFalse();
        assertRule("parent-dissolved", () -> unit("210102-HRSS", UnitKind.DEPARTMENT, county));
        assertRule("unit-dissolved", () -> county.rename("和平区", SOMEBODY, "恢复", Instant.EPOCH));
        assertRule("unit-dissolved", () -> county.dissolve(SOMEBODY, "撤并", Instant.EPOCH));
    }

    private static OrganisationUnit unit(String code, UnitKind kind, OrganisationUnit parent) {
        return new OrganisationUnit(code, "单位" + code, kind, parent, SOMEBODY, "设立", Instant.EPOCH);
    }

    private static void assertRule(String name, org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.name()).isEqualTo(name));
    }
}
