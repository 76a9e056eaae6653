package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.id.Sha256;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import cn.tiyan.platform.workbook.HandedInWorkbook;
import cn.tiyan.walkthrough.catalogue.ServiceItems.Wanted;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Takes tables of items in. A table is read, checked and set beside the catalogue at once; nothing of the catalogue changes before
 * somebody has seen the outcome and says so; until then single rows can be corrected. Then it is taken over some rows at a time, by
 * {@link ImportWorker}: who goes on where another died finds what was done, for every step says what an item is to be, and an item that
 * is so stays as it is.
 */
@Component
public class ItemImports {

    static final Actor ITSELF = Actor.service("walkthrough-service");
    /** Items that are left out are numbered on from here: beyond any row. */
    public static final int BEYOND_ROWS = 1_000_000;
    private static final int AT_ONCE = 500;
    private static final int TRIES = 5;
    /** What reading takes of memory is bounded by how many files are read at once. */
    private static final int READERS = 2;

    private final AggregateStore store;
    private final MongoTemplate mongo;
    private final ImportRows rows;
    private final ServiceItems items;
    private final Catalogue catalogue;
    private final Organisation organisation;
    private final Live<ImportPolicy> policy;
    private final Clock clock;
    private final Semaphore readers = new Semaphore(READERS);

    ItemImports(AggregateStore store, MongoTemplate mongo, ImportRows rows, ServiceItems items, Catalogue catalogue, Organisation organisation,
            LiveSettings settings, Clock clock) {
        this.store = store;
        this.mongo = mongo;
        this.rows = rows;
        this.items = items;
        this.catalogue = catalogue;
        this.organisation = organisation;
        this.policy = settings.bind("tiyan.walkthrough.imports", ImportPolicy.class);
        this.clock = clock;
    }

    /**
     * What came of handing a file in.
     *
     * @param fresh false if the same had been handed in before; then nothing was added
     */
    public record HandedIn(ItemImport itemImport, boolean fresh) {
    }

    /**
     * What came of correcting a row.
     *
     * @param row as it is now
     */
    public record Corrected(ItemImport itemImport, ImportedRow row) {
    }

    /** Writes the workbook to fill in. */
    public void writeTemplate(OutputStream out) throws IOException {
        ImportForm.write(out, policy.get().mostRows());
    }

    /**
     * Reads a file and sets its rows beside the catalogue. Of a file that is refused nothing is kept.
     *
     * @param id derived from the request's key, so that a repeated request leads to the same import
     * @param unitCode whose table it is
     * @param full whether it holds all items of the unit and those below it
     * @throws Refusal forbidden, malformed, too large, {@code idempotency-key-reused}; unavailable while other files are being read
     * @throws UnknownReference if there is no such unit
     */
    public HandedIn handIn(String id, String unitCode, boolean full, Path file, Caller caller) {
        Unit unit = catalogue.keptBy(caller, "unit", unitCode);
        if (!readers.tryAcquire()) {
            throw Refusal.unavailable("files-busy", "正在读取其他文件，请稍后再上传");
        }
        try {
            ImportPolicy limits = policy.get();
            requireReadable(file, limits.mostRows());
            String digest = Sha256.of(file);
            boolean fresh = store.insertOnce(new ItemImport(id, unit, digest, full, caller, clock.instant()));
            ItemImport there = store.find(ItemImport.class, id).orElseThrow();
            if (!there.isOf(unit, digest, full, caller)) {
                throw Refusal.rule("idempotency-key-reused", "Idempotency-Key", "该请求标识已用于另一份文件，请更换后重新提交");
            }
            // Found in the middle of being read: whoever read it died over it, or reads it at this moment. Either way its rows are the same.
            if (there.status() == ImportStatus.READING) {
                preview(there, unit, file, limits, caller);
            }
            return new HandedIn(store.find(ItemImport.class, id).orElseThrow(), fresh);
        } finally {
            readers.release();
        }
    }

