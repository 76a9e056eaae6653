package cn.tiyan.local.identity;

import java.time.Duration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Who may ask for tokens. Neither can keep a secret, so both must prove possession (PKCE, RFC 7636). */
final class Clients {

    private static final Duration ACCESS_TOKEN_LIFE = Duration.ofHours(1);
    private static final Duration REFRESH_TOKEN_LIFE = Duration.ofHours(8);

    private Clients() {
    }

    /** The console in a browser; it stays signed in for a working day. */
    static RegisteredClient console(IdentityProperties properties) {
        return publicClient("tiyan-console")
            .redirectUri(properties.console().toString())
            .postLogoutRedirectUri(properties.console().toString())
            .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
            .build();
    }

    /** Command line, demo and tests; the port of the address is free (RFC 8252 section 7.3). */
    static RegisteredClient commandLine() {
        return publicClient("tiyan-cli").redirectUri("http://127.0.0.1/cli").build();
    }

    private static RegisteredClient.Builder publicClient(String id) {
        return RegisteredClient.withId(id)
            .clientId(id)
            .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .scope(OidcScopes.OPENID)
            .scope(OidcScopes.PROFILE)
            .clientSettings(ClientSettings.builder().requireProofKey(true).requireAuthorizationConsent(false).build())
            .tokenSettings(TokenSettings.builder()
                .accessTokenTimeToLive(ACCESS_TOKEN_LIFE)
                .refreshTokenTimeToLive(REFRESH_TOKEN_LIFE)
                .reuseRefreshTokens(false)
                .build());
    }
}
