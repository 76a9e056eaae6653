package cn.tiyan.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;

/** The secrets of one local platform: made at its first start, readable by its owner only, never in the repository. */
final class Secrets {

    /** What people type on the login page; see {@link DemoAccounts}. */
    static final String DEMO_PASSWORD = "TIYAN_DEMO_PASSWORD";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int PASSWORD_LENGTH = 14;
    // Without letters that are easily taken for one another when read from a screen.
    private static final String PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private static final Map<String, Supplier<String>> WANTED = new LinkedHashMap<>();

    static {
        WANTED.put(DEMO_PASSWORD, Secrets::password);
        WANTED.put("TIYAN_DATA_KEY", Secrets::key);
        WANTED.put("TIYAN_INDEX_KEY", Secrets::key);
        WANTED.put("TIYAN_SENDER_HOTLINE_KEY", Secrets::key);
        WANTED.put("TIYAN_SENDER_RATING_KEY", Secrets::key);
        WANTED.put("TIYAN_SENDER_WINDOW_KEY", Secrets::key);
        WANTED.put("TIYAN_OPEN311_KEY", Secrets::key);
        WANTED.put("TIYAN_SENDER_DALIAN_KEY", Secrets::key);
    }

    private Secrets() {}

    /** The secrets in the file; empty before the first start. */
    static Map<String, String> read(Path file) {
        var secrets = new LinkedHashMap<String, String>();
        if (!Files.exists(file)) {
            return secrets;
        }
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        properties.stringPropertyNames().stream().sorted().forEach(n -> secrets.put(n, properties.getProperty(n)));
        return secrets;
    }

    /** Makes those that are missing; what is there stays, since data is encrypted with it. */
    static Map<String, String> createMissing(Path file) {
        var secrets = read(file);
        if (secrets.keySet().containsAll(WANTED.keySet())) {
            return secrets;
        }
        WANTED.forEach((name, make) -> secrets.computeIfAbsent(name, n -> make.get()));
        write(file, secrets);
        return secrets;
    }

    private static void write(Path file, Map<String, String> secrets) {
        var text = new StringBuilder("# 本机演示环境的密钥，仅供本机使用，请勿提交或外传。Local secrets: do not commit.\n");
        secrets.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        try {
            // The permission is there from the first byte on, and a crash never leaves half a file.
            var draft = Files.createTempFile(file.toAbsolutePath().getParent(), "secrets", ".tmp", ownerOnly());
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }

    private static String key() {
        var bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String password() {
        var letters = new StringBuilder();
        for (var i = 0; i < PASSWORD_LENGTH; i++) {
            letters.append(PASSWORD_LETTERS.charAt(RANDOM.nextInt(PASSWORD_LETTERS.length())));
        }
        return letters.toString();
    }
}
