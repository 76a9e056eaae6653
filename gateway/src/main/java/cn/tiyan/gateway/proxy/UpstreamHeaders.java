package cn.tiyan.gateway.proxy;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;

import cn.tiyan.gateway.trace.Trace;

/**
 * The headers a service receives: the caller's, without those that only concern the connection, and with the gateway's own word,
 * not the caller's, on where the request came from.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class UpstreamHeaders implements RequestHttpHeadersFilter {

    private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "keep-alive", "proxy-connection", "te", "trailer",
            "transfer-encoding", "upgrade", "http2-settings", "proxy-authorization", "proxy-authenticate", "expect");
    private static final Set<String> SAID_BY_THE_GATEWAY = Set.of("forwarded", "x-real-ip", Trace.HEADER);

    @Override
    public HttpHeaders apply(HttpHeaders received, ServerRequest request) {
        var dropped = new HashSet<String>();
        for (var option : received.getConnection()) {
            dropped.add(option.toLowerCase(Locale.ROOT));
        }
        var trace = Trace.of(request.servletRequest());
        if (!trace.continued()) {
            dropped.add("tracestate");
        }
        var sent = new HttpHeaders();
        received.forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!dropped.contains(lower) && !OF_THE_CONNECTION.contains(lower) && !SAID_BY_THE_GATEWAY.contains(lower)
                    && !lower.startsWith("x-forwarded-")) {
                sent.put(name, List.copyOf(values));
            }
        });
        sent.set(Trace.HEADER, trace.header());
        return sent;
    }
}
