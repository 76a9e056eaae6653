package cn.tiyan.platform.workbook;

import cn.tiyan.platform.refusal.Refusal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A table that somebody hands in: a workbook (xlsx), or comma-separated text where it is no workbook. Told by its first bytes. */
public interface HandedInTable extends AutoCloseable {

    /**
     * Of a text, {@code unpacked} does not matter.
     *
     * @throws Refusal malformed, or too large
     */
    static HandedInTable open(Path file, WorkbookLimits limits) {
        return HandedInWorkbook.isOne(file) ? HandedInWorkbook.open(file, limits) : HandedInText.open(file, limits);
    }

    /**
     * The next row with something in it; null after the last.
     *
     * @throws Refusal malformed
     */
    @Nullable WorkbookLine next();

    @Override
    void close();
}
