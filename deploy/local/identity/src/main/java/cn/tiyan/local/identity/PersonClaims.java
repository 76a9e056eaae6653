package cn.tiyan.local.identity;

import java.util.List;
import java.util.Map;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** Puts into access and ID tokens what the services decide by: display name, roles and unit. */
final class PersonClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    /** The platform, as the audience of access tokens. */
    static final String AUDIENCE = "tiyan";

    private final Map<String, DemoUser> users;

    PersonClaims(Map<String, DemoUser> users) {
        this.users = users;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        var user = users.get(context.getPrincipal().getName());
        context.getClaims()
            .claim("name", user.name())
            .claim("roles", user.roles().stream().map(Enum::name).sorted().toList())
            .claim("unit", user.unit());
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            // An ID token is for the client alone: the platform takes only what is meant for it.
            context.getClaims().audience(List.of(AUDIENCE));
        }
    }
}
