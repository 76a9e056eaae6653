package cn.tiyan.platform.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.platform.refusal.Refusal;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandedInTextTest {

    private static final WorkbookLimits LIMITS = new WorkbookLimits(10_000, 10_000, 5);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030"})
    void readsTextsAsTheyAreWritten(String charset) throws IOException {
        String text = (charset.equals("UTF-8") ? "\ufeff" : "") + "编码,名称\r\n\r\n0123, =1+1 \n\"一,\n二\",";
        try (var table = HandedInTable.open(file(text.getBytes(Charset.forName(charset))), LIMITS)) {
            assertThat(table.next()).satisfies(line -> assertThat(line.cells()).extracting(WorkbookLine.Cell::text).containsExactly("编码", "名称"));
            assertThat(table.next()).satisfies(line -> {
                assertThat(line.number()).isEqualTo(3);
                assertThat(line.cells()).extracting(WorkbookLine.Cell::text).containsExactly("0123", "=1+1");
                assertThat(line.cells()).extracting(WorkbookLine.Cell::kind).containsOnly(WorkbookLine.Kind.TEXT);
            });
            assertThat(table.next()).satisfies(line -> assertThat(line.cells().getFirst().text()).isEqualTo("一,\n二"));
            assertThat(table.next()).isNull();
        }
    }

    @Test
    void refusesWhatIsNoText() {
        assertRefused(new byte[] {1, 0, 2, 0}, Refusal.Kind.MALFORMED);
        assertRefused(new byte[] {(byte) 0xff, (byte) 0xff, 'a', 'b'}, Refusal.Kind.MALFORMED);
        assertRefused(new byte[0], Refusal.Kind.MALFORMED);
        assertRefused("a,b,c,d,e,f".getBytes(StandardCharsets.UTF_8), Refusal.Kind.MALFORMED);
        assertRefused("长".repeat(5000).getBytes(StandardCharsets.UTF_8), Refusal.Kind.TOO_LARGE);
    }

    private void assertRefused(byte[] content, Refusal.Kind kind) {
        assertThatThrownBy(() -> {
            try (var table = HandedInTable.open(file(content), LIMITS)) {
                table.next();
            }
        }).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("file"), content);
    }
}
