package cn.tiyan.reporting.cube;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.platform.messaging.Delivery;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.UnknownReference;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the foldings of all subjects share: the way into the cube, and where in it something counts. */
@Component
public class Folding {

    static final int SATISFIED_FROM = 4;

    private final Cube cube;
    private final Organisation organisation;

    Folding(Cube cube, Organisation organisation) {
        this.cube = cube;
        this.organisation = organisation;
    }

    /** What an event means for the row of the aggregate it is about. */
    void fold(Delivery<?> delivery, Step step) {
        cube.fold(delivery, step);
    }

    static Step step(Delivery<?> delivery) {
        return Step.numbered(delivery.sequence());
    }

    /** @param unit code; may be dissolved by now: what happened there is counted there all the same */
    Coordinates at(Subject subject, LocalDate day, String unit, @Nullable Enum<?> source, @Nullable Enum<?> kind, @Nullable Enum<?> dimension,
            @Nullable ServiceItemRef item) {
        return new Coordinates(subject, day.toString(), within("unit", unit), name(source), name(kind), name(dimension), item == null ? null : item.code());
    }

    private static @Nullable String name(@Nullable Enum<?> word) {
        return word == null ? null : word.name();
    }

    /** Codes from the province down to that unit. */
    List<String> within(String field, String unit) {
        return organisation.find(unit).map(Unit::within)
                .orElseThrow(() -> new UnknownReference(field, "没有编码为 " + unit + " 的单位"));
    }
}
