package cn.tiyan.testkit.http;

import cn.tiyan.testkit.Persona;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Access tokens of the same shape as the identity provider's, signed with a key of this JVM. */
public final class Tokens {

    private static final RSAKey KEY = key();

    private Tokens() {
    }

    /** A token for the next hour. */
    public static String of(Persona persona) {
        return of(persona, claims -> { });
    }

    /** A token for the next hour, with some claims changed. */
    public static String of(Persona persona, Consumer<JWTClaimsSet.Builder> change) {
        var claims = new JWTClaimsSet.Builder()
                .issuer("http://127.0.0.1/test").subject(persona.account())
                .claim("name", persona.displayName()).claim("unit", persona.unit())
                .claim("roles", persona.roles().stream().map(Enum::name).toList())
                .issueTime(new Date()).expirationTime(Date.from(Instant.now().plusSeconds(3600)));
        change.accept(claims);
        try {
            var token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims.build());
            token.sign(new RSASSASigner(KEY));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What accepts them. */
    public static JwtDecoder decoder() {
        try {
            return NimbusJwtDecoder.withPublicKey(KEY.toRSAPublicKey()).build();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
