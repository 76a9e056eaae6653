package cn.tiyan.reporting.item;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * An item of the catalogue at the unit that provides it.
 *
 * @param unit code of the unit
 * @param code item code; several units may provide items with the same code
 * @param active false once it is withdrawn
 * @param sequence of the last event taken over
 */
@Document("listing")
@CompoundIndex(name = "listed", def = "{active: 1, unit: 1, code: 1}")
record Listing(@Id String itemId, String unit, String code, boolean active, long sequence) {
}
