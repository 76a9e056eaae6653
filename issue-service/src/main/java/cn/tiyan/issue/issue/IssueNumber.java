package cn.tiyan.issue.issue;

import cn.tiyan.platform.time.China;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** The number people call an issue by, such as {@code WT-20261123-4X9M2C}: the day it was registered and a part of its id. */
final class IssueNumber {

    /** How many different numbers one id can give. */
    static final int ATTEMPTS = 4;

    private static final int LENGTH = 6;
    /** Crockford's base 32: no letter that is easily read as a digit or another letter. */
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final Pattern NUMBER = Pattern.compile("WT-\\d{8}-[" + LETTERS + "]{" + LENGTH + "}");

    private IssueNumber() {
    }

    /** Whether a text is meant as such a number, however it is written. */
    static boolean looksLike(String text) {
        return NUMBER.matcher(tidied(text)).matches();
    }

    /** Without spaces around it, in capitals. */
    static String tidied(String text) {
        return text.strip().toUpperCase(Locale.ROOT);
    }

    /**
     * @param id of the issue, as {@link cn.tiyan.platform.id.Ids#derived} makes them
     * @param attempt 0 at first; the next where the number before belongs to another issue of that day, which happens to one in
     *     some hundred thousand issues at a thousand a day
     */
    static String of(String id, Instant registeredAt, int attempt) {
        int end = id.length() - attempt * LENGTH;
        var number = new StringBuilder("WT-")
                .append(DateTimeFormatter.BASIC_ISO_DATE.format(China.day(registeredAt))).append('-');
        id.substring(end - LENGTH, end).chars().forEach(letter -> number.append(LETTERS.charAt(Character.digit(letter, 32))));
        return number.toString();
    }
}
