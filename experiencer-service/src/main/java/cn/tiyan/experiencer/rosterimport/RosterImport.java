package cn.tiyan.experiencer.rosterimport;

import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A roster that was handed in as a workbook. {@link ImportLifecycle} says what may follow what. Its rows are documents of their own
 * ({@link ImportedRow}); it knows how they came out once it is done with.
 */
@Document("roster_import")
@CompoundIndex(name = "list", def = "{'within': 1, 'createdAt': -1, '_id': -1}")
@CompoundIndex(name = "committing", def = "{'status': 1, 'lease': 1}", partialFilter = "{'status': 'COMMITTING'}")
public class RosterImport extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "imp";
    /** Reading takes seconds; whoever died over it does not come back after this time. */
    static final Duration READING = Duration.ofHours(1);
    /** Who gives an import up erases its rows, too; the timer does if he did not come to it by then. */
    static final Duration ERASED_BY_ITSELF = Duration.ofMinutes(1);
    /** So long one can look up which row became which record, after all that is personal is gone. */
    static final Duration OUTCOME_KEPT = Duration.ofDays(30);

    private ImportStatus status;
    private String digest;
    private String handedInBy;
    private int rows;
    private @Nullable Boolean onlyGood;
    private @Nullable Committer committer;
    private @Nullable Instant committedAt;
    private @Nullable Instant finishedAt;
    private @Nullable Outcome outcome;

    /** Who said that the rows are to be taken in: the records say that it was them. */
    record Committer(String account, String name, String unit) {

        Caller caller() {
            return new Caller(account, name, Set.of(Role.OFFICE_CLERK), unit);
        }
    }

    /**
     * How the rows came out.
     *
     * @param taken rows that are records now
     * @param leftOut rows that were not good
     */
    public record Outcome(int taken, int leftOut) {
    }

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected RosterImport() {
    }

    /**
     * A file is handed in; its rows are still to be read.
     *
     * @param digest of the file
     */
    RosterImport(String id, Unit unit, String digest, Caller by, Instant at) {
        super(id, unit.code(), unit.within(), at);
        this.status = ImportStatus.READING;
        this.digest = digest;
        this.handedInBy = by.account();
        wakeAt(at.plus(READING));
        noted(by, "hand-in", null, at);
    }

    /** 读取完毕. */
    void previewed(int rows, Duration kept, Actor by, Instant at) {
        become(ImportAction.PREVIEW);
        this.rows = rows;
        wakeAt(at.plus(kept));
        noted(by, ImportAction.PREVIEW.verb(), rows + " 行", at);
    }

    /** @throws Refusal unless its rows can be mended now, by this caller */
    void requireOpen(Caller by) {
        ImportLifecycle.TABLE.permit(status, ImportAction.CORRECT, by);
    }

    /**
     * 导入.
     *
     * @param good rows that can be taken in
     * @param others rows that cannot
     * @param onlyGood whether the others are to be left out
     * @throws Refusal {@code nothing-to-take}, {@code bad-rows-left}
     */
    void commit(long good, long others, boolean onlyGood, Caller by, Instant at) {
        var step = ImportLifecycle.TABLE.permit(status, ImportAction.COMMIT, by);
        if (others > 0 && !onlyGood) {
            throw Refusal.rule("bad-rows-left", "还有 " + others + " 行有误或重复；请更正，或选择只导入无误的行");
        }
        if (good == 0) {
            throw Refusal.rule("nothing-to-take", "没有可以导入的行");
        }
        status = step.to();
        this.onlyGood = onlyGood;
        committer = new Committer(by.account(), by.name(), by.unit());
        committedAt = at.truncatedTo(ChronoUnit.MILLIS);
        wakeAt(null);
        noted(by, step.action().verb(), onlyGood ? "只导入无误的行" : null, at);
    }

    /** Whether it is being or was taken in the same way: then to ask for it again changes nothing. */
    boolean isCommitted(boolean onlyGood) {
        return (status == ImportStatus.COMMITTING || status == ImportStatus.COMMITTED) && Boolean.valueOf(onlyGood).equals(this.onlyGood);
    }

    /** 导入完毕. */
    void finish(Outcome outcome, Actor by, Instant at) {
        become(ImportAction.FINISH);
        this.outcome = outcome;
        finishedAt = at.truncatedTo(ChronoUnit.MILLIS);
        wakeAt(at.plus(OUTCOME_KEPT));
        noted(by, ImportAction.FINISH.verb(), "导入 " + outcome.taken() + " 行，未导入 " + outcome.leftOut() + " 行", at);
    }

    /** 放弃: its rows are erased. */
    void discard(Caller by, Instant at) {
        status = ImportLifecycle.TABLE.permit(status, ImportAction.DISCARD, by).to();
        wakeAt(at.plus(ERASED_BY_ITSELF));
        noted(by, ImportAction.DISCARD.verb(), null, at);
    }

    /** The rows that are not good are handed back in clear to whoever handed them in. */
    void handedBack(Caller by, Instant at) {
        requireOpen(by);
        if (!by.account().equals(handedInBy)) {
            throw Refusal.forbidden("有误的行含有个人信息，只有上传人本人可以下载");
        }
        noted(by, "hand-back", null, at);
    }

    /**
     * Its time has come: given up, if nobody went on with it. First it is marked, then, at the next stroke, its rows go: who goes on
     * with it in the same moment either finds it marked or keeps it from being so.
     *
     * @return whether its rows are to be erased
     */
    boolean clockStrikes(Actor by, Instant at) {
        if (ImportLifecycle.TABLE.find(status, ImportAction.LAPSE).isPresent()) {
            become(ImportAction.LAPSE);
            wakeAt(at);
            noted(by, ImportAction.LAPSE.verb(), null, at);
            return false;
        }
        wakeAt(null);
        if (status == ImportStatus.DISCARDED || status == ImportStatus.COMMITTED) {
            noted(by, "erase", null, at);
            return true;
        }
        return false;
    }

    private void become(ImportAction action) {
        status = ImportLifecycle.TABLE.require(status, action).to();
    }

    /** Whether a repeated request means this import. */
    boolean isOf(Unit unit, String digest) {
        return unit().equals(unit.code()) && this.digest.equals(digest);
    }

    public ImportStatus status() {
        return status;
    }

    /** Account that handed it in. */
    public String handedInBy() {
        return handedInBy;
    }

    /** Rows with something in them, besides the headings. */
    public int rows() {
        return rows;
    }

    /** Whether rows that are not good were left out; null until it is committed. */
    public @Nullable Boolean onlyGood() {
        return onlyGood;
    }

    Committer committer() {
        return Objects.requireNonNull(committer);
    }

    /** When it was said that the rows are to be taken in. */
    public @Nullable Instant committedAt() {
        return committedAt;
    }

    /** When the last row was done. */
    public @Nullable Instant finishedAt() {
        return finishedAt;
    }

    /** How the rows came out; null until all are done. */
    public @Nullable Outcome outcome() {
        return outcome;
    }
}
