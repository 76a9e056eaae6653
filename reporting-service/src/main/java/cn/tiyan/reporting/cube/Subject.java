package cn.tiyan.reporting.cube;

/** What a row or cell counts; each subject is told of by one topic, so that a cell knows how far it has read. */
public enum Subject {
    ISSUE, WALKTHROUGH, EXPERIENCER, FEEDBACK,
    /** Issues overdue now, by the day of the deadline they missed. */
    OVERDUE_ISSUE,
    /** Issues closed, by the day of closing. */
    CLOSED_ISSUE
}
