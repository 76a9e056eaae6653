package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A table of items that was handed in. {@link ImportLifecycle} says what may follow what. Its rows are documents of their own
 * ({@link ImportedRow}); it knows how they came out once it is done with.
 */
@Document("service_item_import")
@CompoundIndex(name = "list", def = "{within: 1, createdAt: -1, _id: -1}")
@CompoundIndex(name = "committing", def = "{committedAt: 1}", partialFilter = "{status: 'COMMITTING'}")
public class ItemImport extends Aggregate {

    /** Prefix of its identifiers. */
    public static final String PREFIX = "iim";
    /** Reading takes seconds; whoever died over it does not come back after this time. */
    static final Duration READING = Duration.ofHours(1);
    /** So long one can look up what became of which row. */
    static final Duration OUTCOME_KEPT = Duration.ofDays(30);

    private ImportStatus status;
    private String digest;
    private boolean full;
    private String handedInBy;
    private int rows;
    private @Nullable Correction correction;
    private @Nullable Committer committer;
    private @Nullable Instant committedAt;
    private @Nullable Instant finishedAt;
    private @Nullable Outcome outcome;

    /**
     * Who said that the catalogue is to take it over, and how: the items' histories say that it was them.
     *
     * @param onlyGood whether bad rows are left out
     * @param withdrawAbsent whether items that a full table leaves out are withdrawn
     */
    record Committer(String account, String unit, boolean onlyGood, boolean withdrawAbsent) implements Actor {
    }

    /**
     * How it came out.
     *
     * @param taken rows that became a new item or a new version
     * @param withdrawn items that were left out, and are withdrawn
     * @param unchanged rows that said what held already
     * @param leftOut bad rows
     * @param absent items that were left out, and stay
     */
    public record Outcome(int taken, int withdrawn, int unchanged, int leftOut, int absent) {

        static Outcome of(Map<RowState, Integer> counts) {
            return new Outcome(counts.getOrDefault(RowState.TAKEN, 0), counts.getOrDefault(RowState.WITHDRAWN, 0), counts.getOrDefault(RowState.UNCHANGED, 0),
                    counts.getOrDefault(RowState.BAD, 0), counts.getOrDefault(RowState.ABSENT, 0));
        }
    }

    /**
     * A row as it is to be: {@link ImportedRow} says what is what.
     *
     * @param revision the import's version with this correction
     */
    record Correction(int number, RowState state, String unit, String code, String itemId, ItemContent content, List<String> differences, long revision) {

        ImportedRow row(String importId) {
            return new ImportedRow(ImportedRow.id(importId, number), importId, number, state, unit, code, itemId, content, differences, List.of(), revision);
        }
    }

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected ItemImport() {
    }

    /**
     * A file is handed in; its rows are still to be read.
     *
     * @param digest of the file
     * @param full whether it holds all items of the unit's subtree
     */
    ItemImport(String id, Unit unit, String digest, boolean full, Caller by, Instant at) {
        super(id, unit.code(), unit.within(), at);
        this.status = ImportLifecycle.BEGINNING;
        this.digest = digest;
        this.full = full;
        this.handedInBy = by.account();
        wakeAt(at.plus(READING));
        noted(by, "hand-in", full ? "完整目录" : null, at);
    }

    /** 读取完毕. */
    void previewed(int rows, Duration kept, Actor by, Instant at) {
        status = ImportLifecycle.TABLE.require(status, ImportAction.PREVIEW).to();
        this.rows = rows;
        wakeAt(at.plus(kept));
        noted(by, ImportAction.PREVIEW.verb(), rows + " 行", at);
    }

    /**
     * 改正: one row is to say something else. It is decided here, at once with who decided it; the row itself follows, see
     * {@link #correction()}.
     */
    void correct(Correction row, Caller by, Instant at) {
        status = ImportLifecycle.TABLE.permit(status, ImportAction.CORRECT, by).to();
        correction = row;
        noted(by, ImportAction.CORRECT.verb(), "第 " + row.number() + " 行", at);
    }

    /** The last correction: whoever counts, takes or corrects rows makes sure first that it has reached its row. */
    @Nullable ImportedRow correction() {
        return correction == null ? null : correction.row(id());
    }

