package cn.tiyan.local.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken out of a package, and which package is refused. */
class EngineLibraryTest {

    @TempDir Path folder;

    @Test
    void refusesAPackageWithAnotherDigest() throws IOException {
        var archive = Files.writeString(folder.resolve("engine.tgz"), "something else");
        var library = new EngineLibrary(folder, new Platform("linux-x64", "expected-digest", null));

        assertThatThrownBy(() -> library.verified(archive))
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining("expected-digest")
                .hasMessageContaining("MONGODB_URI");
    }

    @Test
    void takesTheLibraryOutOfThePackage() throws IOException {
        var archive = folder.resolve("engine.tgz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            out.write(entry("package/package.json", 700));
            out.write(entry("package/libembedded_mongodb_native.so", 1000));
            out.write(new byte[1024]);
        }
        var library = folder.resolve("library");

        EngineLibrary.extract(archive, library);

        assertThat(library).hasSize(1000);
        assertThat(Files.readAllBytes(library)).containsOnly(7);
    }

    private static byte[] entry(String name, int size) {
        var entry = new byte[512 + (size + 511) / 512 * 512];
        System.arraycopy(name.getBytes(), 0, entry, 0, name.length());
        var octal = "%011o".formatted(size);
        System.arraycopy(octal.getBytes(), 0, entry, 124, octal.length());
        Arrays.fill(entry, 512, 512 + size, (byte) 7);
        return entry;
    }
}
