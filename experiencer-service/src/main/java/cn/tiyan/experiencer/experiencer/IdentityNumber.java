package cn.tiyan.experiencer.experiencer;

import cn.tiyan.contracts.vocabulary.AgeBand;
import cn.tiyan.platform.privacy.Personal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Locale;

/** The citizen identification number, GB 11643-1999: 17 digits and a check character by ISO 7064, MOD 11-2. */
public final class IdentityNumber {

    private static final String CHECKS = "10X98765432";

    private IdentityNumber() {
    }

    /** Whether it is one: of 18 characters, with a birthday that exists and the right check character. */
    public static boolean isValid(String text) {
        return text.matches("[1-9][0-9]{16}[0-9Xx]") && hasBirthday(text) && check(text) == Character.toUpperCase(text.charAt(17));
    }

    /** The number as it is kept, with a capital X. */
    public static Personal of(String text) {
        return Personal.of(Personal.Kind.IDENTITY, text.toUpperCase(Locale.ROOT));
    }

    /**
     * Whole years of age on a day; negative before the birth.
     *
     * @param text a valid number
     */
    public static int age(String text, LocalDate on) {
        return Period.between(birthday(text), on).getYears();
    }

    /**
     * The age band on a day.
     *
     * @param text a valid number
     */
    public static AgeBand ageBand(String text, LocalDate on) {
        int age = age(text, on);
        if (age < 30) {
            return AgeBand.UNDER_30;
        }
        if (age < 45) {
            return AgeBand.FROM_30_TO_44;
        }
        return age < 60 ? AgeBand.FROM_45_TO_59 : AgeBand.FROM_60;
    }

    private static boolean hasBirthday(String text) {
        try {
            birthday(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static LocalDate birthday(String text) {
        return LocalDate.of(Integer.parseInt(text.substring(6, 10)), Integer.parseInt(text.substring(10, 12)), Integer.parseInt(text.substring(12, 14)));
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
