package cn.tiyan.gateway;

import java.time.Instant;
import java.util.Date;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/** An identity provider as far as the gateway knows one: a discovery document, public keys, and tokens signed with them. */
final class Issuer implements AutoCloseable {

    private final Upstream server = new Upstream();
    private final RSAKey key = newKey();

    Issuer() {
        server.on("/.well-known/openid-configuration", exchange -> Upstream.answer(exchange, 200, "application/json", """
                {"issuer":"%1$s","jwks_uri":"%1$s/keys","subject_types_supported":["public"],
                 "authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token"}""".formatted(address())));
        server.on("/keys", exchange -> Upstream.answer(exchange, 200, "application/json",
                new JWKSet(key.toPublicJWK()).toString()));
    }

    String address() {
        return server.address();
    }

    private static final String AUDIENCE = "tiyan";

    String token() {
        return token(key, address(), AUDIENCE, Instant.now().plusSeconds(300));
    }

    String expiredToken() {
        return token(key, address(), AUDIENCE, Instant.now().minusSeconds(300));
    }

    String tokenOfAnotherIssuer() {
        return token(key, "http://elsewhere.example", AUDIENCE, Instant.now().plusSeconds(300));
    }

    String tokenSignedByAStranger() {
        return token(newKey(), address(), AUDIENCE, Instant.now().plusSeconds(300));
    }

    /** Such as an ID token, which is for the client that asked for it. */
    String tokenForSomebodyElse() {
        return token(key, address(), "tiyan-console", Instant.now().plusSeconds(300));
    }

    private static String token(RSAKey key, String issuer, String audience, Instant expiry) {
        try {
            var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(),
                    new JWTClaimsSet.Builder().issuer(issuer).audience(audience).subject("sheng.ban").claim("unit", "210000")
                            .claim("roles", List.of("OFFICE_CLERK")).expirationTime(Date.from(expiry)).build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("k1").generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
