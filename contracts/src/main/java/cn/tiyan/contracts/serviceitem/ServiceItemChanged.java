package cn.tiyan.contracts.serviceitem;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import cn.tiyan.contracts.vocabulary.ServiceTheme;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An item of the catalogue was added, changed, withdrawn or restored; carries what others go by, as it now is.
 *
 * @param itemId the item: one code at one unit
 * @param unit code of the unit that provides it
 * @param code item code; several units may provide items with the same code
 * @param name item name
 * @param edition counts the versions of its content from 1
 * @param from first day, in China, on which this version holds
 * @param active false once it is withdrawn
 * @param crossProvince whether it can be done from another province (跨省通办)
 * @param fullyOnline whether all of it can be done online (全程网办)
 * @param oneThing whether it is part of a 一件事
 * @param theme what it is about; absent in events of earlier releases
 */
@EventType("service-item.changed.v1")
public record ServiceItemChanged(
        String itemId,
        String unit,
        String code,
        String name,
        int edition,
        LocalDate from,
        boolean active,
        boolean crossProvince,
        boolean fullyOnline,
        boolean oneThing,
        @Nullable ServiceTheme theme) implements Event {
}
