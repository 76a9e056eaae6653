package cn.tiyan.feedback.sender;

import java.time.Instant;

/** Remembers which nonces were used, for as long as a request that bears one could still be taken for a fresh one. */
interface Nonces {

    /**
     * Uses a nonce up.
     *
     * @param until when a request with it would be refused for its age anyway
     * @return false if this sender used it before
     */
    boolean use(String sender, String nonce, Instant until);
}
