package cn.tiyan.experiencer.recruitment.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AddressLimiterTest {

    private Instant now = Instant.parse("2026-11-23T02:00:00Z");
    private final InstantSource source = () -> now;
    private final AddressLimiter limiter = new AddressLimiter(source.withZone(ZoneOffset.UTC));

    @Test
    void letsSoManyThroughAMinute() {
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.over("192.0.2.1", 3)).isEmpty();
        }
        now = now.plusSeconds(20);
        assertThat(limiter.over("192.0.2.1", 3)).contains(Duration.ofSeconds(40));
        assertThat(limiter.over("192.0.2.2", 3)).as("another address").isEmpty();
        now = now.plusSeconds(40);
        assertThat(limiter.over("192.0.2.1", 3)).as("the next minute").isEmpty();
    }

    @Test
    void takesTheAddressesOfOneNetworkForOne() {
        assertThat(limiter.over("2001:db8:0:1::1", 1)).isEmpty();
        assertThat(limiter.over("2001:db8:0:1:ffff::2", 1)).isPresent();
        assertThat(limiter.over("2001:db8:0:2::1", 1)).isEmpty();
    }

    @Test
    void takesWhatIsNoAddressAsItIs() {
        assertThat(limiter.over("not:an:address", 1)).isEmpty();
        assertThat(limiter.over("not:an:address", 1)).isPresent();
        assertThat(limiter.over("", 1)).isEmpty();
    }

    @Test
    void remembersSoManyAddressesAndNoMore() {
        assertThat(limiter.over("192.0.2.1", 1)).isEmpty();
        for (int i = 0; i < AddressLimiter.MOST; i++) {
            limiter.over("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), 1);
        }
        assertThat(limiter.over("192.0.2.1", 1)).as("forgotten").isEmpty();
    }
}
