package cn.tiyan.gateway.proxy;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import cn.tiyan.gateway.GatewaySettings;
import cn.tiyan.gateway.problem.Problem;

/** Refuses a body that says it is too large, and stops one that turns out to be. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class BodyLimitFilter extends OncePerRequestFilter {

    private final BodyLimits limits;

    BodyLimitFilter(GatewaySettings settings) {
        this.limits = new BodyLimits(settings.bodyLimit(), settings.bodyLimits());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var limit = limits.of(request.getRequestURI());
        if (request.getContentLengthLong() > limit) {
            Problem.PAYLOAD_TOO_LARGE.answer(request, response);
            return;
        }
        chain.doFilter(new SealedRequest(request, limit), response);
    }
}
