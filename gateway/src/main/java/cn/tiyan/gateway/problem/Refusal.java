package cn.tiyan.gateway.problem;

import org.jspecify.annotations.Nullable;

/**
 * Thrown where a request cannot go on, with the problem to answer. What led to it is for the log, never for the caller, and is not
 * its cause: where a broken pipe is the cause, Spring takes the caller to be gone and lets an empty 200 go out, which a sender would
 * take for a receipt.
 */
public class Refusal extends RuntimeException {

    private final transient Problem problem;
    private final transient @Nullable Throwable reason;

    public Refusal(Problem problem, @Nullable Throwable reason) {
        super(problem.name());
        this.problem = problem;
        this.reason = reason;
    }

    /** What led to it. */
    @Nullable Throwable reason() {
        return reason;
    }

    /** What the caller is to be told. */
    public Problem problem() {
        return problem;
    }
}
