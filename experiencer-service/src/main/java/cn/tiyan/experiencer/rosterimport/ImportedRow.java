package cn.tiyan.experiencer.rosterimport;

import cn.tiyan.platform.refusal.Refusal.FieldError;
import java.util.List;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A row of an import, as it is kept until the import is done with. What stands in it is sealed as a whole; that two rows, or a row
 * and a record, are about the same person shows in marks that are of no use without the key.
 *
 * @param id of the import and the number
 * @param importId whose row it is
 * @param number as people see it in the file: the headings are row 1
 * @param sealed its values; gone once the import is done with
 * @param phoneIndex mark of the phone number; gone likewise
 * @param identityIndex mark of the identity number; gone likewise
 * @param errors what is wrong, in words that quote nothing
 * @param experiencerId the record it became
 * @param version counts its changes; the ETag
 */
@Document("roster_import_row")
@CompoundIndex(name = "rows", def = "{'importId': 1, 'number': 1}")
@CompoundIndex(name = "rows-by-state", def = "{'importId': 1, 'state': 1, 'number': 1}")
@CompoundIndex(name = "phones", def = "{'importId': 1, 'phoneIndex': 1}")
@CompoundIndex(name = "identities", def = "{'importId': 1, 'identityIndex': 1}")
public record ImportedRow(@Id String id, String importId, int number, RowState state, @Nullable Binary sealed, @Nullable String phoneIndex,
        @Nullable String identityIndex, List<FieldError> errors, @Nullable String experiencerId, long version) {

    static String id(String importId, int number) {
        return importId + "/" + number;
    }
}
