package cn.tiyan.gateway.proxy;

import java.util.Locale;
import java.util.Set;

import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.ResponseHttpHeadersFilter;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;

import cn.tiyan.gateway.trace.Trace;

/** The headers a caller receives: the service's, except those the gateway alone decides. */
@Component
@Order(0)
class DownstreamHeaders implements ResponseHttpHeadersFilter {

    private static final Set<String> DECIDED_BY_THE_GATEWAY = Set.of(Trace.HEADER, "connection", "keep-alive", "server",
            "x-powered-by");

    @Override
    public HttpHeaders apply(HttpHeaders received, ServerResponse response) {
        var sent = new HttpHeaders();
        received.forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!DECIDED_BY_THE_GATEWAY.contains(lower) && !lower.startsWith("access-control-")) {
                sent.put(name, values);
            }
        });
        return sent;
    }
}
