package cn.tiyan.feedback.file;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** The first sheet of a workbook. Formulas are never computed; whatever a hostile file makes the parser throw says that it is no workbook. */
final class WorkbookTable implements Table {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final BigDecimal FIRST_DAY = BigDecimal.ONE;
    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_465);

    private final ReadableWorkbook workbook;
    private final Stream<Row> rows;
    private final Iterator<Row> iterator;

    WorkbookTable(Path file) {
        ReadableWorkbook opened = null;
        try {
            opened = new ReadableWorkbook(file.toFile());
            this.rows = opened.getFirstSheet().openStream();
            this.iterator = rows.iterator();
            this.workbook = opened;
        } catch (IOException | RuntimeException e) {
            closeQuietly(opened);
            throw Workbooks.unreadable();
        }
    }

    @Override
    public @Nullable Line next() {
        try {
            while (iterator.hasNext()) {
                Row row = iterator.next();
                List<Cell> cells = new ArrayList<>(row.getCellCount());
                boolean empty = true;
                for (var cell : row) {
                    Cell read = cell == null ? Cell.of("") : cell(cell);
                    empty &= read.text().isEmpty() && !read.formula();
                    cells.add(read);
                }
                if (!empty) {
                    return new Line(row.getRowNum(), cells);
                }
            }
            return null;
        } catch (RuntimeException e) {
            throw Workbooks.unreadable();
        }
    }

    private static Cell cell(org.dhatim.fastexcel.reader.Cell cell) {
        if (cell.getFormula() != null || cell.getType() == CellType.FORMULA) {
            return new Cell("=" + cell.getFormula(), null, true);
        }
        if (cell.getType() == CellType.NUMBER) {
            BigDecimal number = cell.asNumber();
            boolean day = number.compareTo(FIRST_DAY) >= 0 && number.compareTo(LAST_DAY) <= 0;
            // A double, written down in full; the last digits are its, not the clerk's.
            String text = number.precision() > 15 ? number.round(new java.math.MathContext(15)).stripTrailingZeros().toPlainString() : number.stripTrailingZeros().toPlainString();
            return new Cell(text.length() > 40 ? number.toString() : text, day ? time(cell.asDate()) : null, false);
        }
        return Cell.of(cell.getText() == null ? "" : cell.getText());
    }

    /** A time of day is a fraction of a day: what looks like a second may be some nanoseconds less. */
    private static String time(LocalDateTime time) {
        return TIME.format(time.plusNanos(500_000_000).withNano(0));
    }

    @Override
    public void close() {
        rows.close();
        closeQuietly(workbook);
    }

    private static void closeQuietly(@Nullable ReadableWorkbook workbook) {
        if (workbook != null) {
            try {
                workbook.close();
            } catch (IOException e) {
                // It was only read.
            }
        }
    }
}
