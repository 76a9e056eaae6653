package cn.tiyan.experiencer.rosterimport;

import cn.tiyan.experiencer.experiencer.Experiencers;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.id.Sha256;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import cn.tiyan.platform.time.China;
import cn.tiyan.platform.workbook.HandedInWorkbook;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes rosters in (notice, section 三(二)1 and 五(一)). A workbook is read and checked at once; nothing becomes a record before
 * somebody has seen the outcome and says so.
 */
@Component
public class RosterImports {

    static final Actor ITSELF = Actor.service("experiencer-service");
    private static final Logger log = LoggerFactory.getLogger(RosterImports.class);
    private static final int AT_ONCE = 1000;
    private static final int TRIES = 5;
    /** What reading takes of memory is bounded by how many files are read at once. */
    private static final int READERS = 2;

    private final AggregateStore store;
    private final ImportRows rows;
    private final Experiencers experiencers;
    private final Organisation organisation;
    private final PersonalCipher cipher;
    private final CommitWorker worker;
    private final Live<ImportPolicy> policy;
    private final Clock clock;
    private final Semaphore readers = new Semaphore(READERS);

    RosterImports(AggregateStore store, ImportRows rows, Experiencers experiencers, Organisation organisation, PersonalCipher cipher, CommitWorker worker,
            LiveSettings settings, Clock clock) {
        this.store = store;
        this.rows = rows;
        this.experiencers = experiencers;
        this.organisation = organisation;
        this.cipher = cipher;
        this.worker = worker;
        this.policy = settings.bind("tiyan.experiencer.imports", ImportPolicy.class);
        this.clock = clock;
    }

    /**
     * What came of handing a file in.
     *
     * @param fresh false if the same had been handed in before; then nothing was added
     */
    public record HandedIn(RosterImport rosterImport, boolean fresh) {
    }

    /** Writes the workbook to fill in. */
    public void writeTemplate(OutputStream out, Caller caller) throws IOException {
        caller.require(Role.OFFICE_CLERK);
        new RosterForm(policy.get().mostRows()).writeTemplate(out);
    }

    /**
     * Reads a file and checks its rows. Of a file that is refused nothing is kept.
     *
     * @param id derived from the request's key, so that a repeated request leads to the same import
     * @param unitCode whose roster it is; within the caller's subtree
     * @throws Refusal forbidden, malformed, too large, {@code idempotency-key-reused}; unavailable while other files are being read
     */
    public HandedIn handIn(String id, String unitCode, Path file, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        Unit unit = organisation.require("unit", unitCode);
        if (!unit.isWithin(caller.unit())) {
            throw Refusal.forbidden("只能为本单位及下级单位导入体验员名单");
        }
        return alone(() -> {
            ImportPolicy limits = policy.get();
            requireReadable(file, limits.mostRows());
            String digest = Sha256.of(file);
            boolean fresh = store.insertOnce(new RosterImport(id, unit, digest, caller, clock.instant()));
            RosterImport there = store.find(RosterImport.class, id).orElseThrow();
            if (!there.isOf(unit, digest) || !there.handedInBy().equals(caller.account())) {
                throw Refusal.rule("idempotency-key-reused", "Idempotency-Key", "该请求标识已用于另一份名单，请更换后重新提交");
            }
            // Found in the middle of being read: whoever read it died over it, or reads it at this moment. Either way its rows are the same.
            if (there.status() == ImportStatus.READING) {
                read(there, unit, file, limits, caller);
            }
            return new HandedIn(store.find(RosterImport.class, id).orElseThrow(), fresh);
        });
    }

    private <T> T alone(Supplier<T> work) {
        if (!readers.tryAcquire()) {
            throw Refusal.unavailable("files-busy", "正在读取其他名单，请稍后再上传");
        }
        try {
            return work.get();
        } finally {
            readers.release();
        }
    }

    /** Once through, before anything is kept. */
    private static void requireReadable(Path file, int mostRows) {
        try (var sheet = new RosterSheet(file, mostRows)) {
            if (sheet.next() == null) {
                throw Refusal.malformed(HandedInWorkbook.FILE, "除标题外没有数据行");
            }
            while (sheet.next() != null) {
                // On to the end.
            }
        }
    }

    private void read(RosterImport there, Unit unit, Path file, ImportPolicy limits, Caller caller) {
        var check = check(unit, caller.account());
        Map<String, Integer> seen = new HashMap<>();
        int count = 0;
        try (var sheet = new RosterSheet(file, limits.mostRows())) {
            List<RosterSheet.SheetRow> some = new ArrayList<>(AT_ONCE);
            for (var row = sheet.next(); row != null; row = sheet.next()) {
                some.add(row);
                if (some.size() == AT_ONCE) {
                    count += keep(there.id(), some, check, seen);
                    some.clear();
                }
            }
            count += keep(there.id(), some, check, seen);
        }
        int all = count;
        AggregateStore.whileStale(TRIES, () -> {
            RosterImport now = store.find(RosterImport.class, there.id()).orElseThrow();
            if (now.status() == ImportStatus.READING) {
                now.previewed(all, Duration.ofDays(limits.keptDays()), caller, clock.instant());
                store.save(now);
                log.info("{} handed in a roster of {} rows for {}: {}", caller.account(), all, unit.code(), there.id());
            } else if (now.status() == ImportStatus.DISCARDED) {
                rows.erase(now.id());
            }
            return now;
        });
    }

