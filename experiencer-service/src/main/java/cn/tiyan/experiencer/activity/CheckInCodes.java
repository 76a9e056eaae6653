package cn.tiyan.experiencer.activity;

import cn.tiyan.platform.privacy.PersonalCipher;
import org.springframework.stereotype.Component;

/**
 * The codes by which the invited check in: eight digits that follow from activity and experiencer and this platform's key, and are
 * kept nowhere. By what is stored of them a code that is shown can be found, but none can be read.
 */
@Component
class CheckInCodes {

    private static final int HEX_DIGITS = 15;
    private static final long CODES = 100_000_000L;

    private final PersonalCipher cipher;

    CheckInCodes(PersonalCipher cipher) {
        this.cipher = cipher;
    }

    /** The code of one experiencer for one activity. */
    String code(String activityId, String experiencerId, int salt) {
        String mark = cipher.mark("check-in-code", activityId + "\n" + experiencerId + "\n" + salt);
        return "%08d".formatted(Long.parseLong(mark.substring(0, HEX_DIGITS), 16) % CODES);
    }

    /** What is stored of it. */
    String mark(String activityId, String code) {
        return cipher.mark("check-in-mark", activityId + "\n" + code);
    }
}
