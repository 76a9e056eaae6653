package cn.tiyan.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script does without a platform; the rest of it is played in quality/e2e. */
class ScriptTest {

    @TempDir
    Path home;

    @Test
    void helps() throws Exception {
        var answer = tiyan("help");
        assertThat(answer.status()).isZero();
        assertThat(answer.output()).contains("up [--fresh]", "status", "bench NAME");
        assertThat(tiyan().output()).isEqualTo(answer.output());
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        var answer = tiyan("upp");
        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.output()).contains("upp", "up [--fresh]");
        assertThat(tiyan("up", "--frseh").status()).isEqualTo(2);
        assertThat(tiyan("token").status()).isEqualTo(2);
    }

    @Test
    void refusesToTestWhileUnderTest() throws Exception {
        var answer = tiyan("test");
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.output()).contains("already under test");
    }

    @Test
    void saysWhatToInstallWithoutAJdk() throws Exception {
        var answer = run(List.of("bash", "-c",
                "sed 's/^NEEDED_JAVA=.*/NEEDED_JAVA=999/' ../../../tiyan > \"$TIYAN_HOME/tiyan\"; bash \"$TIYAN_HOME/tiyan\" status"));
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.output()).contains("JDK 999", "export JAVA_HOME=");
    }

    private Answer tiyan(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bash", "../../../tiyan"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private Answer run(List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TIYAN_HOME", home.toString());
        builder.environment().put("TIYAN_UNDER_TEST", "1");
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), output);
    }

    private record Answer(int status, String output) {}
}
