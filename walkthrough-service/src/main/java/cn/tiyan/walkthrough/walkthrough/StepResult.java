package cn.tiyan.walkthrough.walkthrough;

/** How one step of a walkthrough ended. */
public enum StepResult {
    /** 办通: it went through. */
    PASSED,
    /** 未办成: it was done as asked, and did not succeed. */
    FAILED,
    /** 受阻: it could not be done at all. */
    BLOCKED
}
