package cn.tiyan.feedback.file;

import cn.tiyan.platform.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/** Tells what a file is by its first bytes, and refuses a workbook that unpacks to too much before anything is read of it. */
final class Workbooks {

    private static final int MOST_PARTS = 1_000;

    private Workbooks() {
    }

    static Table open(Path file, FileLimits limits) {
        byte[] head = head(file, limits.largest().toBytes());
        if (startsWith(head, 'P', 'K', 3, 4)) {
            requireModest(file, limits.unpacked().toBytes());
            return new WorkbookTable(file);
        }
        if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) {
            throw Refusal.malformed(OfficeFiles.FILE, "是旧格式的 xls，或带有密码，请另存为不带密码的 xlsx");
        }
        return new CsvTable(file);
    }

    /** What is said of a file is not believed: it is unpacked once, into nothing, as far as it may. */
    private static void requireModest(Path file, long most) {
        long left = most;
        try (var zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_PARTS) {
                throw tooLarge();
            }
            byte[] buffer = new byte[16 * 1024];
            for (var parts = zip.entries(); parts.hasMoreElements();) {
                try (InputStream part = zip.getInputStream(parts.nextElement())) {
                    for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
                        left -= read;
                        if (left < 0) {
                            throw tooLarge();
                        }
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static byte[] head(Path file, long largest) {
        try {
            if (Files.size(file) > largest) {
                throw Refusal.tooLarge("文件不能超过 " + largest / 1024 + " KB，请分次上传");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(4);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean startsWith(byte[] head, int... bytes) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (head[i] != (byte) bytes[i]) {
                return false;
            }
        }
        return true;
    }

    static Refusal unreadable() {
        return Refusal.malformed(OfficeFiles.FILE, "不是有效的 xlsx 或 CSV 文件");
    }

    private static Refusal tooLarge() {
        return Refusal.tooLarge("文件解压后过大，请减少行数分次上传");
    }
}
