package cn.tiyan.local.identity;

import static org.springframework.security.config.Customizer.withDefaults;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.event.AbstractAuthenticationEvent;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** Who may do what here: the protocol's endpoints, the sign-in page, the health of the process, and nothing else. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http, RegisteredClientRepository clients) throws Exception {
        var server = new OAuth2AuthorizationServerConfigurer();
        return http
            .securityMatcher(server.getEndpointsMatcher())
            .with(server, it -> it
                .oidc(withDefaults())
                .clientAuthentication(client -> client
                    .authenticationConverter(new PublicClientRefresh.Converter())
                    .authenticationProvider(new PublicClientRefresh.Provider(clients))))
            .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
            .oauth2ResourceServer(resources -> resources.jwt(withDefaults()))
            .cors(withDefaults())
            .exceptionHandling(exceptions -> exceptions.defaultAuthenticationEntryPointFor(
                new LoginUrlAuthenticationEntryPoint(SignInPage.PATH), new MediaTypeRequestMatcher(MediaType.TEXT_HTML)))
            .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain people(HttpSecurity http, SignInAttempts attempts, SignInPage page) throws Exception {
        return http
            .authorizeHttpRequests(requests -> requests
                .requestMatchers(SignInPage.PATH, "/assets/**", "/actuator/health/**", "/error").permitAll()
                .anyRequest().denyAll())
            .formLogin(form -> form.loginPage(SignInPage.PATH))
            .addFilterBefore(new SignInLimit(attempts, page), UsernamePasswordAuthenticationFilter.class)
            .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'")))
            .build();
    }

    @Bean
    SignInAttempts signInAttempts(Clock clock) {
        return new SignInAttempts(clock);
    }

    @Bean
    ApplicationListener<AbstractAuthenticationEvent> countsSignIns(SignInAttempts attempts) {
        return event -> {
            // Clients and bearer tokens are authenticated by the same machinery; only people are counted.
            if (event.getAuthentication() instanceof UsernamePasswordAuthenticationToken person) {
                switch (event) {
                    case AbstractAuthenticationFailureEvent _ -> attempts.failed(person.getName());
                    case AuthenticationSuccessEvent _ -> attempts.succeeded(person.getName());
                    default -> { }
                }
            }
        };
    }

    /** The console is served by the gateway, another origin, and calls these endpoints from the browser. */
    @Bean
    CorsConfigurationSource corsConfigurationSource(IdentityProperties properties) {
        var console = new CorsConfiguration();
        console.setAllowedOrigins(List.of(properties.consoleOrigin()));
        console.setAllowedMethods(List.of("GET", "POST"));
        console.setAllowedHeaders(List.of("Authorization", "Content-Type"));
        var source = new UrlBasedCorsConfigurationSource();
        for (var path : List.of("/oauth2/token", "/oauth2/revoke", "/oauth2/jwks", "/userinfo", "/.well-known/**")) {
            source.registerCorsConfiguration(path, console);
        }
        return source;
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(IdentityProperties properties) {
        return AuthorizationServerSettings.builder().issuer(properties.issuer().toString()).build();
    }

    @Bean
    RegisteredClientRepository registeredClients(IdentityProperties properties) {
        return new InMemoryRegisteredClientRepository(Clients.console(properties), Clients.commandLine());
    }

    @Bean
    JWKSource<SecurityContext> signingKeys(IdentityProperties properties) {
        return new ImmutableJWKSet<>(new JWKSet(SigningKey.keptIn(properties.data())));
    }

    @Bean
    JwtEncoder jwtEncoder(JWKSource<SecurityContext> keys) {
        return new NimbusJwtEncoder(keys);
    }

    @Bean
    OAuth2TokenGenerator<? extends OAuth2Token> tokens(JwtEncoder encoder, IdentityProperties properties, Clock clock) {
        var jwts = new JwtGenerator(encoder);
        jwts.setClock(clock);
        jwts.setJwtCustomizer(new PersonClaims(usersByName(properties)));
        return new DelegatingOAuth2TokenGenerator(jwts, new PublicClientRefresh.Generator(clock));
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder();
    }

    @Bean
    UserDetailsService demoUsers(IdentityProperties properties, PasswordEncoder encoder, Environment environment) {
        var password = encoder.encode(DemoPassword.from(environment).text());
        var users = usersByName(properties);
        return username -> {
            var user = users.get(username);
            if (user == null) {
                throw new UsernameNotFoundException("no such user");
            }
            return User.withUsername(user.username()).password(password).roles(user.roles().stream().map(Enum::name).toArray(String[]::new)).build();
        };
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    private static Map<String, DemoUser> usersByName(IdentityProperties properties) {
        return properties.users().stream().collect(Collectors.toUnmodifiableMap(DemoUser::username, Function.identity()));
    }
}
