package cn.tiyan.platform.trace;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The W3C trace context of what this thread is doing: carried from request to event to request, and in every log line. */
public final class Trace {

    /** Header and CloudEvents extension it travels in. */
    public static final String HEADER = "traceparent";
    private static final String MDC_PARENT = "traceparent";
    private static final String MDC_ID = "traceId";
    private static final Pattern VALID = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Trace() {
    }

    /** Runs the action as part of the given trace, or of a new one where there is none or it is not valid. */
    public static void in(@Nullable String traceparent, Runnable action) {
        String previous = MDC.get(MDC_PARENT);
        enter(traceparent);
        try {
            action.run();
        } finally {
            leave();
            if (previous != null) {
                enter(previous);
            }
        }
    }

    static void enter(@Nullable String traceparent) {
        String trace = traceparent != null && VALID.matcher(traceparent).matches() ? traceparent : "00-" + hex(16) + "-" + hex(8) + "-00";
        MDC.put(MDC_PARENT, trace);
        MDC.put(MDC_ID, trace.substring(3, 35));
    }

    static void leave() {
        MDC.remove(MDC_PARENT);
        MDC.remove(MDC_ID);
    }

    /** The current trace context, if any. */
    public static @Nullable String current() {
        return MDC.get(MDC_PARENT);
    }

    /** The current trace id, 32 hexadecimal digits, if any. */
    public static @Nullable String id() {
        return MDC.get(MDC_ID);
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
