package cn.tiyan.feedback.profile;

/** One value cannot be told; the message says why, in Chinese. */
final class Untranslatable extends RuntimeException {

    Untranslatable(String message) {
        super(message, null, false, false);
    }
}
