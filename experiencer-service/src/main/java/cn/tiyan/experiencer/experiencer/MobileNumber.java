package cn.tiyan.experiencer.experiencer;

import cn.tiyan.platform.privacy.Personal;

/** Mobile numbers of mainland China. */
public final class MobileNumber {

    /** With or without country code, spaces or dashes between the groups. */
    public static final String PATTERN = "(?:\\+?86[ -]?)?1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}";

    private MobileNumber() {
    }

    /**
     * The eleven digits, however they were written.
     *
     * @param text that has the {@link #PATTERN}
     */
    public static Personal of(String text) {
        String digits = text.replaceAll("\\D", "");
        return Personal.of(Personal.Kind.PHONE, digits.substring(digits.length() - 11));
    }
}
