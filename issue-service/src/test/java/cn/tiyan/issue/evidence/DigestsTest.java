package cn.tiyan.issue.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DigestsTest {

    /** The first example of GB/T 32905-2016, appendix A, and the well-known value of SHA-256. */
    @Test
    void areThoseOfTheStandards() throws IOException {
        Digests digests = Digests.of(new ByteArrayInputStream("abc".getBytes(StandardCharsets.US_ASCII)));
        assertThat(digests.sm3()).isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assertThat(digests.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void areThoseOfAllThatIsCopied() throws IOException {
        byte[] content = Samples.png(300_000);
        var copy = new ByteArrayOutputStream();
        assertThat(Digests.copy(new ByteArrayInputStream(content), copy)).isEqualTo(Digests.of(new ByteArrayInputStream(content)).sha256());
        assertThat(copy.toByteArray()).isEqualTo(content);
    }
}
