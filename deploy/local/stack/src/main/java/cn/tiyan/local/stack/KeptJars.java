package cn.tiyan.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Copies of the jars this project builds, named by their content. Processes run from these: a build may then replace what lies
 * in {@code target} while they go on, and a build that changes nothing neither restarts them nor spoils their start-up caches.
 */
final class KeptJars {

    /** The JVM checks the time of a jar against its start-up cache's; the content is in the name already. */
    private static final FileTime ALWAYS = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));
    private static final int SHOWN_BYTES = 8;

    private final Path root;
    private final Path folder;

    /**
     * Makes one.
     *
     * @param root folder of the project
     * @param folder where the copies lie
     */
    KeptJars(Path root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    /** The copy of a jar that is built here; any other jar itself. */
    Path keep(Path jar) {
        if (!jar.startsWith(root) || jar.startsWith(folder) || !Files.isRegularFile(jar)) {
            return jar;
        }
        try {
            byte[] content = Files.readAllBytes(jar);
            Path kept = folder.resolve(jar.getFileName().toString().replaceFirst("\\.jar$", "-" + hash(content) + ".jar"));
            if (!Files.exists(kept)) {
                Files.createDirectories(folder);
                Path half = Files.createTempFile(folder, "half", ".tmp");
                Files.write(half, content);
                Files.setLastModifiedTime(half, ALWAYS);
                Files.move(half, kept, StandardCopyOption.ATOMIC_MOVE);
            }
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, SHOWN_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
