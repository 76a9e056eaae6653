package cn.tiyan.platform.organisation;

import cn.tiyan.contracts.vocabulary.UnitKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A unit of the organisation tree.
 *
 * @param code GB/T 2260 for areas, {@code <area>-<letters>} for departments, {@code <area>-Z<nn>} for development zones
 * @param within codes from the province down to the unit itself
 * @param active false once dissolved
 * @param sequence of the last event taken over
 */
@Document("organisation")
@CompoundIndex(name = "below", def = "{within: 1, active: 1, _id: 1}")
@CompoundIndex(name = "children", def = "{parent: 1}")
public record Unit(@Id String code, String name, UnitKind kind, @Nullable String parent, List<String> within, boolean active, long sequence) {

    /** Whether it is the given unit or lies below it. */
    public boolean isWithin(String unit) {
        return within.contains(unit);
    }
}
