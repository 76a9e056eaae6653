package cn.tiyan.walkthrough.catalogue;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * An earlier version of an item's content. It is a document of its own, written before the item goes on to the next: what lists,
 * searches and imports read of an item does not grow with its age, and no version is ever dropped. It never changes, so writing it
 * again after a failure changes nothing.
 *
 * @param id of the item and the number
 * @param number counts the versions from 1
 * @param from first day on which it held, as ISO text
 * @param absentFrom since when the item had been withdrawn, until this version brought it back; as ISO text
 */
@Document("service_item_edition")
@CompoundIndex(name = "by-day", def = "{itemId: 1, from: -1, number: -1}")
@CompoundIndex(name = "by-number", def = "{itemId: 1, number: -1}")
public record ItemEdition(@Id String id, String itemId, int number, String from, @Nullable String absentFrom, ItemContent content) {

    static String id(String itemId, int number) {
        return itemId + "/" + number;
    }

    /** First day on which it held. */
    public LocalDate firstDay() {
        return LocalDate.parse(from);
    }
}
