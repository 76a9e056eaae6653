package cn.tiyan.platform.aggregate;

import cn.tiyan.contracts.Event;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.trace.Trace;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.ReadOnlyProperty;
import org.springframework.data.annotation.Transient;

/**
 * The root of what is changed and stored as one document. A subclass's methods are the verbs of the domain; each checks its
 * rules, changes the state and calls {@link #happened}. {@link AggregateStore} writes all of it at once.
 */
public abstract class Aggregate {

    @Id
    private String id;
    private String unit;
    private List<String> within;
    private @Nullable String owner;
    private long version;
    private long sequence;
    private Instant createdAt;
    private Instant changedAt;
    private @Nullable Instant wakeAt;
    /** Both only ever grow by what a command adds: the store appends to them and never writes them anew. */
    @ReadOnlyProperty
    private List<HistoryEntry> history = new ArrayList<>();
    @ReadOnlyProperty
    private List<OutboxEntry> outbox = new ArrayList<>();
    private Map<String, Long> seen = new HashMap<>();
    @Transient
    private final transient List<HistoryEntry> unwritten = new ArrayList<>();
    @Transient
    private final transient List<PendingEvent> pending = new ArrayList<>();
    @Transient
    private transient StateConverter.@Nullable Known known;

    /** @param trace what its command is part of: by the time it is stored, the thread may be at another */
    record PendingEvent(long sequence, Instant at, Event event, @Nullable String trace) {
    }

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Aggregate() {
    }

    /**
     * @param id see {@link cn.tiyan.platform.id.Ids}
     * @param unit code of the unit it belongs to
     * @param within codes from the province down to that unit: whoever's unit is among them may see it
     * @param at when it came to be
     */
    protected Aggregate(String id, String unit, List<String> within, Instant at) {
        this.id = id;
        this.unit = unit;
        this.within = List.copyOf(within);
        this.createdAt = at.truncatedTo(ChronoUnit.MILLIS);
        this.changedAt = createdAt;
    }

    /** Puts what was done on record: a history entry, chained, and the event that tells the others. */
    protected final void happened(Event event, Actor by, String action, @Nullable String note, Instant at) {
        noted(by, action, note, at);
        pending.add(new PendingEvent(++sequence, changedAt, event, Trace.current()));
    }

    /** Puts what was done on record without telling the others. */
    protected final void noted(Actor by, String action, @Nullable String note, Instant at) {
        changedAt = at.truncatedTo(ChronoUnit.MILLIS);
        HistoryEntry entry = HistoryEntry.next(history.isEmpty() ? null : history.getLast(), changedAt, by, action, note);
        history.add(entry);
        unwritten.add(entry);
    }

    /**
     * The inbox: whether an event of another aggregate is new to this one. Remembering it is part of the same write as what
     * it changes, so a duplicate or an older event changes nothing.
     *
     * @param source the other aggregate's id
     * @param sequence the event's sequence there
     * @return false if this or a later event of that aggregate was received before
     */
    public final boolean receives(String source, long sequence) {
        Long last = seen.get(source);
        if (last != null && last >= sequence) {
            return false;
        }
        seen.put(source, sequence);
        return true;
    }

    /** Moves it to another unit, or lets further units see it: {@code within} may join several lines of the tree. */
    protected final void belongsTo(String unit, List<String> within) {
        this.unit = unit;
        this.within = List.copyOf(within);
    }

    /** Names the account that raised it: a citizen sees only what is theirs. */
    protected final void ownedBy(@Nullable String account) {
        this.owner = account;
    }

    /** Asks to be woken at this time by the {@link Timer} for its kind; null asks for nothing. */
    protected final void wakeAt(@Nullable Instant at) {
        this.wakeAt = at == null ? null : at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** When it wants to be woken, if ever. */
    public final @Nullable Instant wakeAt() {
        return wakeAt;
    }

    /** Whether every entry of the history follows from the one before it. */
    public final boolean historyIntact() {
        HistoryEntry previous = null;
        for (HistoryEntry entry : history) {
            if (!entry.follows(previous)) {
                return false;
            }
            previous = entry;
        }
        return true;
    }

    final void expect(long expected) {
        if (version != expected) {
            throw Refusal.stale();
        }
    }

    /** @param added what was added to the outbox by the same write */
    final void stored(long newVersion, List<OutboxEntry> added) {
        version = newVersion;
        outbox.addAll(added);
        unwritten.clear();
        pending.clear();
    }

    /** As it was read or last written, for who wants to write only what has changed since; null if nobody kept it. */
    final StateConverter.@Nullable Known known() {
        return known;
    }

    final void known(StateConverter.@Nullable Known asItIs) {
        known = asItIs;
    }

    /** History the database does not have yet. */
    final List<HistoryEntry> unwritten() {
        return unwritten;
    }

    /** What was in the outbox when it was read or last written: all that can be in it as long as the version is the same. */
    final List<OutboxEntry> outbox() {
        return outbox;
    }

    final List<PendingEvent> pending() {
        return pending;
    }

    public final String id() {
        return id;
    }

    /** Code of the unit it belongs to. */
    public final String unit() {
        return unit;
    }

    /** Codes of all units that may see it. */
    public final List<String> within() {
        return within;
    }

    /** Account that raised it, if any. */
    public final @Nullable String owner() {
        return owner;
    }

    /** Counts its writes; the ETag. */
    public final long version() {
        return version;
    }

    /** Counts its events. */
    public final long sequence() {
        return sequence;
    }

    public final Instant createdAt() {
        return createdAt;
    }

    public final Instant changedAt() {
        return changedAt;
    }

    public final List<HistoryEntry> history() {
        return List.copyOf(history);
    }
}
