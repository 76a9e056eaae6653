package cn.tiyan.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {

    @TempDir
    Path folder;

    @Test
    void staysWhileNothingChanges() throws IOException {
        var jar = Files.writeString(folder.resolve("a.jar"), "1");
        assertThat(Fingerprint.of(List.of("-Xmx1g"), List.of(jar)))
                .isEqualTo(Fingerprint.of(List.of("-Xmx1g"), List.of(jar)));
    }

    @Test
    void changesWithFlagsOrderSizeAndTime() throws IOException {
        var a = Files.writeString(folder.resolve("a.jar"), "1");
        var b = Files.writeString(folder.resolve("b.jar"), "1");
        var before = Fingerprint.of(List.of("-Xmx1g"), List.of(a, b));
        assertThat(Fingerprint.of(List.of("-Xmx2g"), List.of(a, b))).isNotEqualTo(before);
        assertThat(Fingerprint.of(List.of("-Xmx1g"), List.of(b, a))).isNotEqualTo(before);
        var time = Files.getLastModifiedTime(a);
        Files.writeString(a, "12");
        Files.setLastModifiedTime(a, time);
        assertThat(Fingerprint.of(List.of("-Xmx1g"), List.of(a, b))).isNotEqualTo(before);
        Files.writeString(a, "1");
        Files.setLastModifiedTime(a, FileTime.fromMillis(time.toMillis() + 2000));
        assertThat(Fingerprint.of(List.of("-Xmx1g"), List.of(a, b))).isNotEqualTo(before);
    }
}