    private RowCheck check(Unit unit, String clerk) {
        return new RowCheck(organisation, unit, China.day(clock.instant()), clerk);
    }

    /** A row that was looked at, with the marks of the person it is about. */
    private record Marked(int number, Map<Column, String> values, @Nullable String phoneIndex, @Nullable String identityIndex, List<FieldError> errors) {
    }

    private Marked mark(int number, Map<Column, String> values, RowCheck check) {
        var checked = check.check(values);
        return new Marked(number, values, checked.phone() == null ? null : cipher.index(checked.phone()),
                checked.identity() == null ? null : cipher.index(checked.identity()), checked.errors());
    }

    /** @param seen the first row without faults by the mark of its person; added to */
    private int keep(String importId, List<RosterSheet.SheetRow> some, RowCheck check, Map<String, Integer> seen) {
        List<Marked> marked = some.stream().map(row -> mark(row.number(), row.values(), check)).toList();
        Set<String> standing = experiencers.standing(marked.stream().map(Marked::phoneIndex).filter(Objects::nonNull).toList(),
                marked.stream().map(Marked::identityIndex).filter(Objects::nonNull).toList());
        List<ImportedRow> kept = new ArrayList<>(marked.size());
        for (Marked row : marked) {
            List<FieldError> doubles = row.errors().isEmpty() ? doubles(row, standing, index -> seen.get(index)) : List.of();
            if (row.errors().isEmpty() && doubles.isEmpty()) {
                seen.put(Objects.requireNonNull(row.phoneIndex()), row.number());
                if (row.identityIndex() != null) {
                    seen.put(row.identityIndex(), row.number());
                }
            }
            kept.add(row(importId, row, doubles, 1));
        }
        if (!kept.isEmpty()) {
            rows.add(kept);
        }
        return kept.size();
    }

    private interface Earlier {

        @Nullable Integer row(String index);
    }

    private static List<FieldError> doubles(Marked row, Set<String> standing, Earlier earlier) {
        List<FieldError> doubles = new ArrayList<>();
        for (Column column : List.of(Column.PHONE, Column.IDENTITY)) {
            String index = column == Column.PHONE ? row.phoneIndex() : row.identityIndex();
            if (index == null) {
                continue;
            }
            Integer other = earlier.row(index);
            if (other != null) {
                doubles.add(new FieldError(column.field(), column.title() + "：与第 " + other + " 行相同"));
            } else if (standing.contains(index)) {
                doubles.add(new FieldError(column.field(), column.title() + "：其持有人已被推荐或聘任为体验员"));
            }
        }
        return doubles;
    }

    private ImportedRow row(String importId, Marked row, List<FieldError> doubles, long version) {
        RowState state = !row.errors().isEmpty() ? RowState.BAD : doubles.isEmpty() ? RowState.GOOD : RowState.DUPLICATE;
        String id = ImportedRow.id(importId, row.number());
        return new ImportedRow(id, importId, row.number(), state, rows.seal(id, row.values()), row.phoneIndex(), row.identityIndex(),
                row.errors().isEmpty() ? doubles : row.errors(), null, version);
    }

    /** @throws Refusal not found within what the caller may see */
    public RosterImport get(String id, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        return store.get(RosterImport.class, id, caller);
    }

    /** Those of the caller's unit and below, newest first. */
    public Page<RosterImport> page(int limit, @Nullable String after, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        return store.page(RosterImport.class, caller.sees(), limit, after);
    }

    /** How many rows there are in each state. */
    public Map<RowState, Integer> counts(RosterImport of) {
        return rows.counts(of.id());
    }

    /**
     * A row and what stands in it.
     *
     * @param values nothing once the import is done with
     */
    public record OpenRow(ImportedRow row, Map<Column, String> values) {
    }

    /** Rows in the order of the file. */
    public Page<OpenRow> rows(String id, @Nullable RowState state, int limit, @Nullable String after, Caller caller) {
        return rows.page(get(id, caller).id(), state, limit, after).map(this::open);
    }

    /** @throws Refusal not found */
    public OpenRow row(String id, int number, Caller caller) {
        return open(find(get(id, caller).id(), number));
    }

    private OpenRow open(ImportedRow row) {
        Map<Column, String> values = new EnumMap<>(Column.class);
        this.rows.values(row).forEach((column, value) -> {
            if (!value.startsWith(RosterSheet.UNREADABLE)) {
                values.put(column, value);
            }
        });
        return new OpenRow(row, values);
    }

    private ImportedRow find(String id, int number) {
        return rows.find(id, number).orElseThrow(() -> Refusal.notFound("没有第 " + number + " 行"));
    }

