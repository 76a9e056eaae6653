package cn.tiyan.feedback.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WebhookSettingsTest {

    private final WebhookSettings settings = new WebhookSettings(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(10), 8,
            Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofHours(24), Duration.ofSeconds(30));

    @Test
    void waitsTwiceAsLongEachTimeUpToTheLongestAndSomewhatByChance() {
        for (int round = 0; round < 200; round++) {
            assertThat(settings.waitAfter(1)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
            assertThat(settings.waitAfter(2)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
            assertThat(settings.waitAfter(9)).isBetween(Duration.ofMinutes(21), Duration.ofMinutes(43));
            assertThat(settings.waitAfter(1_000)).isBetween(Duration.ofMinutes(30), Duration.ofHours(1));
        }
    }

    @Test
    void keepsAClaimLongerThanSendingCanTake() {
        assertThat(settings.claim()).isGreaterThan(settings.connectTimeout().plus(settings.timeout()));
    }
}