    /** Once through, before anything is kept. */
    private static void requireReadable(Path file, int mostRows) {
        try (var table = new ImportTable(file, mostRows)) {
            if (table.next() == null) {
                throw Refusal.malformed(HandedInWorkbook.FILE, "除标题外没有数据行");
            }
            while (table.next() != null) {
                // On to the end.
            }
        }
    }

    private void preview(ItemImport there, Unit unit, Path file, ImportPolicy limits, Caller caller) {
        Map<String, Integer> seen = new HashMap<>();
        int count = 0;
        try (var table = new ImportTable(file, limits.mostRows())) {
            List<ImportTable.Row> some = next(table);
            for (; !some.isEmpty(); some = next(table)) {
                rows.add(compared(there.id(), some, unit, seen));
                count += some.size();
            }
        }
        if (there.full()) {
            addAbsent(there.id(), unit, seen.keySet());
        }
        int read = count;
        AggregateStore.whileStale(TRIES, () -> {
            ItemImport current = store.find(ItemImport.class, there.id()).orElseThrow();
            if (current.status() == ImportStatus.READING) {
                current.previewed(read, Duration.ofDays(limits.keptDays()), caller, clock.instant());
                store.save(current);
            }
            return current;
        });
    }

    private static List<ImportTable.Row> next(ImportTable table) {
        List<ImportTable.Row> some = new ArrayList<>();
        while (some.size() < AT_ONCE) {
            ImportTable.Row row = table.next();
            if (row == null) {
                break;
            }
            some.add(row);
        }
        return some;
    }

