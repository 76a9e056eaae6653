package cn.tiyan.feedback.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.tiyan.feedback.sender.PushLimits;
import cn.tiyan.feedback.sender.SignatureScheme;
import cn.tiyan.platform.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class SpoolTest {

    private static final int MEGABYTE = 1024 * 1024;
    private static final PushLimits LIMITS = new PushLimits(DataSize.ofBytes(16), DataSize.ofMegabytes(4), DataSize.ofMegabytes(8), 50, 3, 1);

    private static Spool spool(InputStream body, boolean packed) {
        return new Spool(body, packed, SignatureScheme.HMAC_SHA256.newDigest(), LIMITS);
    }

    private static Spool spool(byte[] body, boolean packed) {
        return spool(new ByteArrayInputStream(body), packed);
    }

    private static Spool spool(String body) {
        return spool(body.getBytes(StandardCharsets.UTF_8), false);
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(7).nextBytes(noise);
        return noise;
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static void assertRefused(Refusal.Kind kind, byte[] body, boolean packed) {
        assertThat(catchThrowableOfType(Refusal.class, () -> spool(body, packed)).kind()).isEqualTo(kind);
    }

    @Test
    void givesBackWhatWasSentHoweverLongAndHoweverOften() throws IOException {
        for (int length : new int[] {0, 1, MEGABYTE, MEGABYTE + 1, 3 * MEGABYTE}) {
            byte[] body = noise(length);
            try (Spool spool = spool(body, false)) {
                assertThat(spool.open().readAllBytes()).isEqualTo(body);
                assertThat(spool.open().readAllBytes()).isEqualTo(body);
            }
        }
    }

    @Test
    void digestsWhatIsSentAndGivesBackWhatIsMeant() throws IOException {
        byte[] body = noise(2 * MEGABYTE);
        byte[] packed = packed(body);
        byte[] withMore = Arrays.copyOf(packed, packed.length + 5);
        for (byte[] sent : List.of(packed, withMore)) {
            try (Spool spool = spool(sent, true)) {
                assertThat(spool.open().readAllBytes()).isEqualTo(body);
                assertThat(spool.digest()).isEqualTo(Base64.getEncoder().encodeToString(SignatureScheme.HMAC_SHA256.newDigest().digest(sent)));
            }
        }
    }

    @Test
    void stopsWhereItIsTooMuch() throws IOException {
        assertRefused(Refusal.Kind.TOO_LARGE, noise(4 * MEGABYTE + 1), false);
        assertRefused(Refusal.Kind.TOO_LARGE, packed(noise(5 * MEGABYTE)), true);
        assertRefused(Refusal.Kind.TOO_LARGE, packed(new byte[2 * MEGABYTE]), true);
    }

    @Test
    void takesABodyThatBreaksOffForMalformed() throws IOException {
        byte[] whole = packed(noise(1000));
        assertRefused(Refusal.Kind.MALFORMED, Arrays.copyOf(whole, whole.length / 2), true);
        assertRefused(Refusal.Kind.MALFORMED, noise(1000), true);
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the other side is gone");
            }
        };
        assertThat(catchThrowableOfType(Refusal.class, () -> spool(broken, false)).kind()).isEqualTo(Refusal.Kind.MALFORMED);
    }

    private static List<String> items(Spool spool, BatchForm form) throws IOException {
        List<String> all = new ArrayList<>();
        try (BatchItems items = BatchItems.of(spool, form, LIMITS)) {
            for (byte[] item = items.next(); item != null; item = items.next()) {
                all.add(new String(item, StandardCharsets.UTF_8));
            }
        }
        return all;
    }

    @Test
    void tellsLinesFromOneAnother() throws IOException {
        assertThat(items(spool("a\r\n\n  \nb"), BatchForm.LINES)).containsExactly("a\r", "b");
        assertThat(items(spool("0123456789abcdef\n0123456789abcdefg\nc\n"), BatchForm.LINES)).containsExactly("0123456789abcdef", "", "c");
        assertThat(items(spool(" ".repeat(40) + "\n"), BatchForm.LINES)).isEmpty();
    }

    @Test
    void tellsEventsFromOneAnother() throws IOException {
        assertThat(items(spool(" [ {\"a\":\"}]\"} ,{}\n, {\"b\":[{}]}]\n"), BatchForm.EVENTS)).containsExactly("{\"a\":\"}]\"}", "{}", "{\"b\":[{}]}");
        assertThat(items(spool("[{\"a\":\"0123456789abcdef\"},{\"汉\":1}]"), BatchForm.EVENTS)).containsExactly("", "{\"汉\":1}");
        for (String broken : List.of("", "{}", "[{}", "[{},]", "[1]", "[{}] x", "[".repeat(100))) {
            assertThat(catchThrowableOfType(Refusal.class, () -> items(spool(broken), BatchForm.EVENTS)).kind()).as(broken).isEqualTo(Refusal.Kind.MALFORMED);
        }
    }

    @Test
    void countsNoFurtherThanAllowed() throws IOException {
        assertThat(BatchItems.count(spool("{}\n{}\n{}"), BatchForm.LINES, LIMITS)).isEqualTo(3);
        for (BatchForm form : BatchForm.values()) {
            String four = form == BatchForm.LINES ? "{}\n{}\n{}\n{}" : "[{},{},{},{}]";
            assertThat(catchThrowableOfType(Refusal.class, () -> BatchItems.count(spool(four), form, LIMITS)).kind()).isEqualTo(Refusal.Kind.TOO_LARGE);
        }
    }
}
