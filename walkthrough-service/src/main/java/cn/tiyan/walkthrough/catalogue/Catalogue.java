package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who may do what with the catalogue: everybody of a province reads all of it, since guides are public; its keepers change what
 * belongs to their own subtree.
 */
@Component
class Catalogue {

    private final Organisation organisation;

    Catalogue(Organisation organisation) {
        this.organisation = organisation;
    }

    /** The caller's province: what a query is restricted to. */
    String province(Caller caller) {
        return organisation.find(caller.unit()).map(unit -> unit.within().getFirst()).orElse(caller.unit());
    }

    /**
     * What a query is restricted to where it asks for one unit's part.
     *
     * @throws UnknownReference if there is no such unit in the caller's province
     */
    String area(@Nullable String unit, Caller caller) {
        String province = province(caller);
        if (unit == null || unit.equals(province)) {
            return province;
        }
        return organisation.find(unit).filter(found -> found.isWithin(province)).map(Unit::code)
                .orElseThrow(() -> new UnknownReference("unit", "没有编码为 " + unit + " 的单位"));
    }

    /**
     * The active unit, if the caller keeps its catalogue.
     *
     * @throws Refusal forbidden
     * @throws UnknownReference if there is no such unit
     */
    Unit keptBy(Caller caller, String field, String unit) {
        caller.require(ItemAction.KEEPERS);
        Unit found = organisation.require(field, unit);
        requireKeeper(caller, found.within().contains(caller.unit()));
        return found;
    }

    /** @throws Refusal forbidden */
    static void requireKeeper(Caller caller, boolean own) {
        caller.require(ItemAction.KEEPERS);
        if (!own) {
            throw Refusal.forbidden("只能维护本单位及下级单位的事项目录");
        }
    }
}
