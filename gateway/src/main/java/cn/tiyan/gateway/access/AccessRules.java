package cn.tiyan.gateway.access;

import cn.tiyan.platform.admission.BearerTokens;
import cn.tiyan.platform.admission.QuickFirewall;
import cn.tiyan.platform.admission.VerifiedTokens;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

import cn.tiyan.gateway.GatewaySettings;
import cn.tiyan.gateway.problem.Problem;
import cn.tiyan.gateway.problem.RefusalValve;

/**
 * Everything under {@code /api} needs an access token, except what other systems push: they sign each request, and the service
 * that knows their keys verifies it, and what the public does in recruitment, within limits of that service. What lies outside is open: the pages, and Open311, whose reports bear a key the service knows. Roles and units are the services' business; they verify the token again.
 */
@Configuration(proxyBeanMethods = false)
class AccessRules {

    /** What the public reads of recruitment without an account. */
    private static final String[] OPEN_TO_READ = {"/api/v1/recruitment/open", "/api/v1/recruitment/open/*", "/api/v1/recruitment/notices",
        "/api/v1/recruitment/privacy-notice"};
    /** What the public does there: it applies, finds an application again by a code, and answers an invitation by its link. */
    private static final String[] OPEN_TO_WRITE = {"/api/v1/recruitment/open/*/applications", "/api/v1/recruitment/applications/status",
        "/api/v1/recruitment/applications/withdrawal", "/api/v1/recruitment/invitations/open", "/api/v1/recruitment/invitations/accept",
        "/api/v1/recruitment/invitations/decline"};
    private static final Duration KEY_FETCH_PATIENCE = Duration.ofSeconds(5);

    @Bean
    SecurityFilterChain access(HttpSecurity http, GatewaySettings settings) {
        var denial = new BearerTokenAccessDeniedHandler();
        return http
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilter(crossOrigin(settings))
                .headers(headers -> headers
                        .contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'self'; "
                                + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
                                + "base-uri 'none'; frame-ancestors 'none'")))
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers(HttpMethod.POST, "/api/v1/ingest/**").permitAll()
                        .requestMatchers(HttpMethod.GET, "/api/v1/ingest/progress", "/api/v1/ingest/receipts/*").permitAll()
                        .requestMatchers(HttpMethod.GET, OPEN_TO_READ).permitAll()
                        .requestMatchers(HttpMethod.POST, OPEN_TO_WRITE).permitAll()
                        .requestMatchers("/api/**").authenticated()
                        .anyRequest().permitAll())
                .oauth2ResourceServer(server -> server
                        .jwt(jwt -> { })
                        .bearerTokenResolver(new BearerTokens())
                        .authenticationEntryPoint((request, response, failure) -> {
                            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, BearerTokens.challenge(failure));
                            Problem.UNAUTHORIZED.answer(request, response);
                        })
                        .accessDeniedHandler((request, response, failure) -> {
                            denial.handle(request, response, failure);
                            Problem.FORBIDDEN.answer(request, response);
                        }))
                .build();
    }

    /** Keys are fetched with the first token, not at start, and within bounds. */
    @Bean
    JwkSetUriJwtDecoderBuilderCustomizer keyFetching(HttpClient client) {
        var requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(KEY_FETCH_PATIENCE);
        return decoder -> decoder.restOperations(new RestTemplate(requests));
    }

    /** The token is verified by whatever decoder there is, but not with every request. */
    @Bean
    static BeanPostProcessor verifiedTokens() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof JwtDecoder decoder ? new VerifiedTokens(decoder, Clock.systemUTC()) : bean;
            }
        };
    }

    /** A measurement of every filter of every request costs more than all of them do. */
    @Bean
    static SecurityObservationSettings noObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Traversals, double and encoded slashes, and the like, are refused rather than interpreted. */
    @Bean
    HttpFirewall firewall() {
        return new QuickFirewall();
    }

    /** What the firewall refuses is a bad request. */
    @Bean
    RequestRejectedHandler refusedRequests() {
        return (request, response, _) -> Problem.BAD_REQUEST.answer(request, response);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusalsOfTheContainer() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(RefusalValve.class.getName());
            }
        });
    }

    private static CorsFilter crossOrigin(GatewaySettings settings) {
        var rules = new CorsConfiguration();
        rules.setAllowedOrigins(settings.corsOrigins());
        rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        rules.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        rules.setExposedHeaders(List.of("ETag", "Location", "Retry-After", "Content-Disposition", "traceparent"));
        rules.setMaxAge(Duration.ofHours(1));
        var paths = new UrlBasedCorsConfigurationSource();
        paths.registerCorsConfiguration("/api/**", rules);
        paths.registerCorsConfiguration("/docs/**", rules);
        var filter = new CorsFilter(paths);
        filter.setCorsProcessor(new ProblemCorsProcessor());
        return filter;
    }

    private static final class ProblemCorsProcessor extends DefaultCorsProcessor {

        @Override
        public boolean processRequest(CorsConfiguration rules, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            var accepted = super.processRequest(rules, request, response);
            if (!accepted) {
                Problem.ORIGIN_REFUSED.answer(request, response);
            }
            return accepted;
        }

        @Override
        protected void rejectRequest(ServerHttpResponse response) {
            // Answered above, where the request is at hand.
        }
    }
}
