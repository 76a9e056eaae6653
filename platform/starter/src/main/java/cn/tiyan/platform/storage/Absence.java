package cn.tiyan.platform.storage;

import org.bson.Document;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import org.springframework.data.mongodb.core.mapping.MongoPersistentProperty;

/** What a document does not hold of all that it may: a converter leaves out what is null, and a change has to take that out. */
public final class Absence {

    private Absence() {
    }

    /**
     * The argument of an {@code $unset}.
     *
     * @param state as the converter wrote it
     * @return the fields of this type that are written but not in it; never the id
     */
    public static Document of(MongoConverter converter, Class<?> type, Document state) {
        var absent = new Document();
        for (MongoPersistentProperty property : converter.getMappingContext().getRequiredPersistentEntity(type)) {
            if (property.isWritable() && !property.isIdProperty() && !state.containsKey(property.getFieldName())) {
                absent.put(property.getFieldName(), "");
            }
        }
        return absent;
    }
}
