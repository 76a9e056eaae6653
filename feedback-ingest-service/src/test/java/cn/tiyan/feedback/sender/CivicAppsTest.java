package cn.tiyan.feedback.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tiyan.contracts.vocabulary.SourceKind;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CivicAppsTest {

    private static final String KEY = "a-key-of-an-app-for-tests";

    private static SenderProperties.Entry app(String id, String apiKey) {
        return new SenderProperties.Entry(id, id, "210100", Set.of(SourceKind.HOTLINE_12345), null, null, null, null, null, apiKey, null);
    }

    private static Senders senders(SenderProperties.Entry... entries) {
        return new Senders(new SenderProperties(Arrays.asList(entries)));
    }

    @Test
    void areKnownByTheirKeyAndCannotSign() {
        Senders senders = senders(app("an-app", KEY));
        assertThat(senders.findByApiKey(KEY)).map(Sender::id).hasValue("an-app");
        assertThat(senders.findByApiKey(KEY + "x")).isEmpty();
        assertThat(senders.findByApiKey("")).isEmpty();
        assertThat(senders.signaturesOf("an-app")).isEmpty();
    }

    @Test
    void reportNothingWithoutAKeyButAreThere() {
        Senders senders = senders(app("an-app", ""));
        assertThat(senders.findByApiKey("")).isEmpty();
        assertThat(senders.civicApps()).extracting(Sender::id).containsExactly("an-app");
    }

    @Test
    void doNotStartWithAWeakOrSharedKeyAndNeverQuoteIt() {
        assertThatThrownBy(() -> senders(app("an-app", "short"))).isInstanceOf(IllegalStateException.class).hasMessageContaining("an-app");
        assertThatThrownBy(() -> senders(app("an-app", KEY), app("another", KEY))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another").hasMessageNotContaining(KEY);
    }
}
