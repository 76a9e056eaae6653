package cn.tiyan.gateway.trace;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every request its trace, in the log and in the answer. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TraceFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var trace = Trace.of(request);
        response.setHeader(Trace.HEADER, trace.header());
        try (var _ = MDC.putCloseable("traceId", trace.traceId()); var _ = MDC.putCloseable("spanId", trace.spanId())) {
            chain.doFilter(request, response);
        }
    }
}
