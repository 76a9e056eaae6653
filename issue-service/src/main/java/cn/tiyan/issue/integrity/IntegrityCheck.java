package cn.tiyan.issue.integrity;

import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One walk through the histories of all issues, in the order of their identifiers. How far it has come stands in its document, so
 * that a restart goes on from there. What is registered behind its back meanwhile is for the next check.
 */
@Document("integrity_check")
@CompoundIndex(name = "one-at-a-time", def = "{running: 1}", unique = true, partialFilter = "{running: true}")
public class IntegrityCheck extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "ick";
    /** So many broken ones are named; the others are counted. */
    static final int MOST_NAMED = 100;
    /** How long it leaves the database to others between two stretches. */
    static final Duration REST = Duration.ofSeconds(1);

    private static final Actor CHECK = Actor.service("integrity-check");

    private @Nullable Boolean running;
    private @Nullable String cursor;
    private long checked;
    private long brokenCount;
    private List<Broken> broken = new ArrayList<>();
    private @Nullable Instant finishedAt;

    /**
     * An issue whose history is not as it was written.
     *
     * @param issue its identifier
     * @param number what people call it by
     */
    public record Broken(String issue, String number) {
    }

    /** For the database only. */
    protected IntegrityCheck() {
    }

    private IntegrityCheck(String id, Caller by, Instant at) {
        super(id, by.unit(), List.of(by.unit()), at);
        running = true;
        noted(by, "start", null, at);
        wakeAt(at);
    }

    static IntegrityCheck start(String id, Caller by, Instant at) {
        return new IntegrityCheck(id, by, at);
    }

    /**
     * A stretch was walked.
     *
     * @param issues how many
     * @param last the last of them
     * @param found what is broken among them
     */
    void walked(int issues, String last, List<Broken> found, Instant at) {
        checked += issues;
        cursor = last;
        brokenCount += found.size();
        found.stream().limit(Math.max(0, MOST_NAMED - broken.size())).forEach(broken::add);
        wakeAt(at.plus(REST));
    }

    /** Nothing is left. */
    void finish(Instant at) {
        running = null;
        finishedAt = at;
        wakeAt(null);
        noted(CHECK, "finish", checked + " 件，" + brokenCount + " 件的历史记录与写入时不一致", at);
    }

    /** The identifier it has come to; null at the beginning. */
    @Nullable String cursor() {
        return cursor;
    }

    /** How many issues it has looked at. */
    public long checked() {
        return checked;
    }

    /** How many of them have a history that is not as it was written. */
    public long brokenCount() {
        return brokenCount;
    }

    /** The first hundred of these. */
    public List<Broken> broken() {
        return List.copyOf(broken);
    }

    /** When it came to the end; null before. */
    public @Nullable Instant finishedAt() {
        return finishedAt;
    }
}
