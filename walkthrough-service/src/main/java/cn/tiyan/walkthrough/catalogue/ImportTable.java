package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import cn.tiyan.platform.workbook.HandedInTable;
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

/** Items as they are handed in, xlsx or CSV: columns in any order, under their Chinese headings, and one item to a row. */
final class ImportTable implements AutoCloseable {

    static final List<String> YES_NO = List.of("是", "否");
    /** The template's own row begins so; it is no item. */
    static final String EXAMPLE = "示例";
    private static final long MOST_BYTES = 8L * 1024 * 1024;
    private static final long MOST_UNPACKED = 96L * 1024 * 1024;
    private static final int MOST_COLUMNS = 64;
    private static final int LONGEST = 8000;
    private static final int MOST_HEADING_FAULTS = 20;
    private static final int HEADING_SHOWN = 30;

    private final HandedInTable table;
    private final List<@Nullable ImportColumn> columns;
    private final int mostRows;
    private int rows;

    /**
     * An item's row.
     *
     * @param number as people see it
     * @param values what stands in it; empty cells left out
     * @param faults cells that hold no value at all
     */
    record Row(int number, Map<ImportColumn, String> values, List<FieldError> faults) {
    }

    /** @throws Refusal malformed, or too large */
    ImportTable(Path file, int mostRows) {
        this.mostRows = mostRows;
        this.table = HandedInTable.open(file, new WorkbookLimits(MOST_BYTES, MOST_UNPACKED, MOST_COLUMNS));
        try {
            WorkbookLine headings = table.next();
            if (headings == null) {
                throw Refusal.malformed(HandedInWorkbook.FILE, "文件是空的");
            }
            this.columns = columns(headings);
        } catch (Refusal refusal) {
            table.close();
            throw refusal;
        }
    }

    private static List<@Nullable ImportColumn> columns(WorkbookLine headings) {
        List<@Nullable ImportColumn> columns = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        Set<ImportColumn> seen = new HashSet<>();
        for (var cell : headings.cells()) {
            String heading = cell.text();
            ImportColumn column = ImportColumn.titled(heading).orElse(null);
            columns.add(column);
            if (column == null && !heading.isEmpty()) {
                errors.add(new FieldError(heading.length() <= HEADING_SHOWN ? heading : heading.substring(0, HEADING_SHOWN), "模板中没有这一列，请删除或改为模板中的标题"));
            } else if (column != null && !seen.add(column)) {
                errors.add(new FieldError(column.title(), "这一列出现了两次"));
            }
        }
        for (ImportColumn column : ImportColumn.values()) {
            if (column.required() && !seen.contains(column)) {
                errors.add(new FieldError(column.title(), "缺少这一列；第一行应为列标题，可下载模板对照"));
            }
        }
        if (!errors.isEmpty()) {
            throw Refusal.malformed(errors.subList(0, Math.min(errors.size(), MOST_HEADING_FAULTS)));
        }
        return columns;
    }

    /**
     * The next row with something in one of its columns; null after the last.
     *
     * @throws Refusal malformed, or too large
     */
    @Nullable Row next() {
        for (WorkbookLine line = table.next(); line != null; line = table.next()) {
            Row row = row(line);
            boolean blank = row.values().isEmpty() && row.faults().isEmpty();
            if (!blank && !row.values().getOrDefault(ImportColumn.NAME, "").startsWith(EXAMPLE)) {
                if (++rows > mostRows) {
                    throw Refusal.tooLarge("一个文件最多 " + mostRows + " 行，请分次上传");
                }
                return row;
            }
        }
        return null;
    }

    private Row row(WorkbookLine line) {
        Map<ImportColumn, String> values = new EnumMap<>(ImportColumn.class);
        List<FieldError> faults = new ArrayList<>();
        for (int at = 0; at < line.cells().size(); at++) {
            var cell = line.cells().get(at);
            ImportColumn column = at < columns.size() ? columns.get(at) : null;
            if (column == null) {
                continue;
            }
            switch (cell.kind()) {
                case FORMULA, INEXACT -> faults.add(fault(column, String.valueOf(cell.kind().fault())));
                case NUMBER -> values.put(column, cell.text());
                case TEXT -> {
                    if (cell.text().length() > LONGEST) {
                        faults.add(fault(column, "内容过长"));
                    } else if (!cell.text().isEmpty()) {
                        values.put(column, cell.text());
                    }
                }
            }
        }
        return new Row(line.number(), values, faults);
    }

    static FieldError fault(ImportColumn column, String message) {
        return new FieldError(column.field(), column.title() + "：" + message);
    }

    @Override
    public void close() {
        table.close();
    }
}
