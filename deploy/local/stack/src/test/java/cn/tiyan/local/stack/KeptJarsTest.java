package cn.tiyan.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptJarsTest {

    @TempDir
    Path folder;
    private Path jar;
    private KeptJars jars;

    @BeforeEach
    void aBuild() throws IOException {
        var root = folder.resolve("project");
        jar = root.resolve("issue-service/target/issue-service.jar");
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, "first build");
        jars = new KeptJars(root, root.resolve(".tiyan/jars"));
    }

    @Test
    void keepsWhatProcessesRunFromWhileABuildReplacesIt() throws IOException {
        var kept = jars.keep(jar);
        Files.writeString(jar, "second build");
        assertThat(kept).hasContent("first build");
        assertThat(jars.keep(jar)).isNotEqualTo(kept).hasContent("second build");
    }

    @Test
    void keepsOneCopyOfWhatABuildDidNotChange() throws IOException {
        var kept = jars.keep(jar);
        var before = Fingerprint.of(List.of(), List.of(kept));
        Files.delete(jar);
        Files.writeString(jar, "first build");
        assertThat(jars.keep(jar)).isEqualTo(kept);
        assertThat(Fingerprint.of(List.of(), List.of(jars.keep(jar)))).isEqualTo(before);
        assertThat(jars.keep(kept)).isEqualTo(kept);
    }

    @Test
    void leavesJarsOfOthersWhereTheyAre() throws IOException {
        var library = Files.writeString(folder.resolve("library.jar"), "from a repository");
        assertThat(jars.keep(library)).isEqualTo(library);
    }
}
