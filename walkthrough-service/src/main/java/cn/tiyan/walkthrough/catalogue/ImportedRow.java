package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.platform.refusal.Refusal.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A row of an import, or an item that a full table leaves out.
 *
 * @param id of the import and the number
 * @param importId whose row it is
 * @param number as people see it in the file: the headings are row 1; items left out count on from 1000001
 * @param unit code of the unit whose item it is about
 * @param code item code, as far as it is one
 * @param itemId the item it is about, as far as that can be told
 * @param content what it says; of one left out, what holds; null for a bad one
 * @param differences what it changes, by name of the field
 * @param errors what is wrong: name of the column and message
 * @param revision version of the import by which it was corrected; 0 as it stands in the file
 */
@Document("service_item_import_row")
@CompoundIndex(name = "rows", def = "{importId: 1, number: 1}")
@CompoundIndex(name = "rows-by-state", def = "{importId: 1, state: 1, number: 1}")
@CompoundIndex(name = "rows-by-item", def = "{importId: 1, itemId: 1}")
public record ImportedRow(@Id String id, String importId, int number, RowState state, String unit, @Nullable String code, @Nullable String itemId,
        @Nullable ItemContent content, List<String> differences, List<FieldError> errors, long revision) {

    static String id(String importId, int number) {
        return importId + "/" + number;
    }
}
