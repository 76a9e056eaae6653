package cn.tiyan.reporting.notice;

/**
 * A way to reach somebody. One bean for each {@link ChannelKind}: to send short messages or 辽事通 messages for real, declare a bean of
 * this type that does; what is there by default only records what it would have sent.
 */
public interface Channel {

    /** Which one. */
    ChannelKind kind();

    /**
     * Sends it, within seconds, or fails. It may be given the same message twice: {@link Message#id} is the same then.
     *
     * @return whether it really left; false if it is only on record
     * @throws Undelivered if it could not be sent now
     */
    boolean send(Message message);

    /**
     * A message.
     *
     * @param id the same whenever it is sent again
     * @param to address, number or account, in clear; never logged
     * @param subject one line
     * @param text what it says; plain text
     */
    record Message(String id, String to, String subject, String text) {

        @Override
        public String toString() {
            return id;
        }
    }

    /** It could not be sent now. Its message names no address. */
    final class Undelivered extends RuntimeException {

        private final boolean down;

        /**
         * @param down whether the channel as a whole is out of reach, so that others need not be tried just now
         * @param why in a word
         */
        public Undelivered(boolean down, String why) {
            super(why, null, false, false);
            this.down = down;
        }

        boolean down() {
            return down;
        }
    }
}
