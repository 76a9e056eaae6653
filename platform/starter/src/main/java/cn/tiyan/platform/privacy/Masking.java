package cn.tiyan.platform.privacy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes personal data out of what is shown or passed on. */
public final class Masking {

    /** 18-character identity numbers (GB 11643), the older 15-digit ones, and card numbers of 16 to 19 digits. */
    private static final Pattern LONG_NUMBER = Pattern.compile("(?<![0-9A-Za-z])(\\d{3})\\d{10,14}(\\d{1,2}[0-9Xx])(?![0-9A-Za-z])");
    /**
     * Identity numbers written in groups: by spaces, and with a day of birth where it belongs. Groups by themselves could as well be a
     * row of amounts, and with dashes the number of an order.
     */
    private static final Pattern GROUPED_IDENTITY = Pattern.compile("(?<![0-9A-Za-z])(\\d{3})\\d{3} ?(?:19|20)\\d{2} ?(?:0[1-9]|1[0-2]) ?(?:0[1-9]|[12]\\d|3[01])"
            + " ?\\d{2} ?(\\d[0-9Xx])(?![0-9A-Za-z])");
    /** Mobile numbers, with or without country code, and with spaces, dashes or points between the groups; one point alone makes an amount. */
    private static final Pattern MOBILE = Pattern.compile("(?<!\\d)(?:\\+?86[ .-]?)?(1[3-9]\\d)(?:[ -]?\\d{4}[ -]?|\\.\\d{4}\\.(?!\\d{4}\\.\\d))(\\d{4})(?!\\d)");
    /** Landlines with an area code. */
    private static final Pattern LANDLINE = Pattern.compile("(?<!\\d)(0\\d{2,3}-?)\\d{4,5}(\\d{3})(?!\\d)");

    /** Digits of the shortest of these. */
    private static final int FEWEST = 10;
    private static final int FULL_WIDTH = '\uFF01' - '!';

    private Masking() {
    }

    /**
     * The text with phone, identity and card numbers masked, in full-width characters as in others; what is not masked stays as it is
     * written. Names cannot be told from other words and stay.
     */
    public static String text(String text) {
        if (!hasLongNumber(text)) {
            return text;
        }
        String masked = masked(text, LONG_NUMBER, "***********");
        masked = masked(masked, GROUPED_IDENTITY, "***********");
        masked = masked(masked, MOBILE, "****");
        return masked(masked, LANDLINE, "****");
    }

    /** The same of what need not be said. */
    public static @Nullable String textIfAny(@Nullable String text) {
        return text == null ? null : text(text);
    }

    /** Whether it is worth a closer look: every text that anybody writes comes by here, and most have no such number. */
    private static boolean hasLongNumber(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char plain = plain(text.charAt(i));
            if (plain >= '0' && plain <= '9') {
                if (++digits == FEWEST) {
                    return true;
                }
            } else if (plain != ' ' && plain != '-' && plain != '.') {
                digits = 0;
            }
        }
        return false;
    }

    private static String masked(String text, Pattern numbers, String stars) {
        Matcher found = numbers.matcher(plain(text));
        if (!found.find()) {
            return text;
        }
        var masked = new StringBuilder(text.length());
        int from = 0;
        do {
            masked.append(text, from, found.start()).append(text, found.start(1), found.end(1)).append(stars).append(text, found.start(2), found.end(2));
            from = found.end();
        } while (found.find());
        return masked.append(text, from, text.length()).toString();
    }

    /** Every character as one character, so that what is found in the one is at the same place in the other. */
    private static String plain(String text) {
        char[] plain = text.toCharArray();
        for (int i = 0; i < plain.length; i++) {
            plain[i] = plain(plain[i]);
        }
        return new String(plain);
    }

    private static char plain(char written) {
        if (written < '\u0080') {
            return written;
        }
        if (written >= '\uFF01' && written <= '\uFF5E') {
            return (char) (written - FULL_WIDTH);
        }
        return switch (written) {
            case '\u00A0', '\u3000' -> ' ';
            case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212' -> '-';
            default -> written;
        };
    }

    /** Keeps the first and last so many characters; at least four, or half where that is fewer, become asterisks. */
    static String keep(String clear, int first, int last) {
        int length = clear.codePointCount(0, clear.length());
        int shown = length - Math.min(4, (length + 1) / 2);
        int head = Math.min(first, shown);
        int tail = Math.min(last, shown - head);
        return clear.substring(0, clear.offsetByCodePoints(0, head))
                + "*".repeat(length - head - tail)
                + clear.substring(clear.offsetByCodePoints(0, length - tail));
    }
}
