package cn.tiyan.walkthrough.authenticity;

import org.jspecify.annotations.Nullable;

/**
 * That a rule applies to a walkthrough.
 *
 * @param said one sentence for officials, with the figures
 * @param session the other walkthrough it is about, if it is about one
 * @param quote the sentence of this walkthrough it is about, if it is about one
 */
record Trigger(String said, @Nullable String session, @Nullable String quote) {

    static Trigger of(String said) {
        return new Trigger(said, null, null);
    }

    static Trigger with(String session, String said) {
        return new Trigger(said, session, null);
    }
}
