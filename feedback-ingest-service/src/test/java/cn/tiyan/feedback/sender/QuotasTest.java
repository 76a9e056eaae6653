package cn.tiyan.feedback.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.platform.refusal.Refusal;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuotasTest {

    private static final Set<SourceKind> CHANNELS = Set.of(SourceKind.HOTLINE_12345);

    private final Quotas quotas = new Quotas(new SenderProperties(List.of(entry("held", new SenderProperties.Quota(1, 10)), entry("free", null))));

    private static SenderProperties.Entry entry(String id, SenderProperties.Quota quota) {
        return new SenderProperties.Entry(id, id, "210100", CHANNELS, Base64.getEncoder().encodeToString(new byte[32]), null, null, quota, null, null, null);
    }

    private static Sender sender(String id) {
        return new Sender(id, id, "210100", CHANNELS, null);
    }

    @Test
    void countsItemsNotRequests() {
        quotas.require(sender("held"), 7);
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> quotas.require(sender("held"), 7));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_MANY);
        assertThat(refusal.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
        quotas.require(sender("held"), 3);
    }

    @Test
    void neverMakesASenderWaitForWhatItMayNeverDo() {
        assertThat(catchThrowableOfType(Refusal.class, () -> quotas.require(sender("held"), 11)).kind()).isEqualTo(Refusal.Kind.TOO_LARGE);
    }

    @Test
    void leavesOthersAlone() {
        quotas.require(sender("held"), 10);
        assertThatCode(() -> quotas.require(sender("free"), 1_000_000)).doesNotThrowAnyException();
    }
}