    /** @param seen the row in which each item stands, so far */
    private List<ImportedRow> compared(String importId, List<ImportTable.Row> some, Unit home, Map<String, Integer> seen) {
        List<RowReading.Read> read = some.stream().map(row -> RowReading.of(row, home, organisation)).toList();
        Set<String> ids = read.stream().map(RowReading.Read::wanted).flatMap(Stream::ofNullable).map(Wanted::id).collect(Collectors.toSet());
        Map<String, ServiceItem> known = items.known(ids);
        List<ImportedRow> compared = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            compared.add(compared(importId, some.get(i).number(), read.get(i), home, known, seen));
        }
        return compared;
    }

    private static ImportedRow compared(String importId, int number, RowReading.Read read, Unit home, Map<String, ServiceItem> known, Map<String, Integer> seen) {
        Wanted wanted = read.wanted();
        if (wanted == null) {
            return new ImportedRow(ImportedRow.id(importId, number), importId, number, RowState.BAD, home.code(), read.code(), null, null, List.of(), read.errors(), 0);
        }
        String item = wanted.id();
        Integer before = seen.putIfAbsent(item, number);
        if (before != null) {
            List<FieldError> errors = List.of(ImportTable.fault(ImportColumn.CODE, "与第 " + before + " 行是同一单位的同一事项"));
            return new ImportedRow(ImportedRow.id(importId, number), importId, number, RowState.BAD, wanted.unit().code(), wanted.code(), item, null, List.of(), errors, 0);
        }
        return compared(importId, number, wanted, known.get(item));
    }

    private static ImportedRow compared(String importId, int number, Wanted wanted, @Nullable ServiceItem there) {
        List<String> differences = there == null ? List.of() : there.content().differences(wanted.content());
        RowState state = there == null ? RowState.NEW : there.status() == ItemStatus.WITHDRAWN ? RowState.RESTORED
                : differences.isEmpty() ? RowState.UNCHANGED : RowState.CHANGED;
        return new ImportedRow(ImportedRow.id(importId, number), importId, number, state, wanted.unit().code(), wanted.code(), wanted.id(), wanted.content(), differences,
                List.of(), 0);
    }

    /** Items in use that the table leaves out, one row each. */
    private void addAbsent(String importId, Unit unit, Set<String> present) {
        var query = Query.query(Criteria.where("within").is(unit.code()).and("status").is(ItemStatus.ACTIVE)).withHint("list");
        query.fields().include("version", "unit", "code", "content", "edition", "from", "status", "createdAt");
        int number = BEYOND_ROWS;
        List<ImportedRow> some = new ArrayList<>();
        try (Stream<ItemRow> found = mongo.stream(query, ItemRow.class, mongo.getCollectionName(ServiceItem.class))) {
            for (ItemRow item : (Iterable<ItemRow>) found::iterator) {
                if (!present.contains(item.id())) {
                    number++;
                    some.add(new ImportedRow(ImportedRow.id(importId, number), importId, number, RowState.ABSENT, item.unit(), item.code(), item.id(),
                            item.content(), List.of(), List.of(), 0));
                }
                if (some.size() == AT_ONCE) {
                    rows.add(some);
                    some.clear();
                }
            }
        }
        rows.add(some);
    }

    /** Imports of the caller's unit and those below it, newest first. */
    public Page<ItemImport> page(int limit, @Nullable String after, Caller caller) {
        caller.require(ItemAction.KEEPERS);
        return store.page(ItemImport.class, caller.sees(), limit, after);
    }

    /** @throws Refusal not found within what the caller keeps */
    public ItemImport get(String id, Caller caller) {
        caller.require(ItemAction.KEEPERS);
        return store.get(ItemImport.class, id, caller);
    }

    /** Rows by state; those that are not there are left out. */
    public Map<RowState, Integer> counts(ItemImport of) {
        settleCorrection(of);
        return rows.counts(of.id());
    }

    /** Rows in the order of the file, then items left out. */
    public Page<ImportedRow> rows(String id, @Nullable RowState state, int limit, @Nullable String after, Caller caller) {
        ItemImport of = get(id, caller);
        settleCorrection(of);
        return rows.page(of.id(), state, limit, after);
    }

    /**
     * 改正: a row of the preview says something else from now on, by the rules for a single item.
     *
     * @param number of the row in the file
     * @param unitCode the unit whose item it is; that of the import where null
     * @param version of the import the caller decided on
     * @return the import and the row as it is now
     * @throws Refusal not found; stale; {@code illegal-transition}; {@code row-unit-elsewhere}; {@code row-twice}; {@code row-of-another-item}
     */
    public Corrected correct(String id, int number, @Nullable String unitCode, String code, ItemContent content, long version, Caller caller) {
        ItemImport before = get(id, caller);
        settleCorrection(before);
        ImportedRow row = number > BEYOND_ROWS ? null : rows.find(id, number).orElse(null);
        if (row == null) {
            throw Refusal.notFound("没有第 " + number + " 行");
        }
        Unit unit = organisation.find(unitCode == null ? before.unit() : unitCode).filter(Unit::active).filter(found -> found.isWithin(before.unit()))
                .orElseThrow(() -> Refusal.rule("row-unit-elsewhere", "unit", "不是上传时所选单位及其下级的在用单位"));
        var wanted = new Wanted(unit, code, content);
        String item = wanted.id();
        // What a full table leaves out was found by what its rows say: a good one stays about what it is about.
        if (row.state() != RowState.BAD && !item.equals(row.itemId())) {
            throw Refusal.rule("row-of-another-item", "code", "该行已是另一事项的，改正时不能换成别的事项");
        }
        rows.another(id, item, number).ifPresent(other -> {
            throw Refusal.rule("row-twice", "code", "与第 " + other + " 行是同一单位的同一事项");
        });
        ImportedRow compared = compared(id, number, wanted, items.known(Set.of(item)).get(item));
        var correction = new ItemImport.Correction(number, compared.state(), unit.code(), code, item, content, compared.differences(), version + 1);
        ItemImport after = store.change(ItemImport.class, id, caller, version, of -> of.correct(correction, caller, clock.instant()));
        rows.correct(correction.row(id));
        return new Corrected(after, correction.row(id));
    }

    /** A correction is decided before its row is written; whoever comes in between, or after a crash there, writes it first. */
    private void settleCorrection(ItemImport of) {
        ImportedRow correction = of.correction();
        if (correction != null && of.status() == ImportStatus.PREVIEWED) {
            rows.correct(correction);
        }
    }

    /**
     * 导入. It goes on in the background; asked for again in the same way, it changes nothing.
     *
     * @param version the version the caller decided on
     * @param onlyGood whether bad rows are left out; if not, there must be none
     * @param withdrawAbsent whether items that a full table leaves out are withdrawn
     * @throws Refusal not found; stale; {@code illegal-transition}; as {@link ItemImport#commit} says
     */
    public ItemImport commit(String id, boolean onlyGood, boolean withdrawAbsent, long version, Caller caller) {
        ItemImport before = get(id, caller);
        if (before.isCommitted(onlyGood, withdrawAbsent)) {
            return before;
        }
        settleCorrection(before);
        Map<RowState, Integer> counts = rows.counts(id);
        return store.change(ItemImport.class, id, caller, version, of -> of.commit(counts, onlyGood, withdrawAbsent, caller, clock.instant()));
    }

    /** 放弃: its rows are erased at the next stroke. */
    public ItemImport discard(String id, long version, Caller caller) {
        caller.require(ItemAction.KEEPERS);
        return store.change(ItemImport.class, id, caller, version, of -> of.discard(caller, clock.instant()));
    }

    /** The clock strikes for an import: it is given up, or its rows are erased. */
    void strike(ItemImport itemImport, Instant now) {
        if (!itemImport.lapse(ITSELF, now)) {
            rows.erase(itemImport.id());
            itemImport.erased(ITSELF, now);
        }
    }

    /** The import that has waited longest to be taken over, if one does, but for these. */
    Optional<ItemImport> waiting(Set<String> except) {
        Criteria waiting = Criteria.where("status").is(ImportStatus.COMMITTING).and("_id").nin(except);
        return Optional.ofNullable(mongo.findOne(Query.query(waiting).with(Sort.by("committedAt")), ItemImport.class));
    }

    /**
     * Takes some rows of an import over, or finds that all are done and says so.
     *
     * @return whether there is more to do
     */
    boolean goOn(ItemImport itemImport) {
        if (takeSome(itemImport)) {
            return true;
        }
        itemImport.finish(ItemImport.Outcome.of(rows.counts(itemImport.id())), ITSELF, clock.instant());
        // Another replica may be at it, too, and be quicker.
        store.saveUnlessOvertaken(itemImport);
        return false;
    }

    /** @return whether there was anything to do */
    private boolean takeSome(ItemImport itemImport) {
        ItemImport.Committer by = itemImport.committer();
        List<ImportedRow> some = rows.first(itemImport.id(), RowState.toTake(), AT_ONCE);
        if (!some.isEmpty()) {
            Map<String, Unit> units = new HashMap<>();
            some.stream().map(ImportedRow::unit).distinct().forEach(code -> units.put(code, organisation.find(code).orElseThrow()));
            items.take(some.stream().map(row -> new Wanted(units.get(row.unit()), Objects.requireNonNull(row.code()), Objects.requireNonNull(row.content()))).toList(), by);
            rows.settle(some, RowState.TAKEN);
            return true;
        }
        List<ImportedRow> absent = by.withdrawAbsent() ? rows.first(itemImport.id(), List.of(RowState.ABSENT), AT_ONCE) : List.of();
        if (!absent.isEmpty()) {
            items.withdraw(absent.stream().map(row -> Objects.requireNonNull(row.itemId())).toList(), "完整目录中没有出现", by);
            rows.settle(absent, RowState.WITHDRAWN);
        }
        return !absent.isEmpty();
    }
}
