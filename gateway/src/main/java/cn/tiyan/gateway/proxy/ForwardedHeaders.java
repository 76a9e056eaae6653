package cn.tiyan.gateway.proxy;

import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;

/** Says where the request came from; after all filters that remove what the caller said about it. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class ForwardedHeaders implements RequestHttpHeadersFilter {

    @Override
    public HttpHeaders apply(HttpHeaders headers, ServerRequest request) {
        var received = request.servletRequest();
        var sent = new HttpHeaders();
        sent.putAll(headers);
        sent.set("X-Forwarded-For", received.getRemoteAddr());
        sent.set("X-Forwarded-Proto", received.getScheme());
        var host = received.getHeader(HttpHeaders.HOST);
        if (host != null) {
            sent.set("X-Forwarded-Host", host);
        }
        sent.set("X-Forwarded-Port", String.valueOf(received.getServerPort()));
        return sent;
    }
}
