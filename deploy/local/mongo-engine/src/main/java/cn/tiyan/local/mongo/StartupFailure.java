package cn.tiyan.local.mongo;

/** The process cannot start for a reason the person who started it can mend; the message says how. */
final class StartupFailure extends Exception {

    StartupFailure(String message) {
        super(message);
    }

    StartupFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