    /**
     * 更正: mends a row. Rows that were duplicates of what it said before are looked at again.
     *
     * @param changes new values; an empty one takes a value out, and what is not named stays as it is
     * @param expected the version of the row that the caller decided on
     * @throws Refusal not found; stale; {@code illegal-transition}, once the import is confirmed or given up
     */
    public OpenRow correct(String id, int number, Map<Column, String> changes, long expected, Caller caller) {
        RosterImport of = get(id, caller);
        of.requireOpen(caller);
        ImportedRow before = find(id, number);
        if (before.version() != expected) {
            throw Refusal.stale();
        }
        Map<Column, String> values = new EnumMap<>(Column.class);
        values.putAll(rows.values(before));
        changes.forEach((column, value) -> {
            if (value.isBlank()) {
                values.remove(column);
            } else {
                values.put(column, value.strip().replace(RosterSheet.UNREADABLE, ""));
            }
        });
        RowCheck check = check(organisation.require("unit", of.unit()), caller.account());
        ImportedRow after = anew(before, values, check);
        if (!rows.replace(after)) {
            throw Refusal.stale();
        }
        for (ImportedRow other : rows.duplicatesOf(before)) {
            // Whoever mends that row at the same moment looks at it anew as well.
            rows.replace(anew(other, rows.values(other), check));
        }
        return open(after);
    }

    private ImportedRow anew(ImportedRow before, Map<Column, String> values, RowCheck check) {
        Marked row = mark(before.number(), values, check);
        List<FieldError> doubles = List.of();
        if (row.errors().isEmpty()) {
            String phone = Objects.requireNonNull(row.phoneIndex());
            Set<String> standing = experiencers.standing(List.of(phone), row.identityIndex() == null ? List.of() : List.of(row.identityIndex()));
            doubles = doubles(row, standing, index -> rows.good(before.importId(), index.equals(phone) ? "phoneIndex" : "identityIndex", index, row.number())
                    .map(ImportedRow::number).orElse(null));
        }
        return row(before.importId(), row, doubles, before.version() + 1);
    }

    /**
     * 导入: has the good rows taken in, in the background. Asked for again in the same way, it changes nothing.
     *
     * @param onlyGood whether rows that are not good are to be left out
     * @throws Refusal not found; stale; {@code bad-rows-left}, {@code nothing-to-take}, {@code illegal-transition}
     */
    public RosterImport commit(String id, boolean onlyGood, long expected, Caller caller) {
        RosterImport before = get(id, caller);
        if (before.isCommitted(onlyGood)) {
            return before;
        }
        Map<RowState, Integer> counts = rows.counts(id);
        int good = counts.getOrDefault(RowState.GOOD, 0);
        int others = counts.getOrDefault(RowState.BAD, 0) + counts.getOrDefault(RowState.DUPLICATE, 0);
        RosterImport committed = store.change(RosterImport.class, id, caller, expected, of -> of.commit(good, others, onlyGood, caller, clock.instant()));
        worker.wake();
        return committed;
    }

    /** 放弃: what was read is erased. */
    public RosterImport discard(String id, long expected, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        RosterImport discarded = store.change(RosterImport.class, id, caller, expected, of -> of.discard(caller, clock.instant()));
        // The timer does it a little later, should this not come to its end: not at once, or the version just answered would be an old one.
        rows.erase(id);
        return discarded;
    }

    /**
     * The rows that are not good, to be mended and handed in again: in clear, for whoever handed them in alone. That they were asked
     * for is on record before they leave.
     *
     * @throws Refusal not found; forbidden; {@code illegal-transition}, once the import is confirmed or given up
     */
    public Faulty faulty(String id, Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        Instant now = clock.instant();
        AggregateStore.whileStale(TRIES, () -> {
            RosterImport of = store.get(RosterImport.class, id, caller);
            of.handedBack(caller, now);
            return store.save(of);
        });
        return new Faulty(id, rows, policy.get().mostRows());
    }

    /** Rows that are not good, on their way out. */
    public static final class Faulty {

        private static final int BATCH = 500;

        private final String id;
        private final ImportRows rows;
        private final int mostRows;

        private Faulty(String id, ImportRows rows, int mostRows) {
            this.id = id;
            this.rows = rows;
            this.mostRows = mostRows;
        }

        /** Writes them, some at a time. */
        public void to(OutputStream out) throws IOException {
            new RosterForm(mostRows).writeFaulty(new java.util.Iterator<>() {

                private List<ImportedRow> some = rows.after(id, List.of(RowState.BAD, RowState.DUPLICATE), 0, BATCH);
                private int at;

                @Override
                public boolean hasNext() {
                    if (at == some.size() && at == BATCH) {
                        some = rows.after(id, List.of(RowState.BAD, RowState.DUPLICATE), some.getLast().number(), BATCH);
                        at = 0;
                    }
                    return at < some.size();
                }

                @Override
                public RosterForm.Faulty next() {
                    if (!hasNext()) {
                        throw new java.util.NoSuchElementException();
                    }
                    ImportedRow row = some.get(at++);
                    return new RosterForm.Faulty(rows.values(row), row.errors());
                }
            }, out);
        }
    }
}
