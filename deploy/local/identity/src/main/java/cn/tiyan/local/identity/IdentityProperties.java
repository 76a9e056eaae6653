package cn.tiyan.local.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param issuer the address this provider is reached at, and the {@code iss} of every token
 * @param data the folder the signing key is kept in
 * @param console the address of the console, where it takes up the code
 * @param users everyone who can sign in; their common password is {@link DemoPassword}
 */
@Validated
@ConfigurationProperties("tiyan.identity")
record IdentityProperties(@NotNull URI issuer, @NotNull Path data, @NotNull URI console, @NotEmpty List<@Valid DemoUser> users) {

    /** What a browser sends as {@code Origin} when the console calls. */
    String consoleOrigin() {
        return console.resolve("/").toString().replaceFirst("/$", "");
    }
}
