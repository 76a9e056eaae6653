package cn.tiyan.feedback.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.vocabulary.SourceKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With which key it is signed what a webhook is sent. */
class WebhookTest {

    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    private static byte[] key(int filling) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) filling);
        return key;
    }

    private static String base64(int filling) {
        return Base64.getEncoder().encodeToString(key(filling));
    }

    private static Webhook webhook(@Nullable String key, SenderProperties.Key... keys) {
        return new Senders(new SenderProperties(List.of(new SenderProperties.Entry("hotline-shenyang", "热线", "210100", Set.of(SourceKind.HOTLINE_12345),
                base64(9), null, null, null, new SenderProperties.WebhookEntry("https://12345.example.cn/hook", key, List.of(keys), null, false), null, null))))
                .webhookOf("hotline-shenyang").orElseThrow();
    }

    /** The old one ends a week after the new one has begun. */
    private static Webhook changing() {
        return webhook(null,
                new SenderProperties.Key("2025", base64(1), null, Instant.parse("2026-12-08T00:00:00Z")),
                new SenderProperties.Key("2026", base64(2), Instant.parse("2026-12-01T00:00:00Z"), Instant.parse("2027-12-08T00:00:00Z")));
    }

    private static boolean isSigned(Map<String, String> headers, byte[] key) {
        return new Signature(key).isOn(new SignedRequest("POST", "/hook", headers.get(SignedRequest.SENDER), headers.get(SignedRequest.TIMESTAMP),
                headers.get(SignedRequest.NONCE), headers.get(SignedRequest.SIGNATURE), BODY));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-30T23:59:59Z,2025,1", "2026-12-01T00:00:00Z,2026,2", "2026-12-08T00:00:00Z,2026,2"})
    void isTheOneThatBecameGoodLastAndIsNamed(Instant now, String id, int filling) {
        Map<String, String> headers = changing().headers(now, "nonce-nonce-nonce", BODY).orElseThrow();
        assertThat(headers).containsEntry(SignedRequest.KEY, id);
        assertThat(isSigned(headers, key(filling))).isTrue();
        assertThat(isSigned(headers, key(3 - filling))).isFalse();
    }

    @Test
    void isNoneOnceAllHaveEnded() {
        assertThat(changing().headers(Instant.parse("2027-12-08T00:00:00Z"), "nonce-nonce-nonce", BODY)).isEmpty();
    }

    @Test
    void needsNoNameWhereThereIsOnlyOne() {
        Map<String, String> headers = webhook(base64(1)).headers(Instant.parse("2026-12-01T00:00:00Z"), "nonce-nonce-nonce", BODY).orElseThrow();
        assertThat(headers).doesNotContainKey(SignedRequest.KEY);
        assertThat(isSigned(headers, key(1))).isTrue();
    }

    @Test
    void mustBeThereAndUnlikeInName() {
        assertThatThrownBy(() -> webhook("")).isInstanceOf(IllegalStateException.class).hasMessageContaining("hotline-shenyang's webhook");
        var twice = new SenderProperties.Key("2026", base64(1), null, null);
        assertThatThrownBy(() -> webhook(null, twice, twice)).isInstanceOf(IllegalStateException.class).hasMessageContaining("same id");
    }
}
