package cn.tiyan.issue.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of evidence must do; a test of each extends it. */
abstract class StoreContract {

    @TempDir
    private Path folder;

    abstract EvidenceStore store();

    @Test
    void givesBackWhatItTook() throws IOException {
        byte[] content = Samples.png(9 * 1024 * 1024);
        store().store("2026/01/01/evf_a", file(content));
        try (InputStream in = store().open("2026/01/01/evf_a")) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void forgetsWhatIsDeletedAndNothingElse() throws IOException {
        store().store("2026/01/02/evf_a", file(new byte[] {1}));
        store().store("2026/01/02/evf_b", file(new byte[] {2}));
        store().delete("2026/01/02/evf_a");
        store().delete("2026/01/02/evf_a");
        assertThatThrownBy(() -> store().open("2026/01/02/evf_a").read()).isInstanceOf(Exception.class);
        try (InputStream in = store().open("2026/01/02/evf_b")) {
            assertThat(in.readAllBytes()).containsExactly(2);
        }
    }

    @Test
    void listsKeysInTheirOrderBatchByBatch() throws IOException {
        List<String> keys = IntStream.range(0, 5).mapToObj(n -> "2026/01/1" + n + "/evf_a").toList();
        for (String key : keys.reversed()) {
            store().store(key, file(new byte[] {1}));
        }
        assertThat(store().keys("2026/01/10/", "2026/01/13/", 10)).containsExactlyElementsOf(keys.subList(0, 3));
        assertThat(store().keys("2026/01/10/", "2026/01/20/", 2)).containsExactlyElementsOf(keys.subList(0, 2));
        assertThat(store().keys(keys.get(1), "2026/01/20/", 2)).containsExactlyElementsOf(keys.subList(2, 4));
        assertThat(store().keys(keys.get(4), "2026/01/20/", 2)).isEmpty();
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(folder, "x", null), content);
    }
}
