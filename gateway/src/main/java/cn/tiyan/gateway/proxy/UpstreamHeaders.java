package cn.tiyan.gateway.proxy;

import java.net.URI;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.apache.hc.core5.http.HttpMessage;

import cn.tiyan.gateway.trace.Trace;

/**
 * The headers a service receives: the caller's, without those that only concern the connection, and with the gateway's own word,
 * not the caller's, on where the request came from.
 */
final class UpstreamHeaders {

    private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "keep-alive", "proxy-connection", "te", "trailer",
            "transfer-encoding", "upgrade", "http2-settings", "proxy-authorization", "proxy-authenticate", "expect",
            "x-application-context", "host", "content-length");
    private static final Set<String> SAID_BY_THE_GATEWAY = Set.of("forwarded", "x-real-ip", Trace.HEADER);

    private UpstreamHeaders() {
    }

    static void copy(HttpServletRequest received, URI instance, HttpMessage sent) {
        var dropped = namedBy(received);
        var trace = Trace.of(received);
        sent.addHeader("Host", instance.getRawAuthority());
        for (var names = received.getHeaderNames(); names.hasMoreElements();) {
            var name = names.nextElement();
            var lower = name.toLowerCase(Locale.ROOT);
            if (!dropped.contains(lower) && !OF_THE_CONNECTION.contains(lower) && !SAID_BY_THE_GATEWAY.contains(lower)
                    && !lower.startsWith("x-forwarded-") && (trace.continued() || !lower.equals("tracestate"))) {
                for (var values = received.getHeaders(name); values.hasMoreElements();) {
                    sent.addHeader(name, values.nextElement());
                }
            }
        }
        sent.addHeader(Trace.HEADER, trace.header());
        sent.addHeader("X-Forwarded-For", received.getRemoteAddr());
        sent.addHeader("X-Forwarded-Proto", received.getScheme());
        var host = received.getHeader("Host");
        if (host != null) {
            sent.addHeader("X-Forwarded-Host", host);
        }
        sent.addHeader("X-Forwarded-Port", String.valueOf(received.getServerPort()));
        if (received.getContentLengthLong() >= 0) {
            sent.addHeader("Content-Length", String.valueOf(received.getContentLengthLong()));
        } else if (StreamedBody.announced(received)) {
            sent.addHeader("Transfer-Encoding", "chunked");
        }
    }

    /** The headers that the caller itself says are for this connection only. */
    private static Set<String> namedBy(HttpServletRequest received) {
        var options = received.getHeaders("Connection");
        if (!options.hasMoreElements()) {
            return Set.of();
        }
        var named = new HashSet<String>();
        for (var option : Collections.list(options)) {
            for (var name : option.split(",")) {
                named.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return named;
    }
}
