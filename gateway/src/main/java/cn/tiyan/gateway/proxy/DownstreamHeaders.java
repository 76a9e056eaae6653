package cn.tiyan.gateway.proxy;

import java.util.Locale;
import java.util.Set;

import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.message.MessageSupport;
import org.springframework.http.HttpHeaders;

import cn.tiyan.gateway.trace.Trace;

/** The headers a caller receives: the service's, except those of its connection and those the gateway alone decides. */
final class DownstreamHeaders {

    private static final Set<String> DECIDED_BY_THE_GATEWAY = Set.of(Trace.HEADER, "connection", "keep-alive", "server",
            "x-powered-by", "te", "trailer", "transfer-encoding", "upgrade", "proxy-authenticate", "proxy-authorization",
            "x-application-context");

    private DownstreamHeaders() {
    }

    static HttpHeaders of(HttpMessage received) {
        var sent = new HttpHeaders();
        for (var headers = received.headerIterator(); headers.hasNext();) {
            var header = headers.next();
            var lower = header.getName().toLowerCase(Locale.ROOT);
            if (!DECIDED_BY_THE_GATEWAY.contains(lower) && !lower.startsWith("access-control-")) {
                sent.add(header.getName(), header.getValue());
            }
        }
        for (var named = MessageSupport.iterateTokens(received, "Connection"); named.hasNext();) {
            sent.remove(named.next());
        }
        return sent;
    }
}
