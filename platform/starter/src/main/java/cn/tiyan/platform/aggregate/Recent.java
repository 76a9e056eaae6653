package cn.tiyan.platform.aggregate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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
     * @param known as it was then
     * @param made what was made of its document, for the one who asks first; null where it has to be made
     */
    record Seen(StateConverter.Known known, @Nullable Aggregate made) {
    }

    /** The aggregate, if it is at hand. What was made of it is the asker's alone from here on. */
    synchronized @Nullable Seen take(String id) {
        Seen found = seen.get(id);
        if (found != null && found.made() != null) {
            seen.put(id, new Seen(found.known(), null));
        }
        return found;
    }

    /** Remembers it as it was just read or written. */
    synchronized void keep(Aggregate stored) {
        seen.put(stored.id(), new Seen(Objects.requireNonNull(stored.known()), null));
    }

    /** Gives the next one what was made of the document, if that still is the last that was seen; whoever gives it has no more use for it. */
    synchronized void handOn(Aggregate made) {
        Seen last = seen.get(made.id());
        if (last != null && last.known() == made.known()) {
            seen.put(made.id(), new Seen(last.known(), made));
        }
    }
}
