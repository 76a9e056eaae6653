package cn.tiyan.platform.messaging;

/** What cannot be read, whatever is tried. */
public final class UnreadableEvent extends RuntimeException {

    public UnreadableEvent(String message, Throwable cause) {
        super(message, cause);
    }
}
