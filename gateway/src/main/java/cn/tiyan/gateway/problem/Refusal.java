package cn.tiyan.gateway.problem;

/** Thrown where a request cannot go on, with the problem to answer. The cause is for the log, never for the caller. */
public class Refusal extends RuntimeException {

    private final transient Problem problem;

    public Refusal(Problem problem, Throwable cause) {
        super(problem.name(), cause);
        this.problem = problem;
    }

    /** What the caller is to be told. */
    public Problem problem() {
        return problem;
    }
}
