package cn.tiyan.platform.security;

import cn.tiyan.platform.admission.BearerTokens;
import cn.tiyan.platform.admission.QuickFirewall;
import cn.tiyan.platform.admission.VerifiedTokens;
import cn.tiyan.platform.refusal.Refusal;
import feign.RequestInterceptor;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Every request bears an access token, but for what {@code tiyan.security.open} names: paths that prove their sender otherwise. */
@AutoConfiguration(before = ServletWebSecurityAutoConfiguration.class)
public class SecurityConfiguration {

    @Bean
    SecurityFilterChain security(HttpSecurity http, @Value("${tiyan.security.open:}") String[] open,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return http
                .authorizeHttpRequests(requests -> {
                    requests.requestMatchers("/actuator/health/**", "/actuator/info", "/v3/api-docs/**", "/error").permitAll();
                    if (open.length > 0) {
                        requests.requestMatchers(open).permitAll();
                    }
                    requests.anyRequest().authenticated();
                })
                .oauth2ResourceServer(server -> server.jwt(jwt -> { }).bearerTokenResolver(new BearerTokens())
                        .authenticationEntryPoint((request, response, failure) -> {
                            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, BearerTokens.challenge(failure));
                            problems.resolveException(request, response, null,
                                    Refusal.unauthenticated("unauthorized", "请先登录，或重新获取访问令牌"));
                        }))
                .exceptionHandling(handling -> handling.accessDeniedHandler((request, response, denied) ->
                        problems.resolveException(request, response, null, denied)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                // Nobody signs out of a service or is led back to where they came from, and what browsers are to be told about
                // answers the gateway tells them: each of these would otherwise wrap and inspect every request.
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    HttpFirewall firewall() {
        return new QuickFirewall();
    }

    /** The token is verified by whatever decoder there is, but not with every request. */
    @Bean
    static BeanPostProcessor verifiedTokens(ObjectProvider<Clock> clock) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof JwtDecoder decoder ? new VerifiedTokens(decoder, clock.getObject()) : bean;
            }
        };
    }

    /** A measurement of every filter of every request costs more than all of them do. */
    @Bean
    static SecurityObservationSettings noObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    WebMvcConfigurer callerArgument() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgument());
            }
        };
    }

    /** A call to another service is made in the caller's own name. */
    @Bean
    RequestInterceptor passOnToken() {
        return call -> {
            var authentication = SecurityContextHolder.getContext().getAuthentication();
            if (authentication != null && authentication.getPrincipal() instanceof Jwt token) {
                call.header(HttpHeaders.AUTHORIZATION, "Bearer " + token.getTokenValue());
            }
        };
    }
}
