package cn.tiyan.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void makesAllThatServicesNeed() {
        var secrets = Secrets.createMissing(folder.resolve("secrets.properties"));
        assertThat(secrets.get("TIYAN_DEMO_PASSWORD")).hasSizeGreaterThan(11);
        for (var name : new String[] {
            "TIYAN_DATA_KEY", "TIYAN_INDEX_KEY", "TIYAN_SENDER_HOTLINE_KEY", "TIYAN_SENDER_RATING_KEY", "TIYAN_SENDER_WINDOW_KEY",
            "TIYAN_OPEN311_KEY", "TIYAN_SENDER_DALIAN_KEY"}) {
            assertThat(Base64.getDecoder().decode(secrets.get(name))).hasSize(32);
        }
        assertThat(secrets.values()).doesNotHaveDuplicates();
    }

    @Test
    void letsOnlyTheOwnerRead() throws IOException {
        var file = folder.resolve("secrets.properties");
        Secrets.createMissing(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void keepsWhatIsThereAndAddsWhatIsNew() throws IOException {
        var file = Files.writeString(folder.resolve("secrets.properties"), "TIYAN_DATA_KEY=a+b/c=\n");
        var secrets = Secrets.createMissing(file);
        assertThat(secrets).containsEntry("TIYAN_DATA_KEY", "a+b/c=").containsKey("TIYAN_INDEX_KEY");
        assertThat(Secrets.createMissing(file)).isEqualTo(secrets);
        assertThat(Secrets.read(file)).isEqualTo(secrets);
    }
}
