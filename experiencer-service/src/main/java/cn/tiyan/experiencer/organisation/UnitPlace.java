package cn.tiyan.experiencer.organisation;

import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.refusal.Refusal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where each kind of unit stands in the tree and what its code looks like there, as data.
 *
 * @param below the kinds it may stand below
 * @param kept how many characters of the parent's code its own begins with
 * @param rest what follows them
 * @param hint the code in words, for the refusal
 */
record UnitPlace(Set<UnitKind> below, int kept, String rest, String hint) {

    private static final Set<UnitKind> AREAS = Set.of(UnitKind.PROVINCE, UnitKind.CITY, UnitKind.COUNTY);
    private static final Map<UnitKind, UnitPlace> PLACES = new EnumMap<>(Map.of(
            UnitKind.CITY, new UnitPlace(Set.of(UnitKind.PROVINCE), 2, "(?!00)\\d\\d00", "所属省的前两位加四位数字，以 00 结尾"),
            UnitKind.COUNTY, new UnitPlace(Set.of(UnitKind.CITY), 4, "(?!00)\\d\\d", "所属市的前四位加两位数字"),
            UnitKind.DEPARTMENT, new UnitPlace(AREAS, 6, "-[A-Z]{2,8}", "上级编码加“-”和 2 至 8 个大写字母"),
            UnitKind.DEVELOPMENT_ZONE, new UnitPlace(AREAS, 6, "-Z\\d\\d", "上级编码加“-Z”和两位数字")));

    /** The root's code: two digits of the province and four zeros (GB/T 2260). */
    private static final String PROVINCE = "[1-9]\\d0000";

    /** @throws Refusal if such a unit has no place below the parent, or its code is not one of that place */
    static void check(String code, UnitKind kind, @Nullable OrganisationUnit parent) {
        if (parent == null) {
            require(kind == UnitKind.PROVINCE && code.matches(PROVINCE), "unit-misplaced", "parent", "除省级外，单位必须有上级单位");
            return;
        }
        UnitPlace place = PLACES.get(kind);
        require(place != null && place.below.contains(parent.kind()), "unit-misplaced", "kind",
                "“" + parent.kind().chinese() + "”之下不能设“" + kind.chinese() + "”");
        require(code.startsWith(parent.id().substring(0, place.kept)) && code.substring(place.kept).matches(place.rest),
                "unit-code-wrong", "code", "编码应为" + place.hint);
    }

    private static void require(boolean holds, String rule, String field, String message) {
        if (!holds) {
            throw Refusal.rule(rule, field, message);
        }
    }
}
