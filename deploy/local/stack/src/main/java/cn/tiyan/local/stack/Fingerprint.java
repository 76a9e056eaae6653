package cn.tiyan.local.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Tells whether a program is still the same: JVM, flags and the names, sizes and times of its class path files. */
final class Fingerprint {

    private static final int SHOWN_BYTES = 8;

    private Fingerprint() {}

    static String of(List<String> flags, List<Path> classPath) {
        var text = new StringBuilder();
        for (var property : List.of("java.vm.name", "java.vm.version", "os.name", "os.arch")) {
            text.append(System.getProperty(property)).append('\n');
        }
        flags.forEach(flag -> text.append(flag).append('\n'));
        for (var file : classPath) {
            text.append(file).append(' ').append(stateOf(file)).append('\n');
        }
        return hash(text.toString());
    }

    private static String stateOf(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.size() + " " + attributes.lastModifiedTime().toMillis();
        } catch (IOException absent) {
            return "absent";
        }
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, SHOWN_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
