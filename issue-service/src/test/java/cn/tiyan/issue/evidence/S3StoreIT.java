package cn.tiyan.issue.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import cn.tiyan.platform.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that speaks S3 over HTTP, in a process of its own. */
class S3StoreIT extends StoreContract {

    private static S3Server server;
    private static S3Store store;

    @BeforeAll
    static void startTheServer() throws IOException {
        server = S3Server.start("evidence");
        store = S3Store.at(server.settings("evidence"));
    }

    @AfterAll
    static void stopTheServer() {
        store.close();
        server.close();
    }

    @Override
    EvidenceStore store() {
        return store;
    }

    @Test
    void saysThatItDoesNotServeWhereTheBucketIsMissing(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("x"), new byte[] {1});
        try (var elsewhere = S3Store.at(server.settings("no-such-bucket"))) {
            assertThatThrownBy(() -> elsewhere.store("2026/01/01/evf_x", file)).asInstanceOf(type(Refusal.class)).satisfies(refusal -> {
                assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
                assertThat(refusal.getMessage()).doesNotContain("bucket");
            });
        }
    }
}
