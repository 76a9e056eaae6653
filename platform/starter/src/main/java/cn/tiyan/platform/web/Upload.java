package cn.tiyan.platform.web;

import cn.tiyan.platform.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.web.multipart.MultipartFile;

/** A file that was handed in with a request. */
public final class Upload {

    private Upload() {
    }

    /** What is done with it while it lies on disk. */
    @FunctionalInterface
    public interface Reader<T> {

        T read(Path file) throws IOException;
    }

    /**
     * Lets it be read where it lies on disk for as long as that takes: a workbook is read from its end.
     *
     * @throws Refusal {@code spool-unavailable}, if there is no room for it
     */
    public static <T> T read(MultipartFile file, Reader<T> reader) throws IOException {
        Path folder = null;
        Path path = null;
        try {
            try {
                // A folder that is ours alone: what is moved keeps the rights it had.
                folder = Files.createTempDirectory("tiyan-upload");
                path = folder.resolve("file");
                // Moved, not copied, where it is on disk already.
                file.transferTo(path.toFile());
            } catch (IOException e) {
                throw Refusal.unavailable("spool-unavailable", "暂时无法接收文件，请稍后重新上传");
            }
            return reader.read(path);
        } finally {
            if (path != null) {
                Files.deleteIfExists(path);
                Files.deleteIfExists(folder);
            }
        }
    }
}
