package cn.tiyan.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordTest {

    @TempDir
    Path folder;

    @Test
    void findsTheProcessAgain() {
        var file = folder.resolve("x.pid");
        var record = ProcessRecord.of(ProcessHandle.current(), 8080, "abc");
        record.write(file);
        assertThat(ProcessRecord.alive(file)).contains(record);
        assertThat(record.residentMegabytes()).isPositive();
    }

    @Test
    void doesNotMistakeAnotherProcessThatGotThePid() {
        var file = folder.resolve("x.pid");
        new ProcessRecord(ProcessHandle.current().pid(), "12345", 8080, "abc").write(file);
        assertThat(ProcessRecord.alive(file)).isEmpty();
    }

    @Test
    void takesABrokenOrAbsentFileForNone() throws IOException {
        assertThat(ProcessRecord.alive(folder.resolve("absent.pid"))).isEmpty();
        assertThat(ProcessRecord.alive(java.nio.file.Files.writeString(folder.resolve("y.pid"), "12\n"))).isEmpty();
    }

    @Test
    void endsAProcessThatDoesNotListen() throws IOException {
        var deaf = new ProcessBuilder("sh", "-c", "trap '' TERM; echo ready; while :; do read x; done")
                .redirectErrorStream(true).start();
        deaf.inputReader().readLine();
        var record = ProcessRecord.of(deaf.toHandle(), 0, "");
        record.stop(Duration.ofMillis(300));
        assertThat(record.isAlive()).isFalse();
    }
}
