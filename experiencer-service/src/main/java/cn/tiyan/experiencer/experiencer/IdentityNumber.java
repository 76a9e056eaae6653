package cn.tiyan.experiencer.experiencer;

import java.time.DateTimeException;
import java.time.LocalDate;

/** The citizen identification number, GB 11643-1999: 17 digits and a check character by ISO 7064, MOD 11-2. */
public final class IdentityNumber {

    private static final String CHECKS = "10X98765432";

    private IdentityNumber() {
    }

    /** Whether it is one: of 18 characters, with a birthday that exists and the right check character. */
    public static boolean isValid(String text) {
        return text.matches("[1-9][0-9]{16}[0-9Xx]") && hasBirthday(text) && check(text) == Character.toUpperCase(text.charAt(17));
    }

    private static boolean hasBirthday(String text) {
        try {
            LocalDate.of(Integer.parseInt(text.substring(6, 10)), Integer.parseInt(text.substring(10, 12)), Integer.parseInt(text.substring(12, 14)));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static char check(String text) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            int weight = (1 << (17 - i)) % 11;
            sum += (text.charAt(i) - '0') * weight;
        }
        return CHECKS.charAt(sum % 11);
    }
}
