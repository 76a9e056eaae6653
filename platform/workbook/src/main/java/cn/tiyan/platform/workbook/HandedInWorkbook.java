package cn.tiyan.platform.workbook;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.workbook.WorkbookLine.Cell;
import cn.tiyan.platform.workbook.WorkbookLine.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/**
 * The first sheet of a workbook (xlsx) that somebody hands in, read once from the top. Before a row is read it is unpacked into
 * nothing, as far as it may be; one with macros is refused; formulas are never computed; and whatever a hostile file makes the
 * parser throw says that it is no workbook.
 */
public final class HandedInWorkbook implements HandedInTable {

    /** The part of the request the file comes in; refusals name it. */
    public static final String FILE = "file";

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] COMPOUND = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};
    private static final int MOST_PARTS = 1_000;
    private static final BigDecimal FIRST_DAY = BigDecimal.ONE;
    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_465);
    /** Of a number, more digits than these are not kept. */
    private static final int DIGITS = 15;
    private static final BigDecimal BEYOND = BigDecimal.TEN.pow(DIGITS);
    private static final int LONGEST_NUMBER = 40;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int HALF_A_SECOND = 500_000_000;

    private final WorkbookLimits limits;
    private final ReadableWorkbook workbook;
    private final Stream<Row> rows;
    private final Iterator<Row> iterator;

    private HandedInWorkbook(Path file, WorkbookLimits limits) {
        this.limits = limits;
        ReadableWorkbook opened = null;
        try {
            opened = new ReadableWorkbook(file.toFile());
            this.rows = opened.getFirstSheet().openStream();
            this.iterator = rows.iterator();
            this.workbook = opened;
        } catch (IOException | RuntimeException e) {
            closeQuietly(opened);
            throw unreadable();
        }
    }

    /** Whether its first bytes are those of a workbook, of today's kind or of an older one that {@link #open} refuses. */
    public static boolean isOne(Path file) {
        byte[] head = head(file);
        return Arrays.equals(head, ZIP) || Arrays.equals(head, COMPOUND);
    }

    /** @throws Refusal malformed, or too large */
    public static HandedInWorkbook open(Path file, WorkbookLimits limits) {
        requireSize(file, limits.bytes());
        byte[] head = head(file);
        if (Arrays.equals(head, COMPOUND)) {
            throw Refusal.malformed(FILE, "是旧格式的 xls，或带有密码，请另存为不带密码的 xlsx");
        }
        if (!Arrays.equals(head, ZIP)) {
            throw unreadable();
        }
        requireModest(file, limits.unpacked());
        return new HandedInWorkbook(file, limits);
    }

    static void requireSize(Path file, long largest) {
        try {
            long size = Files.size(file);
            if (size > largest) {
                throw Refusal.tooLarge("文件不能超过 " + largest / 1024 + " KB，请分次上传");
            }
            if (size == 0) {
                throw Refusal.malformed(FILE, "文件是空的");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(ZIP.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is said of the size of a part is not believed. */
    private static void requireModest(Path file, long most) {
        long left = most;
        try (var zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_PARTS) {
                throw unpacksToTooMuch();
            }
            byte[] buffer = new byte[16 * 1024];
            for (var parts = zip.entries(); parts.hasMoreElements();) {
                ZipEntry entry = parts.nextElement();
                if (entry.getName().toLowerCase(Locale.ROOT).endsWith("vbaproject.bin")) {
                    throw Refusal.malformed(FILE, "文件含有宏，请另存为不含宏的 xlsx");
                }
                var held = new HeldAtOnce();
                try (InputStream part = zip.getInputStream(entry)) {
                    for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
                        left -= read;
                        if (left < 0 || held.isTooMuchWith(buffer, read)) {
                            throw unpacksToTooMuch();
                        }
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable();
        }
    }

    /**
     * The next row with something in it; null after the last.
     *
     * @throws Refusal malformed
     */
    @Override
    public @Nullable WorkbookLine next() {
        try {
            while (iterator.hasNext()) {
                Row row = iterator.next();
                if (row.getCellCount() > limits.columns()) {
                    throw tooWide(row);
                }
                List<Cell> cells = new ArrayList<>(row.getCellCount());
                for (var cell : row) {
                    cells.add(cell == null ? Cell.EMPTY : read(cell));
                }
                if (cells.stream().anyMatch(cell -> !cell.text().isEmpty())) {
                    return new WorkbookLine(row.getRowNum(), cells);
                }
            }
            return null;
        } catch (Refusal refusal) {
            throw refusal;
        } catch (RuntimeException e) {
            throw unreadable();
        }
    }

    private Refusal tooWide(Row row) {
        return Refusal.malformed(FILE, "第 " + row.getRowNum() + " 行超过 " + limits.columns() + " 列，请对照模板删除多余的列");
    }

    private static Cell read(org.dhatim.fastexcel.reader.Cell cell) {
        if (cell.getFormula() != null || cell.getType() == CellType.FORMULA) {
            return new Cell(Kind.FORMULA, "=" + cell.getFormula(), null);
        }
        if (cell.getType() == CellType.NUMBER) {
            BigDecimal number = cell.asNumber();
            boolean exact = number.precision() <= DIGITS && number.abs().compareTo(BEYOND) < 0;
            return new Cell(exact ? Kind.NUMBER : Kind.INEXACT, written(number), time(cell, number));
        }
        return new Cell(Kind.TEXT, cell.getText() == null ? "" : cell.getText().strip(), null);
    }

    /** A double, written down in full, as far as that is not absurd; the last digits are its, not a person's. */
    private static String written(BigDecimal number) {
        String text = number.round(new MathContext(DIGITS)).stripTrailingZeros().toPlainString();
        return text.length() > LONGEST_NUMBER ? number.toString() : text;
    }

    /** A time of day is a fraction of a day: what looks like a second may be some nanoseconds less. */
    private static @Nullable String time(org.dhatim.fastexcel.reader.Cell cell, BigDecimal number) {
        if (number.compareTo(FIRST_DAY) < 0 || number.compareTo(LAST_DAY) > 0) {
            return null;
        }
        try {
            return TIME.format(cell.asDate().plusNanos(HALF_A_SECOND).withNano(0));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Refusal unreadable() {
        return Refusal.malformed(FILE, "不是有效的 xlsx 文件");
    }

    private static Refusal unpacksToTooMuch() {
        return Refusal.tooLarge("文件解压后过大，请减少行数分次上传");
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
