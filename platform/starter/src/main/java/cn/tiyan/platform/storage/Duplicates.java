package cn.tiyan.platform.storage;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.WriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/** What it means that the database had a key already, where many are written at once. */
public final class Duplicates {

    private static final int DUPLICATE_KEY = 11000;

    private Duplicates() {
    }

    /** Whether nothing else went wrong than that keys were there: then the others are written, as durably as was asked for. */
    public static boolean only(MongoBulkWriteException failure) {
        return failure.getWriteConcernError() == null && failure.getWriteErrors().stream().allMatch(Duplicates::is);
    }

    /** Whether that is what went wrong with one. */
    public static boolean is(WriteError error) {
        return error.getCode() == DUPLICATE_KEY;
    }

    /**
     * Stores with one request all whose keys are new; what is there stays as it is.
     *
     * @return which of them were not stored, by their place
     */
    public static Set<Integer> insertNew(MongoCollection<Document> collection, List<Document> all) {
        Set<Integer> known = new HashSet<>();
        if (!all.isEmpty()) {
            try {
                collection.insertMany(all, new InsertManyOptions().ordered(false));
            } catch (MongoBulkWriteException e) {
                if (!only(e)) {
                    throw e;
                }
                e.getWriteErrors().forEach(error -> known.add(error.getIndex()));
            }
        }
        return known;
    }

    /**
     * The same for what is stored as its type says.
     *
     * @return those that were not stored
     */
    public static <T> Set<T> insertNew(MongoTemplate mongo, Class<T> type, List<T> all) {
        List<Document> documents = all.stream().map(each -> {
            var document = new Document();
            mongo.getConverter().write(each, document);
            return document;
        }).toList();
        // Within the callback: what leaves it is translated, and would not say any more which they were.
        Set<Integer> known = mongo.execute(type, collection -> insertNew(collection, documents));
        return known == null ? Set.of() : known.stream().map(all::get).collect(Collectors.toSet());
    }
}
