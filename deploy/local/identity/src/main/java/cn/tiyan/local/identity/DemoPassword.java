package cn.tiyan.local.identity;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** The one password of all demo users. It has no default: a well-known one would open every stack ever started. */
final class DemoPassword {

    static final String VARIABLE = "TIYAN_DEMO_PASSWORD";
    static final int SHORTEST = 8;

    private final String text;

    private DemoPassword(String text) {
        this.text = text;
    }

    /** @throws Unusable when it is missing or too short; the exception never carries the password */
    static DemoPassword from(Environment environment) {
        var text = environment.getProperty(VARIABLE, "");
        if (text.length() < SHORTEST) {
            throw new Unusable(text.isEmpty() ? "is not set" : "is shorter than " + SHORTEST + " characters");
        }
        return new DemoPassword(text);
    }

    String text() {
        return text;
    }

    @Override
    public String toString() {
        return "DemoPassword[…]";
    }

    static final class Unusable extends RuntimeException {

        private Unusable(String problem) {
            super(VARIABLE + " " + problem);
        }
    }

    /** Says what to do instead of printing a stack trace. */
    static final class UnusableAnalyzer extends AbstractFailureAnalyzer<Unusable> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, Unusable cause) {
            return new FailureAnalysis("The password of the demo users is unusable: " + cause.getMessage() + ".",
                "Set the environment variable " + VARIABLE + " to at least " + SHORTEST + " characters; ./tiyan up does so by itself.", cause);
        }
    }
}
