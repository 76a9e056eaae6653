package cn.tiyan.local.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IdentityProviderIT {

    private static final String PASSWORD = "only-for-this-test";
    private static final String CLI = "tiyan-cli";
    private static final String CLI_REDIRECT = "http://127.0.0.1:54321/cli";
    private static final String CONSOLE = "tiyan-console";
    private static final String CONSOLE_REDIRECT = "http://127.0.0.1:18080/console/";

    @TempDir
    private static Path data;
    private static URI issuer;
    private static ConfigurableApplicationContext provider;

    private Browser browser;

    @BeforeAll
    static void start() throws Exception {
        try (var free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            issuer = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        provider = startProvider(PASSWORD);
    }

    private static ConfigurableApplicationContext startProvider(String password) {
        return SpringApplication.run(IdentityProvider.class, "--server.port=" + issuer.getPort(), "--tiyan.identity.issuer=" + issuer,
            "--tiyan.identity.data=" + data, "--tiyan.identity.console=" + CONSOLE_REDIRECT, "--TIYAN_DEMO_PASSWORD=" + password);
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @BeforeEach
    void openBrowser() {
        browser = new Browser(issuer);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void describesItself() throws Exception {
        var discovery = json(browser.get("/.well-known/openid-configuration").body());

        assertThat(discovery.path("issuer").stringValue()).isEqualTo(issuer.toString());
        assertThat(discovery.path("jwks_uri").stringValue()).isEqualTo(issuer + "/oauth2/jwks");
        assertThat(discovery.path("code_challenge_methods_supported").toString()).contains("S256");
        assertThat(browser.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(browser.get("/actuator/env").statusCode()).isNotEqualTo(200);
    }

    @Test
    void givesTokensThatSayWhoActsForWhichUnit() throws Exception {
        var withCode = browser.redirectAfterSignIn(Browser.authorizationRequest(CLI, CLI_REDIRECT), "shenyang.ban", PASSWORD);
        assertThat(withCode.toString()).startsWith(CLI_REDIRECT + "?").contains("state=here");
        var answer = json(browser.exchange(CLI, CLI_REDIRECT, withCode).body());

        var access = verified(answer.path("access_token").stringValue());
        assertThat(access.getSubject()).isEqualTo("shenyang.ban");
        assertThat(access.getIssuer()).isEqualTo(issuer.toString());
        assertThat(access.getAudience()).containsExactly("tiyan");
        assertThat(access.getStringClaim("name")).isEqualTo("沈阳市营商办经办");
        assertThat(access.getStringListClaim("roles")).containsExactly("OFFICE_CLERK");
        assertThat(access.getStringClaim("unit")).isEqualTo("210100");
        assertThat(Duration.between(access.getIssueTime().toInstant(), access.getExpirationTime().toInstant())).isEqualTo(Duration.ofHours(1));
        assertThat(verified(answer.path("id_token").stringValue()).getStringClaim("unit")).isEqualTo("210100");
        assertThat(verified(answer.path("id_token").stringValue()).getAudience()).as("an ID token is for the client alone").containsExactly(CLI);
        assertThat(answer.has("refresh_token")).as("the command line gets no refresh token").isFalse();
    }

    @Test
    void refreshesTheConsoleOnceForEachToken() throws Exception {
        var withCode = browser.redirectAfterSignIn(Browser.authorizationRequest(CONSOLE, CONSOLE_REDIRECT), "dalian.ban", PASSWORD);
        var first = json(browser.exchange(CONSOLE, CONSOLE_REDIRECT, withCode).body());
        var refresh = Map.of("grant_type", "refresh_token", "client_id", CONSOLE, "refresh_token", first.path("refresh_token").stringValue());

        var second = browser.post("/oauth2/token", refresh);

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(verified(json(second.body()).path("access_token").stringValue()).getStringClaim("unit")).isEqualTo("210200");
        assertThat(browser.post("/oauth2/token", refresh).statusCode()).as("a spent refresh token").isEqualTo(400);
        var stolen = Map.of("grant_type", "refresh_token", "client_id", CLI, "refresh_token", json(second.body()).path("refresh_token").stringValue());
        assertThat(browser.post("/oauth2/token", stolen).statusCode()).as("another client's refresh token").isIn(400, 401);
    }

    @Test
    void givesNoCodeForAWrongPassword() throws Exception {
        var next = browser.redirectAfterSignIn(Browser.authorizationRequest(CLI, CLI_REDIRECT), "sheng.hecha", "wrong-password");

        assertThat(next.toString()).endsWith("/login?error");
        assertThat(browser.get("/login?error").body()).contains("用户名或密码不正确").doesNotContain("sheng.hecha");
    }

    @Test
    void refusesRequestsWithoutProofKey() throws Exception {
        var request = Browser.authorizationRequest(CLI, CLI_REDIRECT);
        request.remove("code_challenge");
        request.remove("code_challenge_method");

        assertThat(browser.redirectAfterSignIn(request, "sheng.ban", PASSWORD).toString()).doesNotContain("code=");
        assertThat(browser.location(browser.authorize(request)).toString()).startsWith(CLI_REDIRECT).contains("error=invalid_request").doesNotContain("code=");
    }

    @Test
    void sendsNobodyToAnAddressItDoesNotKnow() throws Exception {
        var answer = browser.authorize(Browser.authorizationRequest(CONSOLE, "http://evil.example/console/"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void refusesAFormWithoutItsToken() throws Exception {
        assertThat(browser.post("/login", Map.of("username", "sheng.ban", "password", PASSWORD)).statusCode()).isEqualTo(403);
    }

    @Test
    void locksANameThatFailsTooOften() throws Exception {
        for (var attempt = 0; attempt < SignInAttempts.FAILURES; attempt++) {
            assertThat(browser.signIn("guanli", "wrong-password").statusCode()).isEqualTo(302);
        }

        var locked = browser.signIn("guanli", PASSWORD);

        assertThat(locked.statusCode()).isEqualTo(429);
        assertThat(locked.body()).contains("一分钟后再试");
        assertThat(browser.signIn("sheng.lingdao", PASSWORD).statusCode()).as("someone else").isEqualTo(302);
    }

    @Test
    void letsTheConsoleCallAndNoOtherOrigin() throws Exception {
        var console = browser.get("/oauth2/jwks", "Origin", "http://127.0.0.1:18080");
        assertThat(console.headers().firstValue("Access-Control-Allow-Origin")).hasValue("http://127.0.0.1:18080");
        assertThat(browser.get("/oauth2/jwks", "Origin", "http://evil.example").statusCode()).isEqualTo(403);
    }

    @Test
    void keepsItsKeyToItselfAndThroughARestart() throws Exception {
        var before = browser.get("/oauth2/jwks").body();
        provider.close();
        provider = startProvider(PASSWORD);

        assertThat(browser.get("/oauth2/jwks").body()).isEqualTo(before).doesNotContain("\"d\"");
        try (var files = Files.list(data)) {
            assertThat(files.toList()).singleElement()
                .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------"));
        }
    }

    @Test
    void doesNotStartWithoutAProperPassword() {
        for (var password : List.of("", "seven77")) {
            assertThatThrownBy(() -> startProvider(password)).rootCause().isInstanceOf(DemoPassword.Unusable.class)
                .hasMessageContaining(DemoPassword.VARIABLE).hasMessageNotContaining("seven77");
        }
    }

    private JWTClaimsSet verified(String token) throws Exception {
        var jwt = SignedJWT.parse(token);
        var key = JWKSet.parse(browser.get("/oauth2/jwks").body()).getKeyByKeyId(jwt.getHeader().getKeyID());
        assertThat(jwt.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
        return jwt.getJWTClaimsSet();
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }
}
