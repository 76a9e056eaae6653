package cn.tiyan.reporting.cube;

/** What is counted. Each aggregate adds 0 or 1 to a count unless it says otherwise. */
public enum Count implements Measure {
    /** Issues registered. */
    FOUND,
    /** Issues triaged. */
    TRIAGED,
    /** Issues dispatched at least once. */
    DISPATCHED,
    /** Issues accepted by a handling unit. */
    ACCEPTED,
    /** Issues whose rectification was submitted at least once. */
    SUBMITTED,
    /** Issues whose rectification another unit confirmed, and that confirmation still stands. */
    VERIFIED,
    /** Issues closed. */
    CLOSED,
    /** Issues reopened at least once. */
    REOPENED,
    /** Reopenings; an issue may add several. */
    REOPENINGS,
    /** Rectifications sent back by a verifier; an issue may add several. */
    SENT_BACK,
    /** Issues first rated by the person who raised them. */
    RATED_FIRST_BY_RAISER,
    /** Of these, satisfied: 4 or 5. */
    SATISFIED_FIRST_BY_RAISER,
    /** Issues last rated by the person who raised them. */
    RATED_FINAL_BY_RAISER,
    /** Of these, satisfied: 4 or 5. */
    SATISFIED_FINAL_BY_RAISER,
    /** Issues last rated in a recorded call-back. */
    RATED_FINAL_BY_CALL_BACK,
    /** Of these, satisfied: 4 or 5. */
    SATISFIED_FINAL_BY_CALL_BACK,
    /** Issues last rated by time alone. */
    RATED_FINAL_BY_DEFAULT,
    /** Issues found to be out of scope, and not looked at again since. */
    REJECTED,
    /** Issues merged into another, and not split off again since. */
    MERGED,
    /** Issues that an office took back from a unit at least once. */
    RETURNED,
    /** Issues granted more time at least once. */
    EXTENDED,
    /** Issues of which at least one deadline passed unmet. */
    OVERDUE,
    /** Issues supervised at least once. */
    SUPERVISED,
    /** Look-backs made; an issue may add several. */
    LOOKED_BACK,
    /** Of these, with the problem there again. */
    RECURRED,
    /** Issues because of which something changed for good. */
    OPTIMIZED,
    /** Walkthroughs on record. */
    WALKTHROUGHS,
    /** Findings of walkthroughs; a walkthrough may add several. */
    FINDINGS,
    /** Experiencers put forward. */
    APPLIED,
    /** Experiencers appointed. */
    APPOINTED,
    /** Feedback records. */
    FEEDBACK,
    /** Ratings below 3 of 5. */
    BAD_RATINGS,
    /** Issues whose deadline has passed and that wait still; counted on the day of that deadline. */
    OVERDUE_NOW,
    /** Issues closed; counted on the day of closing. */
    CLOSED_THEN;

    @Override
    public String key() {
        return name();
    }
}
