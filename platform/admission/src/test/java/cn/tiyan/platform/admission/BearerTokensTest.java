package cn.tiyan.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

class BearerTokensTest {

    @Test
    void readsEveryHeaderAsSpringDoes() {
        var headers = new ArrayList<>(List.of("", "Bearer", "Bearer ", "Bearer  a", "bearer a.b.c", "BEARER a.b.c", "Bearera.b.c",
                "Basic YTpi", "Bearer a.b.c", "Bearer a=", "Bearer a==", "Bearer =", "Bearer a=b", "Bearer a b", " Bearer a", "Bearer a "));
        for (char character = 0; character < 0x180; character++) {
            headers.add("Bearer a" + character + "c");
            headers.add("Bearer " + character);
        }
        for (var header : headers) {
            assertThat(read(new BearerTokens(), header)).as(header).isEqualTo(read(new DefaultBearerTokenResolver(), header));
        }
        assertThat(read(new BearerTokens(), "Bearer a.b-c_9")).isEqualTo("a.b-c_9");
        assertThat(read(new BearerTokens(), null)).isEqualTo("nothing");
    }

    @Test
    void saysOfABadTokenOnlyThatItIsBad() {
        var bad = new InvalidBearerTokenException("An error occurred while attempting to decode the Jwt: Malformed token");
        assertThat(BearerTokens.challenge(bad)).isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(BearerTokens.challenge(new InsufficientAuthenticationException("Full authentication is required"))).isEqualTo("Bearer");
    }

    private static String read(BearerTokenResolver resolver, String header) {
        var request = new MockHttpServletRequest("GET", "/");
        if (header != null) {
            request.addHeader("Authorization", header);
        }
        request.addParameter("access_token", "other");
        try {
            var token = resolver.resolve(request);
            return token == null ? "nothing" : token;
        } catch (OAuth2AuthenticationException refused) {
            return "refused: " + refused.getError();
        }
    }
}
