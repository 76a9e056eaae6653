package cn.tiyan.platform.aggregate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates this process last had in hand. Who is about to change one has begun it or looked at it a moment ago, mostly
 * here: the write is guarded by the version, so it may rest on what was seen then. Any of it may be out of date, and none of it
 * is ever shown.
 */
final class Recent {

    /** People decide on few things at a time; and an aggregate with a long history is large. */
    private static final int MOST = 128;

    private final Map<String, Seen> seen = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > MOST;
        }
    };

    /**
     * An aggregate that was seen.
     *
     * @param document whole, with history and outbox; nobody changes it
     * @param made what was made of the document, for the one who asks first; null where it has to be made
     */
    record Seen(Document document, @Nullable Aggregate made) {
    }

    /** The aggregate, if it is at hand. What was made of it is the asker's alone from here on. */
    synchronized @Nullable Seen take(String id) {
        Seen found = seen.get(id);
        if (found != null && found.made() != null) {
            seen.put(id, new Seen(found.document(), null));
        }
        return found;
    }

    /** @param document whole, with history and outbox; nobody changes it any more */
    synchronized void keep(String id, Document document) {
        seen.put(id, new Seen(document, null));
    }

    /** Gives the next one what was made of the document, if that still is the last that was seen; whoever gives it has no more use for it. */
    synchronized void handOn(Aggregate made) {
        Seen last = seen.get(made.id());
        if (last != null && made.known() != null && last.document() == made.known().document()) {
            seen.put(made.id(), new Seen(last.document(), made));
        }
    }
}
