package cn.tiyan.platform.admission;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Verifies each access token once and keeps what it says, for a few minutes and never beyond its expiry: people send the same
 * token with every request, and checking a signature costs more than most of what is asked for. A token that is not valid is
 * never kept. A signing key that is withdrawn counts for {@link #LONGEST} more, no longer.
 */
public final class VerifiedTokens implements JwtDecoder {

    static final Duration LONGEST = Duration.ofMinutes(5);
    static final int MOST = 2000;

    private final JwtDecoder verifier;
    private final Clock clock;
    private final Map<String, Kept> kept = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MOST;
        }
    });

    private record Kept(Jwt token, Instant until) {
    }

    /** @param verifier asked about tokens not known yet */
    public VerifiedTokens(JwtDecoder verifier, Clock clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    @Override
    public Jwt decode(String token) {
        Instant now = clock.instant();
        Kept known = kept.get(token);
        if (known != null && now.isBefore(known.until())) {
            return known.token();
        }
        kept.remove(token);
        Jwt verified = verifier.decode(token);
        Instant expires = verified.getExpiresAt();
        if (expires != null && expires.isAfter(now)) {
            Instant longest = now.plus(LONGEST);
            kept.put(token, new Kept(verified, expires.isBefore(longest) ? expires : longest));
        }
        return verified;
    }
}
