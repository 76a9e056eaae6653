package cn.tiyan.reporting.cube;

/** What a row or cell counts; each subject is told of by one topic, so that a cell knows how far it has read. */
public enum Subject {
    /** Issues, by the day they were found. */
    ISSUE,
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
