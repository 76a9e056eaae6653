package cn.tiyan.experiencer.organisation;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.experiencer.organisation.LiaoningSeed.Line;
import cn.tiyan.platform.security.Actor;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LiaoningSeedTest {

    private final List<Line> lines = LiaoningSeed.lines();

    @Test
    void holdsEveryCityAndCounty() {
        assertThat(of(UnitKind.PROVINCE)).extracting(Line::code).containsExactly("210000");
        assertThat(of(UnitKind.CITY)).hasSize(14).allMatch(city -> "210000".equals(city.parent()));
        assertThat(of(UnitKind.COUNTY)).hasSize(100);
        Map<String, Long> counties = of(UnitKind.COUNTY).stream().collect(groupingBy(Line::parent, counting()));
        assertThat(counties).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                Map.entry("210100", 13L), Map.entry("210200", 10L), Map.entry("210300", 7L), Map.entry("210400", 7L),
                Map.entry("210500", 6L), Map.entry("210600", 6L), Map.entry("210700", 7L), Map.entry("210800", 6L),
                Map.entry("210900", 7L), Map.entry("211000", 7L), Map.entry("211100", 4L), Map.entry("211200", 7L),
                Map.entry("211300", 7L), Map.entry("211400", 6L)));
    }

    @Test
    void namesEachUnitOnceAndBelowItsParent() {
        Set<String> seen = new HashSet<>();
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.parent() == null || seen.contains(line.parent())).as("parent of %s comes first", line.code()).isTrue();
            assertThat(seen.add(line.code())).as("%s is there once", line.code()).isTrue();
            assertThat(line.name()).isNotBlank().doesNotContainAnyWhitespaces();
        });
        Map<List<String>, Long> names = lines.stream().collect(groupingBy(line -> List.of(line.name(), String.valueOf(line.parent())), counting()));
        assertThat(names.values()).as("no two siblings of one name").containsOnly(1L);
    }

    @Test
    void tellsCountiesDistrictsAndCitiesApartByTheirCodes() {
        // GB/T 2260: 01-20 districts, 21-80 counties, 81-99 county-level cities.
        assertThat(of(UnitKind.COUNTY)).allSatisfy(line -> {
            int last = Integer.parseInt(line.code().substring(4));
            assertThat(line.name()).as(line.code()).endsWith(last <= 20 ? "区" : last <= 80 ? "县" : "市");
        });
    }

    @Test
    void givesTheProvinceAndEveryCityTheSameDepartments() {
        Map<String, Set<String>> departments = of(UnitKind.DEPARTMENT).stream().collect(groupingBy(Line::parent,
                java.util.stream.Collectors.mapping(line -> line.code().substring(7), java.util.stream.Collectors.toSet())));
        assertThat(departments).hasSize(15);
        assertThat(departments.values()).containsOnly(Set.of("BEB", "EDU", "HC", "HRSS", "HUC", "MCA", "MSA", "NHSA", "NRP", "PSB", "TAX", "TRA"));
        assertThat(named("210100-HRSS")).isEqualTo("沈阳市人力资源和社会保障局");
        assertThat(named("210000-HRSS")).isEqualTo("辽宁省人力资源和社会保障厅");
        assertThat(named("210200-TAX")).isEqualTo("国家税务总局大连市税务局");
    }

    @Test
    void growsIntoATreeThatItsOwnRulesAccept() {
        var levels = LiaoningSeed.levels(lines, Actor.service("test"), Instant.EPOCH);
        assertThat(levels).hasSize(3);
        Map<String, OrganisationUnit> units = levels.stream().flatMap(List::stream)
                .collect(java.util.stream.Collectors.toMap(OrganisationUnit::id, Function.identity()));
        assertThat(units).hasSize(lines.size());
        assertThat(units.get("210102").within()).containsExactly("210000", "210100", "210102");
        assertThat(units.get("210000-Z01").within()).containsExactly("210000", "210000-Z01");
    }

    private List<Line> of(UnitKind kind) {
        return lines.stream().filter(line -> line.kind() == kind).toList();
    }

    private String named(String code) {
        return lines.stream().filter(line -> line.code().equals(code)).findFirst().orElseThrow().name();
    }
}
