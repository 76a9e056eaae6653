package cn.tiyan.platform.admission;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Takes the access token out of its header. A token that looks as tokens do is seen at a glance; whatever looks otherwise is left
 * to Spring's own reading, whose regular expression costs more than the verification of a token that is known.
 */
public final class BearerTokens implements BearerTokenResolver {

    private static final String SCHEME = "Bearer ";

    private final BearerTokenResolver others = new DefaultBearerTokenResolver();

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && plain(header) ? header.substring(SCHEME.length()) : others.resolve(request);
    }

    /**
     * What the answer to a request without a good token asks for, see RFC 6750. Of what is wrong it bears the code alone: the description
     * may be an exception's text.
     */
    public static String challenge(AuthenticationException failure) {
        return failure instanceof OAuth2AuthenticationException refused ? "Bearer error=\"" + refused.getError().getErrorCode() + '"' : "Bearer";
    }

    private static boolean plain(String header) {
        if (!header.startsWith(SCHEME) || header.length() == SCHEME.length()) {
            return false;
        }
        for (int i = SCHEME.length(); i < header.length(); i++) {
            char next = header.charAt(i);
            var fits = next >= 'a' && next <= 'z' || next >= 'A' && next <= 'Z' || next >= '0' && next <= '9'
                    || next == '-' || next == '.' || next == '_';
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
