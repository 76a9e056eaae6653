package cn.tiyan.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the gateway is told about the platform. A new service is a new entry here, never new code.
 *
 * @param issuer the identity provider that people sign in with
 * @param routes which service answers which paths
 * @param connectTimeout how long a connection to a service may take to open
 * @param responseTimeout how long a service may think, counted from the end of the request's body to the answer's headers, and
 *     between two parts of the answer
 * @param retryAfter what a caller is told to wait when a service is not there
 * @param bodyLimit the largest request body, where {@code bodyLimits} names no other
 * @param bodyLimits the largest request body by path pattern, such as {@code /api/v1/ingest/**}; the most specific one that fits counts
 * @param corsOrigins web origins, other than the gateway's own, whose pages may call the API
 * @param docsAge how long a service's API document may be kept before it is asked again
 */
@Validated
@ConfigurationProperties("tiyan.gateway")
public record GatewaySettings(
        @NotNull URI issuer,
        @NotEmpty List<@Valid Route> routes,
        @NotNull Duration connectTimeout,
        @NotNull Duration responseTimeout,
        @NotNull Duration retryAfter,
        @NotNull DataSize bodyLimit,
        @NotNull Map<String, DataSize> bodyLimits,
        @NotNull List<String> corsOrigins,
        @NotNull Duration docsAge) {

    /**
     * One service behind the gateway.
     *
     * @param service its name in the service registry
     * @param title what people call it, in Chinese
     * @param prefixes the paths it answers, each with everything below it. They all lie under {@code /api/v1}, which needs a
     *     token, or are those of a public standard; a service's {@code /internal} and {@code /actuator} can therefore never be published by
     *     a slip here
     * @param responseTimeout its own response timeout, or null for the common one
     */
    public record Route(
            @NotBlank String service,
            @NotBlank String title,
            @NotEmpty List<@Pattern(regexp = "/api/v1/[a-z][a-z-]*|/open311/v2") String> prefixes,
            Duration responseTimeout) {

        /** Whether this service answers a path. */
        public boolean answers(String path) {
            return prefixes.stream().anyMatch(prefix -> lies(path, prefix));
        }
    }

    /** The route of a service, if it has one. */
    public Optional<Route> route(String service) {
        return routes.stream().filter(route -> route.service().equals(service)).findFirst();
    }

    /** The response timeout of a service. */
    public Duration responseTimeoutOf(String service) {
        return route(service).map(Route::responseTimeout).orElse(responseTimeout);
    }

    private static boolean lies(String path, String prefix) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
}
