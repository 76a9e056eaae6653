package cn.tiyan.issue.list;

import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Names of units, each looked up once for one list: a list is as old as the moment it was asked for. */
final class UnitNames implements UnaryOperator<String> {

    private final Organisation organisation;
    private final Map<String, String> known = new HashMap<>();

    UnitNames(Organisation organisation) {
        this.organisation = organisation;
    }

    /** The code itself, where no unit of that code is known. */
    @Override
    public String apply(String code) {
        return known.computeIfAbsent(code, unknown -> organisation.find(unknown).map(Unit::name).orElse(unknown));
    }
}
