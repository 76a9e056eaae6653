package cn.tiyan.contracts.organisation;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.vocabulary.UnitKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unit was added, renamed, moved or dissolved; carries the whole unit as it now is.
 *
 * @param unit unit code, GB/T 2260 for areas
 * @param name full name
 * @param kind what it is
 * @param parent code of the unit above; absent for the province
 * @param within codes from the province down to the unit itself
 * @param active false once dissolved
 */
@EventType("organisation.unit-changed.v1")
public record UnitChanged(
        String unit,
        String name,
        UnitKind kind,
        @Nullable String parent,
        List<String> within,
        boolean active) implements Event {
}
