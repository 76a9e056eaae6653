package cn.tiyan.feedback.file;

import cn.tiyan.platform.workbook.HandedInWorkbook;
import cn.tiyan.platform.workbook.WorkbookLine;
import org.jspecify.annotations.Nullable;

/** The first sheet of a workbook. Formulas are never computed. */
final class WorkbookTable implements Table {

    private final HandedInWorkbook workbook;

    WorkbookTable(HandedInWorkbook workbook) {
        this.workbook = workbook;
    }

    @Override
    public @Nullable Line next() {
        WorkbookLine line = workbook.next();
        return line == null ? null : new Line(line.number(), line.cells().stream()
                .map(cell -> new Cell(cell.text(), cell.time(), cell.kind() == WorkbookLine.Kind.FORMULA)).toList());
    }

    @Override
    public void close() {
        workbook.close();
    }
}
