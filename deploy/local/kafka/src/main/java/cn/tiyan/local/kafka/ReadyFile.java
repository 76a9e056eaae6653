package cn.tiyan.local.kafka;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How whoever started this process learns that it answers: a file that holds the port, absent until then. */
record ReadyFile(Path path) {

    void clear() throws IOException {
        if (path.toAbsolutePath().getParent() != null) {
            Files.createDirectories(path.toAbsolutePath().getParent());
        }
        Files.deleteIfExists(path);
    }

    /** Appears whole or not at all. */
    void write(int port) throws IOException {
        var part = path.resolveSibling(path.getFileName() + ".part");
        Files.writeString(part, Integer.toString(port));
        Files.move(part, path, ATOMIC_MOVE, REPLACE_EXISTING);
    }
}
