package cn.tiyan.platform.aggregate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The documents of the aggregates this process last had in hand. Who is about to change an aggregate has begun it or looked at it
 * a moment ago, mostly here: the write is guarded by the version, so it may rest on what was seen then. Any of it may be out
 * of date, and none of it is ever shown.
 */
final class Recent {

    /** People decide on few things at a time; and an aggregate with a long history is large. */
    private static final int MOST = 128;

    private final Map<String, Document> documents = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Document> eldest) {
            return size() > MOST;
        }
    };

    /** The document, if it is at hand; not to be changed. */
    synchronized @Nullable Document find(String id) {
        return documents.get(id);
    }

    /** @param document whole, with history and outbox; nobody changes it any more */
    synchronized void keep(String id, Document document) {
        documents.put(id, document);
    }
}
