package cn.tiyan.local.stack;

/** A reason not to go on that the person at the keyboard can do something about; shown without a stack trace. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Refusal(String message) {
        super(message);
    }
}
