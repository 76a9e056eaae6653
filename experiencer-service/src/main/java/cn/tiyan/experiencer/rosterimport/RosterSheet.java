package cn.tiyan.experiencer.rosterimport;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import cn.tiyan.platform.workbook.HandedInWorkbook;
import cn.tiyan.platform.workbook.WorkbookLimits;
import cn.tiyan.platform.workbook.WorkbookLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A roster as it is handed in: its columns in any order, under their Chinese headings, and one person to a row. */
final class RosterSheet implements AutoCloseable {

    /** Heading of the column that says what is wrong; passed over when it comes back. */
    static final String FAULTS = "错误说明";
    /** Stands before a value that is none, in place of it; nobody can write this. */
    static final String UNREADABLE = "\u0000";
    /** The template's own row begins so; it is about nobody. */
    static final String EXAMPLE = "示例";
    private static final long MOST_BYTES = 6L * 1024 * 1024;
    private static final long MOST_UNPACKED = 48L * 1024 * 1024;
    private static final int MOST_COLUMNS = 64;
    private static final int LONGEST = 500;

    private final HandedInWorkbook workbook;
    private final List<@Nullable Column> columns;
    private final int mostRows;
    private int rows;

    /**
     * A person's row.
     *
     * @param number as people see it
     * @param values what stands in it; empty cells left out
     */
    record SheetRow(int number, Map<Column, String> values) {
    }

    /** @throws Refusal malformed, or too large */
    RosterSheet(Path file, int mostRows) {
        this.mostRows = mostRows;
        this.workbook = HandedInWorkbook.open(file, new WorkbookLimits(MOST_BYTES, MOST_UNPACKED, MOST_COLUMNS));
        try {
            WorkbookLine headings = workbook.next();
            if (headings == null) {
                throw Refusal.malformed(HandedInWorkbook.FILE, "文件是空的");
            }
            this.columns = columns(headings);
        } catch (Refusal refusal) {
            workbook.close();
            throw refusal;
        }
    }

    private static List<@Nullable Column> columns(WorkbookLine headings) {
        List<@Nullable Column> columns = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        Set<Column> seen = new HashSet<>();
        for (var cell : headings.cells()) {
            String heading = cell.text();
            Column column = Column.titled(heading).orElse(null);
            columns.add(column);
            if (column == null && !heading.isEmpty() && !heading.equals(FAULTS)) {
                errors.add(new FieldError(heading.length() <= 30 ? heading : heading.substring(0, 30), "模板中没有这一列，请删除或改为模板中的标题"));
            } else if (column != null && !seen.add(column)) {
                errors.add(new FieldError(column.title(), "这一列出现了两次"));
            }
        }
        for (Column column : Column.values()) {
            if (column.required() && !seen.contains(column)) {
                errors.add(new FieldError(column.title(), "缺少这一列；第一行应为列标题，可下载模板对照"));
            }
        }
        if (!errors.isEmpty()) {
            throw Refusal.malformed(errors.subList(0, Math.min(errors.size(), 20)));
        }
        return columns;
    }

    /**
     * The next row with something in one of its columns; null after the last.
     *
     * @throws Refusal malformed, or too large
     */
    @Nullable SheetRow next() {
        for (WorkbookLine line = workbook.next(); line != null; line = workbook.next()) {
            Map<Column, String> values = values(line);
            if (!values.isEmpty() && !values.getOrDefault(Column.NAME, "").startsWith(EXAMPLE)) {
                if (++rows > mostRows) {
                    throw Refusal.tooLarge("一个文件最多 " + mostRows + " 行，请分次上传");
                }
                return new SheetRow(line.number(), values);
            }
        }
        return null;
    }

    private Map<Column, String> values(WorkbookLine line) {
        Map<Column, String> values = new EnumMap<>(Column.class);
        for (int at = 0; at < line.cells().size(); at++) {
            var cell = line.cells().get(at);
            Column column = at < columns.size() ? columns.get(at) : null;
            if (column == null) {
                continue;
            }
            switch (cell.kind()) {
                case FORMULA, INEXACT -> values.put(column, UNREADABLE + cell.kind().fault());
                case NUMBER -> values.put(column, column.isDay() && cell.day() != null ? cell.day() : cell.text());
                case TEXT -> {
                    if (!cell.text().isEmpty()) {
                        values.put(column, cell.text().length() <= LONGEST ? cell.text().replace(UNREADABLE, "") : UNREADABLE + "内容过长");
                    }
                }
            }
        }
        return values;
    }

    @Override
    public void close() {
        workbook.close();
    }
}
