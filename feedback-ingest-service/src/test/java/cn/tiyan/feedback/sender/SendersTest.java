package cn.tiyan.feedback.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.vocabulary.SourceKind;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendersTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private static Senders withWebhook(String url, String key, boolean loopback) {
        return new Senders(new SenderProperties(List.of(new SenderProperties.Entry("hotline-shenyang", "沈阳市12345热线", "210100",
                Set.of(SourceKind.HOTLINE_12345), KEY, null, null, null, new SenderProperties.WebhookEntry(url, key, null, Set.of("CLOSED"), loopback), null, null))));
    }

    @Test
    void knowsWhereASenderWantsToBeToldOfWhat() {
        Webhook webhook = withWebhook("https://hotline.example/progress", KEY, false).webhookOf("hotline-shenyang").orElseThrow();
        assertThat(webhook.url()).hasToString("https://hotline.example/progress");
        assertThat(webhook.wants("CLOSED")).isTrue();
        assertThat(webhook.wants("TRIAGED")).isFalse();
        assertThat(withWebhook(" ", "", false).webhooks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://hotline.example/progress", "http://127.0.0.1:8080/progress", "ftp://hotline.example/progress", "file:///etc/passwd",
        "https://user:secret@hotline.example/progress", "https://hotline.example/progress#here", "https://hotline.example", "hotline.example/progress", "mailto:progress@hotline.example", "https://a b/progress"})
    void callsNothingButAPlainHttpsAddress(String url) {
        assertThatThrownBy(() -> withWebhook(url, KEY, false)).isInstanceOf(IllegalStateException.class).hasMessageContaining("hotline-shenyang")
                .hasMessageNotContaining("secret");
    }

    @Test
    void callsThisMachineWithoutTlsOnlyWhereThatIsAllowed() {
        assertThat(withWebhook("http://127.0.0.1:8080/progress", KEY, true).webhooks()).hasSize(1);
        assertThatThrownBy(() -> withWebhook("http://10.0.0.1:8080/progress", KEY, true)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> withWebhook("http://127.0.0.1.example/progress", KEY, true)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void needsAKeyForAWebhook() {
        assertThatThrownBy(() -> withWebhook("https://hotline.example/progress", "", false)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hotline-shenyang's webhook");
    }
}
