package cn.tiyan.feedback.file;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.workbook.HandedInWorkbook;
import cn.tiyan.platform.workbook.WorkbookLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells what a file is by its first bytes: a workbook, or else text. */
final class Workbooks {

    /** More than a sheet can have: {@link Columns} says how many titles there may be. */
    private static final int MOST_COLUMNS = 16_384;

    private Workbooks() {
    }

    static Table open(Path file, FileLimits limits) {
        if (HandedInWorkbook.isOne(file)) {
            return new WorkbookTable(HandedInWorkbook.open(file, new WorkbookLimits(limits.largest().toBytes(), limits.unpacked().toBytes(), MOST_COLUMNS)));
        }
        requireSmall(file, limits.largest().toBytes());
        return new CsvTable(file);
    }

    private static void requireSmall(Path file, long largest) {
        try {
            if (Files.size(file) > largest) {
                throw Refusal.tooLarge("文件不能超过 " + largest / 1024 + " KB，请分次上传");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Refusal unreadable() {
        return Refusal.malformed(OfficeFiles.FILE, "不是有效的 xlsx 或 CSV 文件");
    }
}
