package cn.tiyan.gateway.problem;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import cn.tiyan.gateway.GatewaySettings;

/** Turns whatever nobody else caught into a problem, so that no exception ever reaches the servlet container's own pages. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class SafetyNet extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(SafetyNet.class);

    private final GatewaySettings settings;

    SafetyNet(GatewaySettings settings) {
        this.settings = settings;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (Exception failure) {
            if (response.isCommitted()) {
                // Half an answer is out. Only a broken connection tells the caller so: the container sees to that.
                throw failure;
            }
            var cause = failure instanceof ServletException wrapped && wrapped.getRootCause() != null
                    ? wrapped.getRootCause() : failure;
            var problem = problemOf(cause);
            record(request, problem, cause);
            if (problem.status() == 503) {
                response.setHeader("Retry-After", String.valueOf(settings.retryAfter().toSeconds()));
            }
            problem.answer(request, response);
        }
    }

    /** An unknown failure with all its traces; a service that is away in one line, for there will be many of them. */
    private static void record(HttpServletRequest request, Problem problem, Throwable cause) {
        if (problem == Problem.INTERNAL_ERROR) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), cause);
        } else if (problem.status() >= 500) {
            LOG.warn("{} {}: {}, because of {}", request.getMethod(), request.getRequestURI(), problem,
                    String.valueOf(cause instanceof Refusal refusal ? refusal.reason() : cause));
        }
    }

    private static Problem problemOf(Throwable cause) {
        return switch (cause) {
            case Refusal refusal -> refusal.problem();
            case AuthenticationServiceException _, JwtDecoderInitializationException _ -> Problem.IDENTITY_UNAVAILABLE;
            case RequestRejectedException _ -> Problem.BAD_REQUEST;
            default -> Problem.INTERNAL_ERROR;
        };
    }
}
