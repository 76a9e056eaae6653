package cn.tiyan.feedback.progress;

import cn.tiyan.contracts.vocabulary.SourceKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * How far one issue has come; where a piece of feedback led to it, what its sender is told, and whether the sender has been.
 *
 * <p>Issues that no feedback led to are followed as well: one that did may be merged into them. What is shown of a merged issue is
 * how the one stands that goes on. Each change of what is shown is a revision; only the newest is ever sent.
 */
@Document("progress")
@CompoundIndex(name = Progress.FEED, def = "{'sender': 1, 'changedAt': 1, '_id': 1}", partialFilter = "{'sender': {$exists: true}}")
@CompoundIndex(name = "feedback", def = "{'feedback': 1}", unique = true, partialFilter = "{'feedback': {$exists: true}}")
@CompoundIndex(name = Progress.ALONG, def = "{'along': 1}", partialFilter = "{'along': {$exists: true}}")
@CompoundIndex(name = Progress.DUE, def = "{'sender': 1, 'dueAt': 1}", partialFilter = "{'dueAt': {$exists: true}}")
@CompoundIndex(name = "given-up", def = "{'within': 1, 'givenUpAt': -1, '_id': -1}", partialFilter = "{'givenUpAt': {$exists: true}}")
@CompoundIndex(name = "given-up-by-sender", def = "{'within': 1, 'sender': 1, 'givenUpAt': -1, '_id': -1}", partialFilter = "{'givenUpAt': {$exists: true}}")
public class Progress {

    static final String FEED = "feed";
    static final String ALONG = "along";
    static final String DUE = "due";

    @Id
    private String issue;
    private long version;
    private @Nullable String feedback;
    private @Nullable String sender;
    private @Nullable SourceKind source;
    private @Nullable String key;
    private @Nullable List<String> within;
    /** The last event heard of the issue. */
    private long sequence;
    private @Nullable Standing own;
    private @Nullable String survivor;
    /** The issues it goes on as, from its survivor to the last; null where it was not merged. */
    private @Nullable List<String> along;
    private @Nullable Standing shown;
    private int revision;
    /** When the revision came to be, by the database's clock; null until that has said it, and where no sender is to know. */
    private @Nullable Instant changedAt;
    private @Nullable Instant dueAt;
    private @Nullable Instant busyUntil;
    private int tries;
    private @Nullable Instant firstTriedAt;
    private @Nullable String failure;
    private @Nullable Instant givenUpAt;
    private int deliveredRevision;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected Progress() {
    }

    /** Of an issue not heard of before. */
    Progress(String issue) {
        this.issue = issue;
    }

    /** Learns what led to it; once. */
    boolean cameFrom(Origin found) {
        if (feedback != null) {
            return false;
        }
        feedback = found.feedback();
        sender = found.sender();
        source = found.source();
        key = found.key();
        within = found.within();
        return true;
    }

    /**
     * Takes an event in.
     *
     * @param number the event's in the issue's life: what is not newer than what was heard changes nothing
     * @param turn how it stands after it; given null, if nothing was heard before
     * @param goesOnAs the issue it goes on as, if it was merged away
     */
    boolean turns(long number, UnaryOperator<@Nullable Standing> turn, @Nullable String goesOnAs) {
        if (number <= sequence) {
            return false;
        }
        sequence = number;
        own = turn.apply(own);
        survivor = goesOnAs;
        return true;
    }

    /**
     * Shows how it stands, or how the one stands that it goes on as.
     *
     * @param issues the issues it goes on as; empty where it was not merged
     * @param wanted whether the sender is to be told of that
     * @return whether anything of that is new
     */
    boolean show(Standing standing, List<String> issues, boolean wanted, Instant now) {
        List<String> goesOn = issues.isEmpty() ? null : List.copyOf(issues);
        boolean moved = !Objects.equals(along, goesOn);
        along = goesOn;
        if (standing.equals(shown)) {
            return moved;
        }
        shown = standing;
        revision++;
        changedAt = null;
        if (sender != null && (wanted || dueAt != null)) {
            due(now);
        }
        return true;
    }

    private void due(Instant now) {
        tries = 0;
        firstTriedAt = null;
        failure = null;
        givenUpAt = null;
        // One that is on its way is waited for: the sender never gets an older one after a newer one.
        dueAt = busyUntil != null && busyUntil.isAfter(now) ? busyUntil : now.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Somebody is about to send it and is to be left alone until then. */
    void claim(Instant until) {
        busyUntil = until.truncatedTo(ChronoUnit.MILLIS);
        dueAt = busyUntil;
    }

    /** The sender has that revision. */
    void delivered(int sent, Instant now) {
        deliveredRevision = Math.max(deliveredRevision, sent);
        busyUntil = null;
        dueAt = null;
        if (sent == revision) {
            tries = 0;
            firstTriedAt = null;
            failure = null;
        } else {
            due(now);
        }
    }

    /**
     * The sender has not got that revision.
     *
     * @param why one line
     * @param next how long to wait after so many tries
     * @param patience how long after the first try it is given up
     */
    void failed(int sent, String why, Wait next, Duration patience, Instant now) {
        busyUntil = null;
        if (sent != revision) {
            due(now);
            return;
        }
        tries++;
        failure = why;
        firstTriedAt = firstTriedAt == null ? now.truncatedTo(ChronoUnit.MILLIS) : firstTriedAt;
        if (!now.isBefore(firstTriedAt.plus(patience))) {
            givenUpAt = now.truncatedTo(ChronoUnit.MILLIS);
            dueAt = null;
        } else {
            dueAt = now.plus(next.after(tries)).truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** How long to wait between tries. */
    @FunctionalInterface
    interface Wait {

        /** @param tries that failed, from 1 */
        Duration after(int tries);
    }

    /** Once more, from the first try. */
    void replay(Instant now) {
        due(now);
    }

    /** The issue. */
    String issue() {
        return issue;
    }

    long version() {
        return version;
    }

    /** What led to it, if a piece of feedback did. */
    public Optional<Origin> origin() {
        return feedback == null || sender == null || source == null || key == null || within == null ? Optional.empty()
                : Optional.of(new Origin(feedback, sender, source, key, within));
    }

    @Nullable Standing own() {
        return own;
    }

    @Nullable String survivor() {
        return survivor;
    }

    /** The issues it goes on as. */
    List<String> along() {
        return along == null ? List.of() : along;
    }

    /** How it stands. */
    public @Nullable Standing shown() {
        return shown;
    }

    /** Counts the changes of what is shown, from 1. */
    public int revision() {
        return revision;
    }

    /** When that changed last. */
    public @Nullable Instant changedAt() {
        return changedAt;
    }

    /** When it is to be sent; null where nothing waits. */
    public @Nullable Instant dueAt() {
        return dueAt;
    }

    /** How many tries failed since it changed. */
    public int tries() {
        return tries;
    }

    /** When the first of them was. */
    public @Nullable Instant firstTriedAt() {
        return firstTriedAt;
    }

    /** Why the last one failed. */
    public @Nullable String failure() {
        return failure;
    }

    /** When it was given up, if so. */
    public @Nullable Instant givenUpAt() {
        return givenUpAt;
    }

    /** The last revision the sender confirmed; 0 where none. */
    public int deliveredRevision() {
        return deliveredRevision;
    }
}