    /**
     * 导入: from now on it is in the hands of {@link ImportWorker}.
     *
     * @param counts rows by state
     * @throws Refusal {@code bad-rows-left}, {@code nothing-to-take}, {@code table-not-full}
     */
    void commit(Map<RowState, Integer> counts, boolean onlyGood, boolean withdrawAbsent, Caller by, Instant at) {
        var step = ImportLifecycle.TABLE.permit(status, ImportAction.COMMIT, by);
        int bad = counts.getOrDefault(RowState.BAD, 0);
        if (bad > 0 && !onlyGood) {
            throw Refusal.rule("bad-rows-left", "还有 " + bad + " 行有误；请逐行改正或重新上传，或选择只导入无误的行");
        }
        if (withdrawAbsent && !full) {
            throw Refusal.rule("table-not-full", "withdrawAbsent", "上传时没有声明为完整目录，不能取消未出现的事项");
        }
        // A bad row may be about an item that would then seem to be left out.
        if (withdrawAbsent && bad > 0) {
            throw Refusal.rule("bad-rows-left", "还有 " + bad + " 行有误，不能确定哪些事项没有出现；请逐行改正或重新上传，或不取消未出现的事项");
        }
        int toTake = RowState.toTake().stream().mapToInt(state -> counts.getOrDefault(state, 0)).sum();
        if (toTake == 0 && !(withdrawAbsent && counts.getOrDefault(RowState.ABSENT, 0) > 0)) {
            throw Refusal.rule("nothing-to-take", "没有需要导入的内容");
        }
        status = step.to();
        committer = new Committer(by.account(), by.unit(), onlyGood, withdrawAbsent);
        committedAt = at.truncatedTo(ChronoUnit.MILLIS);
        wakeAt(null);
        noted(by, step.action().verb(), withdrawAbsent ? "取消未出现的事项" : null, at);
    }

    /** Whether it is being or was taken over in the same way: then to ask for it again changes nothing. */
    boolean isCommitted(boolean onlyGood, boolean withdrawAbsent) {
        return committer != null && committer.onlyGood() == onlyGood && committer.withdrawAbsent() == withdrawAbsent;
    }

    /** 导入完毕. */
    void finish(Outcome outcome, Actor by, Instant at) {
        status = ImportLifecycle.TABLE.require(status, ImportAction.FINISH).to();
        this.outcome = outcome;
        finishedAt = at.truncatedTo(ChronoUnit.MILLIS);
        wakeAt(at.plus(OUTCOME_KEPT));
        noted(by, ImportAction.FINISH.verb(), "导入 " + outcome.taken() + " 行，取消 " + outcome.withdrawn() + " 项", at);
    }

    /** 放弃: its rows are erased. */
    void discard(Caller by, Instant at) {
        status = ImportLifecycle.TABLE.permit(status, ImportAction.DISCARD, by).to();
        wakeAt(at);
        noted(by, ImportAction.DISCARD.verb(), null, at);
    }

    /** Nobody went on with it: it is marked, and its rows go at the next stroke, so that who goes on at this moment still can. */
    boolean lapse(Actor by, Instant at) {
        var step = ImportLifecycle.TABLE.find(status, ImportAction.LAPSE);
        step.ifPresent(line -> {
            status = line.to();
            wakeAt(at);
            noted(by, ImportAction.LAPSE.verb(), null, at);
        });
        return step.isPresent();
    }

    /** Its rows are gone. */
    void erased(Actor by, Instant at) {
        wakeAt(null);
        noted(by, "erase", null, at);
    }

    /** Whether a repeated request means this import. */
    boolean isOf(Unit unit, String digest, boolean full, Caller by) {
        return unit().equals(unit.code()) && this.digest.equals(digest) && this.full == full && handedInBy.equals(by.account());
    }

    public ImportStatus status() {
        return status;
    }

    /** Whether it holds all items of the unit's subtree. */
    public boolean full() {
        return full;
    }

    /** Account that handed it in. */
    public String handedInBy() {
        return handedInBy;
    }

    /** Rows with something in them, besides the headings. */
    public int rows() {
        return rows;
    }

    Committer committer() {
        return Objects.requireNonNull(committer);
    }

    /** When it was said that the catalogue is to take it over. */
    public @Nullable Instant committedAt() {
        return committedAt;
    }

    /** When the last row was done. */
    public @Nullable Instant finishedAt() {
        return finishedAt;
    }

    /** How it came out; null until all is done. */
    public @Nullable Outcome outcome() {
        return outcome;
    }
}
