package cn.tiyan.platform.admission;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Spring's firewall, which looks at a header each time it is asked for, without a regular expression for those in printable
 * ASCII: nearly all. It refuses what it always refuses.
 */
public final class QuickFirewall extends StrictHttpFirewall {

    private static final Predicate<String> NAMES = Pattern.compile("[\\p{IsAssigned}&&[^\\p{IsControl}]]*").asMatchPredicate();
    private static final Predicate<String> VALUES =
            Pattern.compile("[\\p{IsAssigned}&&[[^\\p{IsControl}]||\\t]]*").asMatchPredicate();

    /** Ready for use. */
    public QuickFirewall() {
        setAllowedHeaderNames(name -> printable(name) || NAMES.test(name));
        setAllowedHeaderValues(value -> printable(value) || VALUES.test(value));
    }

    private static boolean printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
