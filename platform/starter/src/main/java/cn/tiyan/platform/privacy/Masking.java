package cn.tiyan.platform.privacy;

import java.util.regex.Pattern;

/** Takes personal data out of what is shown or passed on. */
public final class Masking {

    /** 18-character identity numbers (GB 11643), the older 15-digit ones, and card numbers of 16 to 19 digits. */
    private static final Pattern LONG_NUMBER = Pattern.compile("(?<![0-9A-Za-z])(\\d{3})\\d{10,14}(\\d{1,2}[0-9Xx])(?![0-9A-Za-z])");
    /** Mobile numbers, with or without country code, and with spaces or dashes between the groups. */
    private static final Pattern MOBILE = Pattern.compile("(?<!\\d)(?:\\+?86[ -]?)?(1[3-9]\\d)[ -]?\\d{4}[ -]?(\\d{4})(?!\\d)");
    /** Landlines with an area code. */
    private static final Pattern LANDLINE = Pattern.compile("(?<!\\d)(0\\d{2,3}-?)\\d{4,5}(\\d{3})(?!\\d)");

    private Masking() {
    }

    /** The text with phone, identity and card numbers masked. Names cannot be told from other words and stay. */
    public static String text(String text) {
        String masked = LONG_NUMBER.matcher(text).replaceAll("$1***********$2");
        masked = MOBILE.matcher(masked).replaceAll("$1****$2");
        return LANDLINE.matcher(masked).replaceAll("$1****$2");
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
