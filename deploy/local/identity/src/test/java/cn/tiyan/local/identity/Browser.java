package cn.tiyan.local.identity;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One person's browser: cookies, forms, and redirects followed by hand so that a test sees each. */
final class Browser implements AutoCloseable {

    static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-0123456789";

    private static final Pattern HIDDEN_INPUT = Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]+)\"");

    private final URI issuer;
    private final HttpClient http;

    Browser(URI issuer) {
        this.issuer = issuer;
        this.http = HttpClient.newBuilder().cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL)).build();
    }

    /** What a client asks for; tests leave out or change single parameters. */
    static Map<String, String> authorizationRequest(String client, String redirect) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return new HashMap<>(Map.of("response_type", "code", "client_id", client, "redirect_uri", redirect, "scope", "openid profile", "state", "here",
            "code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(digest), "code_challenge_method", "S256"));
    }

    HttpResponse<String> authorize(Map<String, String> request) throws Exception {
        return get("/oauth2/authorize?" + form(request));
    }

    /** Fills in the form and sends it; the answer is a redirect, or 429. */
    HttpResponse<String> signIn(String username, String password) throws Exception {
        var hidden = HIDDEN_INPUT.matcher(get("/login").body());
        if (!hidden.find()) {
            throw new AssertionError("no form token");
        }
        return post("/login", Map.of("username", username, "password", password, hidden.group(1), hidden.group(2)));
    }

    /** From the first question to the address the client is sent to with its code, or to the sign-in page again. */
    URI redirectAfterSignIn(Map<String, String> request, String username, String password) throws Exception {
        authorize(request);
        var next = location(signIn(username, password));
        return next.getPath().equals("/oauth2/authorize") ? location(get(next.getPath() + "?" + next.getRawQuery())) : next;
    }

    HttpResponse<String> exchange(String client, String redirect, URI withCode) throws Exception {
        var code = Pattern.compile("[?&]code=([^&]+)").matcher(withCode.toString());
        if (!code.find()) {
            throw new AssertionError("no code in " + withCode);
        }
        return post("/oauth2/token", Map.of("grant_type", "authorization_code", "client_id", client, "redirect_uri", redirect,
            "code", code.group(1), "code_verifier", VERIFIER));
    }

    HttpResponse<String> get(String pathAndQuery, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(issuer.resolve(pathAndQuery)).header("Accept", "text/html,*/*;q=0.8");
        return http.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
        return http.send(HttpRequest.newBuilder(issuer.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form(fields))).build(), BodyHandlers.ofString());
    }

    URI location(HttpResponse<?> response) {
        return response.headers().firstValue("Location").map(issuer::resolve)
            .orElseThrow(() -> new AssertionError(response.statusCode() + " without Location"));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        http.close();
    }
}
