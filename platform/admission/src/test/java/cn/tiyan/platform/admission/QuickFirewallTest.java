package cn.tiyan.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

class QuickFirewallTest {

    private final HttpFirewall quick = new QuickFirewall();
    private final HttpFirewall strict = new StrictHttpFirewall();

    @Test
    void refusesTheCharactersThatSpringRefusesAndNoOthers() {
        int refused = 0;
        for (int character = 0; character <= Character.MAX_VALUE; character++) {
            var text = "a" + (char) character + "z";
            assertThat(passesValue(quick, text)).as("value %x", character).isEqualTo(passesValue(strict, text));
            assertThat(passesName(quick, text)).as("name %x", character).isEqualTo(passesName(strict, text));
            refused += passesValue(quick, text) ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(60);
    }

    private static boolean passesValue(HttpFirewall firewall, String value) {
        var request = new MockHttpServletRequest("GET", "/");
        request.addHeader("X", value);
        return passes(() -> firewall.getFirewalledRequest(request).getHeader("X"));
    }

    private static boolean passesName(HttpFirewall firewall, String name) {
        return passes(() -> firewall.getFirewalledRequest(new MockHttpServletRequest("GET", "/")).getHeader(name));
    }

    private static boolean passes(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (RequestRejectedException refused) {
            return false;
        }
    }
}
