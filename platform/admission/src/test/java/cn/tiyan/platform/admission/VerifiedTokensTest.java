package cn.tiyan.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class VerifiedTokensTest {

    private static final Instant NOON = Instant.parse("2026-11-24T04:00:00Z");

    private Instant now = NOON;
    private Duration life = Duration.ofHours(1);
    private int verified;
    private final VerifiedTokens tokens = new VerifiedTokens(this::verify, clock(() -> now));

    private static Clock clock(InstantSource source) {
        return source.withZone(ZoneOffset.UTC);
    }

    private Jwt verify(String token) {
        verified++;
        if (token.startsWith("forged")) {
            throw new BadJwtException("signature");
        }
        return Jwt.withTokenValue(token).header("alg", "RS256").subject(token).issuedAt(NOON.minus(Duration.ofHours(2))).expiresAt(NOON.plus(life)).build();
    }

    @Test
    void verifiesATokenOnce() {
        assertThat(tokens.decode("a")).isSameAs(tokens.decode("a"));
        assertThat(verified).isEqualTo(1);
    }

    @Test
    void tellsTokensApart() {
        assertThat(tokens.decode("a").getSubject()).isEqualTo("a");
        assertThat(tokens.decode("b").getSubject()).isEqualTo("b");
    }

    @Test
    void refusesAForgedTokenEachTime() {
        for (int i = 1; i <= 2; i++) {
            assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
            assertThat(verified).isEqualTo(i);
        }
    }

    @Test
    void verifiesAgainAfterAFewMinutes() {
        tokens.decode("a");
        now = NOON.plus(VerifiedTokens.LONGEST);
        tokens.decode("a");
        assertThat(verified).isEqualTo(2);
    }

    @Test
    void neverKeepsATokenBeyondItsExpiry() {
        life = Duration.ofSeconds(10);
        tokens.decode("a");
        now = NOON.plusSeconds(10);
        tokens.decode("a");
        tokens.decode("a");
        assertThat(verified).as("the verifier alone decides on what has expired").isEqualTo(3);
    }

    @Test
    void keepsOnlySoMany() {
        tokens.decode("oldest");
        for (int i = 0; i < VerifiedTokens.MOST; i++) {
            tokens.decode("t" + i);
        }
        int before = verified;
        tokens.decode("t" + (VerifiedTokens.MOST - 1));
        assertThat(verified).isEqualTo(before);
        tokens.decode("oldest");
        assertThat(verified).isEqualTo(before + 1);
    }
}
