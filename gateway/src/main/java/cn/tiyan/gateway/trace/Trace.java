package cn.tiyan.gateway.trace;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Where a request stands in its trace, as the W3C recommendation "Trace Context" writes it.
 *
 * @param traceId 32 hex digits, the caller's where it sent any
 * @param spanId 16 hex digits, always the gateway's own
 * @param flags 2 hex digits, the caller's; not sampled where it sent none
 * @param continued whether the caller had begun the trace
 */
public record Trace(String traceId, String spanId, String flags, boolean continued) {

    /** The header it travels in. */
    public static final String HEADER = "traceparent";

    private static final String ATTRIBUTE = Trace.class.getName();
    private static final Pattern PARENT = Pattern.compile(
            "([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(-.*)?");

    /** The trace of a request: the same one however often it is asked for. */
    public static Trace of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Trace known) {
            return known;
        }
        var trace = continuing(request.getHeader(HEADER));
        request.setAttribute(ATTRIBUTE, trace);
        return trace;
    }

    static Trace continuing(String parent) {
        var span = randomHex(1);
        if (parent != null) {
            var matcher = PARENT.matcher(parent);
            if (matcher.matches() && understood(matcher.group(1), matcher.group(4))) {
                return new Trace(matcher.group(2), span, matcher.group(3), true);
            }
        }
        return new Trace(randomHex(2), span, "00", false);
    }

    /** Version 00 has nothing behind the flags; later versions may, ff never exists. */
    private static boolean understood(String version, String more) {
        return !version.equals("ff") && (more == null || !version.equals("00"));
    }

    /** The header to pass on and to return. */
    public String header() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }

    private static String randomHex(int longs) {
        var hex = new StringBuilder(16 * longs);
        for (int i = 0; i < longs; i++) {
            long value;
            do {
                value = ThreadLocalRandom.current().nextLong();
            } while (value == 0);
            hex.append(HexFormat.of().toHexDigits(value));
        }
        return hex.toString();
    }
}
