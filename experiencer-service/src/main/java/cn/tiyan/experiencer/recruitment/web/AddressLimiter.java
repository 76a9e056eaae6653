package cn.tiyan.experiencer.recruitment.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * So many requests a minute from one address. It is kept in memory, for this replica alone, of the {@value #MOST} addresses seen
 * last; an IPv6 address counts as its network of 64 bits, which one household has to itself.
 */
final class AddressLimiter {

    static final int MOST = 10_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int NETWORK_BYTES = 8;

    private final Clock clock;
    private final Map<String, Window> windows = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > MOST;
        }
    };

    private static final class Window {

        private final Instant until;
        private int count;

        Window(Instant until) {
            this.until = until;
        }
    }

    AddressLimiter(Clock clock) {
        this.clock = clock;
    }

    /** @return how long to wait, if this is one too many */
    synchronized Optional<Duration> over(String address, int most) {
        Instant now = clock.instant();
        String key = network(address);
        Window window = windows.get(key);
        if (window == null || !now.isBefore(window.until)) {
            window = new Window(now.plus(WINDOW));
            windows.put(key, window);
        }
        return ++window.count > most ? Optional.of(Duration.between(now, window.until)) : Optional.empty();
    }

    /** What is no address is taken as it is: nothing is ever looked up. */
    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length > NETWORK_BYTES * 2 - 1 ? Arrays.toString(Arrays.copyOf(bytes, NETWORK_BYTES)) : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
