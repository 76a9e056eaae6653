package cn.tiyan.local.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Refresh tokens for clients without a secret, which the framework refuses by default. They are safe enough under the
 * conditions of OAuth 2.0 Security BCP section 4.14: each is good for one use, and replaced by it.
 */
final class PublicClientRefresh {

    private PublicClientRefresh() {
    }

    private static boolean allowedFor(RegisteredClient client) {
        return client != null
            && client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)
            && client.getAuthorizationGrantTypes().contains(AuthorizationGrantType.REFRESH_TOKEN);
    }

    /** Issues them. */
    static final class Generator implements OAuth2TokenGenerator<OAuth2RefreshToken> {

        private static final int BYTES = 96;

        private final Base64StringKeyGenerator keys = new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), BYTES);
        private final Clock clock;

        Generator(Clock clock) {
            this.clock = clock;
        }

        @Override
        public OAuth2RefreshToken generate(OAuth2TokenContext context) {
            if (!OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType()) || !allowedFor(context.getRegisteredClient())) {
                return null;
            }
            var now = clock.instant();
            return new OAuth2RefreshToken(keys.generateKey(), now, now.plus(context.getRegisteredClient().getTokenSettings().getRefreshTokenTimeToLive()));
        }
    }

    /** A client that names itself while it presents a refresh token. */
    static final class Claim extends OAuth2ClientAuthenticationToken {

        private Claim(String clientId) {
            super(clientId, ClientAuthenticationMethod.NONE, null, Map.of());
        }
    }

    /** Reads the claim. */
    static final class Converter implements AuthenticationConverter {

        @Override
        public Authentication convert(HttpServletRequest request) {
            var clientId = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
            var refreshing = AuthorizationGrantType.REFRESH_TOKEN.getValue().equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE));
            var secretive = request.getHeader("Authorization") != null || request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) != null;
            return refreshing && !secretive && clientId != null ? new Claim(clientId) : null;
        }
    }

    /** Accepts the claim of a client that may refresh; whether the token is that client's own is checked where it is spent. */
    static final class Provider implements AuthenticationProvider {

        private final RegisteredClientRepository clients;

        Provider(RegisteredClientRepository clients) {
            this.clients = clients;
        }

        @Override
        public Authentication authenticate(Authentication claim) {
            var client = clients.findByClientId(claim.getName());
            if (!allowedFor(client)) {
                throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
            }
            return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
        }

        @Override
        public boolean supports(Class<?> type) {
            return Claim.class.isAssignableFrom(type);
        }
    }
}
