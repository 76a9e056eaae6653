package cn.tiyan.feedback.file;

import cn.tiyan.feedback.intake.Intake;
import cn.tiyan.feedback.intake.PushField;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.feedback.profile.Target;
import cn.tiyan.feedback.profile.Translated;
import cn.tiyan.feedback.sender.Sender;
import cn.tiyan.feedback.sender.Senders;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.workbook.HandedInTable;
import cn.tiyan.platform.workbook.HandedInWorkbook;
import cn.tiyan.platform.workbook.WorkbookLimits;
import cn.tiyan.platform.workbook.WorkbookLine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes files in. A row is a push of the office that hands it in, about its own unit and those below: once it is taken, it is kept,
 * folded and told apart from duplicates like any other. Nothing of a file itself is kept.
 */
@Service
public class OfficeFiles {

    private static final Logger log = LoggerFactory.getLogger(OfficeFiles.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int AT_ONCE = 100;
    /** As many as a sheet can have: {@link Columns} says how many titles there may be. */
    private static final int MOST_COLUMNS = 16_384;

    private final Intake intake;
    private final FileLimits limits;
    private final Semaphore readers;

    OfficeFiles(Intake intake, FileLimits limits) {
        this.intake = intake;
        this.limits = limits;
        this.readers = new Semaphore(limits.atOnce());
    }

    /**
     * What became of a file.
     *
     * @param rows how many rows had something in them
     * @param taken how many were taken in, durably
     * @param atFault how many cannot be
     * @param results one per row
     */
    public record Report(int rows, int taken, int atFault, List<Result> results) {
    }

    /**
     * What became of a row.
     *
     * @param row its number, as the clerk sees it; the headings are row 1
     * @param state what became of it
     * @param key the office's own key; null where it cannot be told
     * @param receiptId to ask what became of it later; null unless it was taken
     * @param errors what is wrong, by title of the column
     */
    public record Result(int row, State state, @Nullable String key, @Nullable String receiptId, List<FieldError> errors) {

        /** TAKEN is kept durably; GOOD would be, but other rows are at fault; AT_FAULT cannot be. */
        public enum State { TAKEN, GOOD, AT_FAULT }
    }

    /**
     * Takes the rows of a file in.
     *
     * @param takeGoodRows whether the good ones are to be taken in though others are at fault; else all or none
     * @throws Refusal forbidden, malformed, too large; or unavailable: some rows may be kept then, and to hand the file in again is safe
     */
    public Report take(PushKind kind, Path file, boolean takeGoodRows, Caller caller) {
        Sender office = office(caller);
        return alone(() -> {
            List<FileRow> rows = read(kind, file, office);
            int faulty = (int) rows.stream().filter(row -> !row.isGood()).count();
            Map<Integer, Intake.Result> taken = takeGoodRows || faulty == 0 ? takeIn(kind, rows, office) : Map.of();
            List<Result> results = rows.stream().map(row -> result(row, taken.get(row.number()))).toList();
            int kept = (int) results.stream().filter(result -> result.state() == Result.State.TAKEN).count();
            int atFault = (int) results.stream().filter(result -> result.state() == Result.State.AT_FAULT).count();
            log.info("{} handed in a file of {} rows of {} for {}: {} taken, {} at fault", caller.account(), rows.size(), kind, caller.unit(), kept, atFault);
            return new Report(rows.size(), kept, atFault, results);
        });
    }

    /**
     * Writes the rows that are at fault, each with what is wrong, as a workbook that can be mended and handed in.
     *
     * @return a workbook without rows where none is
     */
    public void writeAtFault(PushKind kind, Path file, OutputStream out, Caller caller) {
        Sender office = office(caller);
        alone(() -> {
            write(kind, read(kind, file, office).stream().filter(row -> !row.isGood()).toList(), out);
            return true;
        });
    }

    /** Writes a workbook to fill in. */
    public void writeTemplate(PushKind kind, OutputStream out, Caller caller) {
        office(caller);
        write(kind, List.of(), out);
    }

    private void write(PushKind kind, List<FileRow> rows, OutputStream out) {
        try {
            new Sheet(kind.source().chinese(), new Columns(kind), limits.mostRows()).write(rows, out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Sender office(Caller caller) {
        caller.require(Role.OFFICE_CLERK);
        return Senders.office(caller.unit());
    }

    /** What files take of memory is bounded by their number. */
    private <T> T alone(Supplier<T> work) {
        if (!readers.tryAcquire()) {
            throw Refusal.unavailable("files-busy", "正在处理其他文件，请稍后再上传");
        }
        try {
            return work.get();
        } finally {
            readers.release();
        }
    }

    private List<FileRow> read(PushKind kind, Path file, Sender office) {
        var columns = new Columns(kind);
        List<FileRow> rows = new ArrayList<>();
        Map<String, Integer> keys = new HashMap<>();
        try (HandedInTable table = HandedInTable.open(file, new WorkbookLimits(limits.largest().toBytes(), limits.unpacked().toBytes(), MOST_COLUMNS))) {
            WorkbookLine headings = table.next();
            if (headings == null) {
                throw Refusal.malformed(HandedInWorkbook.FILE, "文件是空的");
            }
            List<String> titles = columns.titles(headings.cells());
            for (WorkbookLine line = table.next(); line != null; line = table.next()) {
                if (rows.size() == limits.mostRows()) {
                    throw Refusal.tooLarge("一个文件最多 " + limits.mostRows() + " 行，请分次上传");
                }
                rows.add(row(kind, line, columns, titles, office, keys));
            }
        }
        if (rows.isEmpty()) {
            throw Refusal.malformed(HandedInWorkbook.FILE, "除标题外没有数据行");
        }
        return rows;
    }

    private FileRow row(PushKind kind, WorkbookLine line, Columns columns, List<String> titles, Sender office, Map<String, Integer> keys) {
        Map<String, String> values = new LinkedHashMap<>();
        List<FieldError> errors = new ArrayList<>();
        for (int at = 0; at < line.cells().size(); at++) {
            WorkbookLine.Cell cell = line.cells().get(at);
            String title = at < titles.size() ? titles.get(at) : "";
            if (cell.text().isEmpty() || title.equals(Columns.FAULTS)) {
                continue;
            }
            if (title.isEmpty()) {
                errors.add(new FieldError("第 " + (at + 1) + " 列", "这一列没有标题"));
                continue;
            }
            boolean time = cell.time() != null && columns.titled(title).map(PushField::target).filter(Target.TIME::equals).isPresent();
            String fault = cell.kind().fault();
            // A time of day may have more digits than are kept.
            if (fault != null && !(time && cell.kind() == WorkbookLine.Kind.INEXACT)) {
                errors.add(new FieldError(title, fault));
            }
            values.put(title, time ? String.valueOf(cell.time()) : cell.text());
        }
        Translated row = columns.mapping().translate(object(values));
        row.errors().forEach(error -> errors.add(new FieldError(error.field(), error.message().replaceFirst("^对应 \\w+：", ""))));
        byte[] body = JSON.writeValueAsBytes(row.content());
        String key = null;
        try {
            key = intake.tryOut(office, kind, body);
            Integer earlier = keys.putIfAbsent(key, line.number());
            if (earlier != null) {
                errors.add(new FieldError(titleOfKey(columns), "与第 " + earlier + " 行的编号相同"));
            }
        } catch (Refusal refusal) {
            refusal.fieldErrors().stream().map(error -> inTitles(row, error)).filter(error -> errors.stream().noneMatch(known -> known.field().equals(error.field())))
                    .forEach(errors::add);
            if (refusal.fieldErrors().isEmpty()) {
                throw refusal;
            }
        }
        return new FileRow(line.number(), errors.isEmpty() ? Map.of() : values, errors.isEmpty() ? body : new byte[0], key, List.copyOf(errors));
    }

    private static String titleOfKey(Columns columns) {
        return columns.fields().getFirst().title();
    }

    /** Clerks know the titles only. */
    private static FieldError inTitles(Translated row, FieldError error) {
        FieldError theirs = row.inTheirWords(error);
        return new FieldError(theirs.field(), error.message());
    }

    private static ObjectNode object(Map<String, String> values) {
        ObjectNode object = JSON.createObjectNode();
        values.forEach(object::put);
        return object;
    }

    private Map<Integer, Intake.Result> takeIn(PushKind kind, List<FileRow> rows, Sender office) {
        Map<Integer, Intake.Result> taken = new HashMap<>();
        List<FileRow> good = rows.stream().filter(FileRow::isGood).toList();
        for (int from = 0; from < good.size(); from += AT_ONCE) {
            List<FileRow> some = good.subList(from, Math.min(from + AT_ONCE, good.size()));
            List<Intake.Result> results = intake.take(office, kind, some.stream().map(FileRow::body).toList());
            for (int at = 0; at < some.size(); at++) {
                taken.put(some.get(at).number(), results.get(at));
            }
        }
        return taken;
    }

    private static Result result(FileRow row, Intake.@Nullable Result taken) {
        return switch (taken) {
            case null -> new Result(row.number(), row.isGood() ? Result.State.GOOD : Result.State.AT_FAULT, row.key(), null, row.errors());
            case Intake.Receipt receipt -> new Result(row.number(), Result.State.TAKEN, row.key(), receipt.receiptId(), List.of());
            case Intake.Refused refused -> new Result(row.number(), Result.State.AT_FAULT, row.key(), null, refused.why().fieldErrors());
        };
    }
}
