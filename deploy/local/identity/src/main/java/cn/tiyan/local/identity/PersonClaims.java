package cn.tiyan.local.identity;

import java.util.Map;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** Puts into access and ID tokens what the services decide by: display name, roles and unit. */
final class PersonClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

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
    }
}
