package cn.tiyan.platform.workbook;

import cn.tiyan.platform.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
        return isText(file) ? HandedInText.open(file, limits) : HandedInWorkbook.open(file, limits);
    }

    private static boolean isText(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(2);
            return head.length == 2 && !(head[0] == 'P' && head[1] == 'K') && head[0] != (byte) 0xd0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
