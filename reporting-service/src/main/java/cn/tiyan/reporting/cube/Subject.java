package cn.tiyan.reporting.cube;

/** What a row or cell counts; each subject is told of by one topic, so that a cell knows how far it has read. */
public enum Subject {
    /** Issues, by the day they were found. */
    ISSUE,
    /** Issues overdue now, by the day of the deadline they missed. */
    OVERDUE_ISSUE,
    /** Issues closed, by the day of closing. */
    CLOSED_ISSUE,
    /** Common problems. */
    COMMON_PROBLEM,
    /** Self-checks. */
    SELF_CHECK,
    /** Practices. */
    PRACTICE,
    /** Adoptions of practices. */
    ADOPTION,
    /** Walkthroughs. */
    WALKTHROUGH,
    /** Experiencers. */
    EXPERIENCER,
    /** Rosters. */
    ROSTER,
    /** Activities. */
    ACTIVITY,
    /** Experience reports. */
    REPORT,
    /** Records of publicity. */
    PUBLICITY,
    /** Feedback. */
    FEEDBACK
}
