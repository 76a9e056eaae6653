package cn.tiyan.experiencer.contribution;

/** What counts. The number of reports is not among it. */
public enum FactKind {
    /** A class of findings was settled, one way or the other. */
    SETTLED_CLASS,
    /** A class of findings was solved. */
    SOLVED_CLASS,
    /** An office recognised a common problem in an issue. */
    COMMON_PROBLEM,
    /** A suggestion was adopted or not. */
    ANSWERED_SUGGESTION,
    /** A suggestion was adopted. */
    ADOPTED_SUGGESTION,
    /** Something came out in a medium. */
    PUBLICITY
}
