package cn.tiyan.e2e;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signs people in as a browser would: authorization code with PKCE (RFC 7636) through the sign-in form, as client
 * {@code tiyan-cli}. Safe for use by many threads; a token is kept until a minute before it expires.
 */
public final class SignIn {

    private static final String CLIENT = "tiyan-cli";
    private static final String REDIRECT = "http://127.0.0.1/cli";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final Pattern HIDDEN_INPUT = Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]+)\"");

    private final URI issuer;
    private final SecureRandom random = new SecureRandom();
    private final JsonMapper json = new JsonMapper();
    private final Map<Credentials, Token> tokens = new ConcurrentHashMap<>();

    /** @param issuer the identity provider's address, for example {@code http://127.0.0.1:9000} */
    public SignIn(URI issuer) {
        this.issuer = issuer;
    }

    /**
     * An access token that is good for at least a minute.
     *
     * @throws Refused when the name or the password is wrong, or the name is locked for having failed too often
     * @throws Unavailable when the identity provider cannot be reached or does not answer as one
     */
    public String accessToken(String user, String password) {
        return tokens.compute(new Credentials(user, password), (credentials, kept) ->
            kept != null && kept.expires().minus(MARGIN).isAfter(Instant.now()) ? kept : signIn(credentials)).value();
    }

    private Token signIn(Credentials credentials) {
        // Each sign-in is its own browser: people must not share a session.
        var cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
        try (var http = HttpClient.newBuilder().cookieHandler(cookies).connectTimeout(TIMEOUT).build()) {
            var state = randomText(16);
            var verifier = randomText(32);
            var code = code(http, credentials, state, verifier);
            return token(http, code, verifier);
        } catch (IOException e) {
            throw new Unavailable(issuer + " cannot be reached (" + e.getClass().getSimpleName() + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while signing in at " + issuer, e);
        }
    }

    private String code(HttpClient http, Credentials credentials, String state, String verifier) throws IOException, InterruptedException {
        var question = new LinkedHashMap<String, String>();
        question.put("response_type", "code");
        question.put("client_id", CLIENT);
        question.put("redirect_uri", REDIRECT);
        question.put("scope", "openid profile");
        question.put("state", state);
        question.put("code_challenge", challenge(verifier));
        question.put("code_challenge_method", "S256");
        var authorization = at("/oauth2/authorize?" + form(question));

        var formPage = send(http, page(redirectOf(send(http, page(authorization), 302), authorization)), 200);
        var hidden = HIDDEN_INPUT.matcher(formPage.body());
        if (!hidden.find()) {
            throw new Unavailable(issuer + " shows no sign-in form", null);
        }
        var answer = Map.of("username", credentials.user(), "password", credentials.password(), hidden.group(1), hidden.group(2));
        var submitted = http.send(post("/login", answer), BodyHandlers.ofString());
        if (submitted.statusCode() == 429) {
            throw new Refused(credentials.user() + " is locked for a minute: too many failed attempts");
        }
        var next = redirectOf(expect(submitted, 302), at("/login"));
        if (next.getPath().equals("/login")) {
            throw new Refused("wrong name or password for " + credentials.user());
        }
        var parameters = parameters(redirectOf(send(http, page(next), 302), next));
        if (!state.equals(parameters.get("state")) || !parameters.containsKey("code")) {
            throw new Unavailable(issuer + " gave no code: " + parameters.getOrDefault("error", "wrong state"), null);
        }
        return parameters.get("code");
    }

    private Token token(HttpClient http, String code, String verifier) throws IOException, InterruptedException {
        var asked = Instant.now();
        var response = expect(http.send(post("/oauth2/token", Map.of("grant_type", "authorization_code", "client_id", CLIENT,
            "redirect_uri", REDIRECT, "code", code, "code_verifier", verifier)), BodyHandlers.ofString()), 200);
        var body = parse(response.body());
        if (!body.path("access_token").isString() || !body.path("expires_in").isIntegralNumber()) {
            throw new Unavailable(issuer + " answered without an access token", null);
        }
        return new Token(body.path("access_token").stringValue(), asked.plusSeconds(body.path("expires_in").longValue()));
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JacksonException e) {
            throw new Unavailable(issuer + " answered something other than JSON", e);
        }
    }

    private HttpResponse<String> send(HttpClient http, HttpRequest request, int status) throws IOException, InterruptedException {
        return expect(http.send(request, BodyHandlers.ofString()), status);
    }

    private static HttpResponse<String> expect(HttpResponse<String> response, int status) {
        if (response.statusCode() != status) {
            throw new Unavailable("%s answered %d instead of %d".formatted(response.uri().getPath(), response.statusCode(), status), null);
        }
        return response;
    }

    private static URI redirectOf(HttpResponse<String> response, URI from) {
        return response.headers().firstValue("Location").map(from::resolve)
            .orElseThrow(() -> new Unavailable(from.getPath() + " redirects nowhere", null));
    }

    private static HttpRequest page(URI address) {
        return HttpRequest.newBuilder(address).timeout(TIMEOUT).header("Accept", "text/html").build();
    }

    private HttpRequest post(String path, Map<String, String> fields) {
        return HttpRequest.newBuilder(at(path)).timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(fields)))
            .build();
    }

    private URI at(String pathAndQuery) {
        return URI.create(issuer.toString().replaceFirst("/$", "") + pathAndQuery);
    }

    private String randomText(int bytes) {
        var noise = new byte[bytes];
        random.nextBytes(noise);
        return base64(noise);
    }

    private static String challenge(String verifier) {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    }

    private static Map<String, String> parameters(URI address) {
        var query = address.getRawQuery() == null ? "" : address.getRawQuery();
        return Arrays.stream(query.split("&"))
            .map(pair -> pair.split("=", 2))
            .filter(pair -> pair.length == 2)
            .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8), (first, _) -> first));
    }

    private record Credentials(String user, String password) {
    }

    private record Token(String value, Instant expires) {
    }

    /** The person may not sign in, or not now. */
    public static final class Refused extends RuntimeException {

        Refused(String message) {
            super(message);
        }
    }

    /** There is no identity provider to sign in at. */
    public static final class Unavailable extends RuntimeException {

        Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
