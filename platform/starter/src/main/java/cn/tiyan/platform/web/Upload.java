package cn.tiyan.platform.web;

import cn.tiyan.platform.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.springframework.web.multipart.MultipartFile;

/** A file that was handed in with a request. */
public final class Upload {

    private Upload() {
    }

    /**
     * Lets it be read where it lies on disk for as long as that takes: a workbook is read from its end.
     *
     * @throws Refusal {@code spool-unavailable}, if there is no room for it
     */
    public static <T> T read(MultipartFile file, Function<Path, T> reader) throws IOException {
        Path path = null;
        try {
            try {
                path = Files.createTempFile("tiyan-upload", null);
                file.transferTo(path);
            } catch (IOException e) {
                throw Refusal.unavailable("spool-unavailable", "暂时无法接收文件，请稍后重新上传");
            }
            return reader.apply(path);
        } finally {
            if (path != null) {
                Files.deleteIfExists(path);
            }
        }
    }
}
