package cn.tiyan.platform.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {

    @Test
    void readsTheWholeFile(@TempDir Path folder) throws IOException {
        byte[] content = new byte[100_000];
        content[99_999] = 1;
        Path file = Files.write(folder.resolve("file"), content);
        assertThat(Sha256.of(file)).isEqualTo(HexFormat.of().formatHex(Ids.sha256(content)));
        assertThat(Sha256.of(Files.write(file, "abc".getBytes()))).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
