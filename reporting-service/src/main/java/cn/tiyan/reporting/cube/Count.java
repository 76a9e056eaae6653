package cn.tiyan.reporting.cube;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What is counted. Each aggregate adds 0 or 1 to a count unless it says otherwise. */
public enum Count implements Measure {
    // ---- issues: the course of one ----
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
    /** Of these, those whose last submission shows files that were on another issue before. */
    SECOND_HAND,
    /** Issues whose rectification another unit confirmed, and that confirmation still stands. */
    VERIFIED,
    /** Issues closed. */
    CLOSED,
    /** Of these, those none of whose deadlines had passed unmet on the way there. */
    CLOSED_IN_TIME,
    /** Issues that held whenever somebody looked back. */
    ARCHIVED,
    /** Issues reopened at least once. */
    REOPENED,
    /** Reopenings; an issue may add several. */
    REOPENINGS,
    /** Rectifications sent back by a verifier; an issue may add several. */
    SENT_BACK,
    /** Issues found to be out of scope, and not looked at again since. */
    REJECTED,
    /** Issues merged into another, and not split off again since. */
    MERGED,

    /** Issues whose deadline has passed and that wait still; counted on the day of that deadline. */
    OVERDUE_NOW,
    /** Issues closed; counted on the day of closing. */
    CLOSED_THEN,

    // ---- issues: what was said of the result ----
    /** Issues first rated by the person who raised them. */
    RATED_FIRST_BY_RAISER,
    /** Of these, satisfied: 4 or 5. */
    SATISFIED_FIRST_BY_RAISER,
    /** Issues first rated in a recorded call-back. */
    RATED_FIRST_BY_CALL_BACK,
    /** Of these, satisfied: 4 or 5. */
    SATISFIED_FIRST_BY_CALL_BACK,
    /** Issues last rated by the person who raised them. */
    RATED_FINAL_BY_RAISER,
    /** Of these, satisfied: 4 or 5. */
    SATISFIED_FINAL_BY_RAISER,
    /** Of those last rated by the person who raised them, those called solved. */
    SOLVED_BY_RAISER,
    /** Issues last rated in a recorded call-back. */
    RATED_FINAL_BY_CALL_BACK,
    /** Of these, satisfied: 4 or 5. */
    SATISFIED_FINAL_BY_CALL_BACK,
    /** Of those last rated in a call-back, those called solved. */
    SOLVED_BY_CALL_BACK,
    /** Issues last rated by time alone. */
    RATED_FINAL_BY_DEFAULT,

    // ---- issues: what went on beside ----
    /** Returns asked for by a unit; an issue may add several. */
    RETURNS_REQUESTED,
    /** Issues that an office took back from a unit at least once. */
    RETURNED,
    /** Hops: how often an office took one back; an issue may add several. */
    RETURNS,
    /** Issues granted more time at least once. */
    EXTENDED,
    /** Extensions granted; an issue may add several. */
    EXTENSIONS,
    /** Working days granted with them. */
    EXTENSION_DAYS,
    /** Issues of which at least one deadline passed unmet. */
    OVERDUE,
    /** Of these, those where it was the deadline of a step on the way to closing, not of a look-back. */
    LATE,
    /** Issues supervised at least once. */
    SUPERVISED,
    /** Of these, those supervised by several units jointly at least once. */
    SUPERVISED_JOINTLY,
    /** Supervisions; an issue may add several. */
    SUPERVISIONS,
    /** Supervisions lifted; an issue may add several. */
    SUPERVISIONS_LIFTED,
    /** Of these, those answered by their deadline. */
    SUPERVISIONS_IN_TIME,
    /** Issues for which units were called together at least once. */
    CONSULTED,
    /** Consultations; an issue may add several. */
    CONSULTATIONS,
    /** Consultations concluded; an issue may add several. */
    CONSULTATIONS_CONCLUDED,
    /** What they resolved that somebody must do. */
    CONSULTATION_TASKS,
    /** Look-backs made; an issue may add several. */
    LOOKED_BACK,
    /** Of these, with the problem there again. */
    RECURRED,
    /** Issues because of which something changed for good; neither those out of scope nor those that go on as another one. */
    OPTIMIZED,
    /** Optimizations of these; an issue may add several. */
    OPTIMIZATIONS,
    /** 减环节: steps before, less those after, over all optimizations that say both. */
    STEPS_SAVED,
    /** 减时间: days likewise. */
    DAYS_SAVED,
    /** 减材料: materials likewise. */
    MATERIALS_SAVED,
    /** 减跑动: visits likewise. */
    VISITS_SAVED,

    // ---- common problems and self-checks ----
    /** Common problems proposed. */
    PROBLEMS_PROPOSED,
    /** Common problems an office confirmed at least once. */
    PROBLEMS_CONFIRMED,
    /** Common problems of which every unit concerned has checked itself, and which have not come up again since. */
    PROBLEMS_SETTLED,
    /** Common problems that came up again at least once after that. */
    PROBLEMS_RECURRED,
    /** Common problems an office held to be none, and that were not proposed again since. */
    PROBLEMS_DISMISSED,
    /** Self-checks assigned. */
    SELF_CHECKS,
    /** Self-checks completed. */
    SELF_CHECKS_COMPLETED,
    /** Of these, those in whose unit the same was found. */
    SELF_CHECKS_FOUND,
    /** Cases corrected in self-checks; one may add several. */
    SELF_CHECK_CORRECTIONS,
    /** Self-checks whose last day passed without an answer. */
    SELF_CHECKS_OVERDUE,

    // ---- practices ----
    /** Practices submitted. */
    PRACTICES,
    /** Practices taken into the library. */
    PRACTICES_ACCEPTED,
    /** Practices recommended to units. */
    PRACTICES_PROMOTED,
    /** Adoptions: a unit took a practice over. */
    ADOPTIONS,
    /** Of these, those of which the unit said what came of it. */
    ADOPTIONS_REPORTED,

    // ---- walkthroughs ----
    /** Walkthroughs on record. */
    WALKTHROUGHS,
    /** Of these, those that a plan asked for. */
    WALKTHROUGHS_PLANNED,
    /** Findings of walkthroughs; a walkthrough may add several. */
    FINDINGS,
    /** Walkthroughs that looked at 全不全, found fault with or not. */
    WALKED_COVERAGE,
    /** Likewise 通不通. */
    WALKED_CONNECTION,
    /** Likewise 优不优. */
    WALKED_QUALITY,
    /** Likewise 快不快. */
    WALKED_SPEED,
    /** Likewise 高不高. */
    WALKED_COST,

    // ---- experiencers and what they do ----
    /** Experiencers put forward. */
    APPLIED,
    /** Experiencers appointed. */
    APPOINTED,
    /** Experiencers who serve now: appointed, and neither suspended nor at an end. */
    ACTIVE,
    /** Experiencers whose term has run out, who resigned or were dismissed, and who were not renewed since. */
    ENDED,
    /** Rosters submitted. */
    ROSTERS,
    /** Of these, those whose newest submission was accepted. */
    ROSTERS_ACCEPTED,
    /** Of these, those that were first submitted after the last day for it. */
    ROSTERS_LATE,
    /** Activities held. */
    ACTIVITIES,
    /** Invitations to these; an activity adds all of its own. */
    INVITED,
    /** Of these, those that were followed. */
    ATTENDED,
    /** Experience reports. */
    REPORTS,
    /** Stars given in them, added up. */
    REPORT_STARS,
    /** Problems in them; a report may add several. */
    REPORT_PROBLEMS,
    /** Demands in them; a report may add several. */
    REPORT_DEMANDS,
    /** Suggestions in them; a report may add several. */
    SUGGESTIONS,
    /** Of these, those adopted, carried out by now or not. */
    SUGGESTIONS_ADOPTED,
    /** Of these, those carried out. */
    SUGGESTIONS_DONE,
    /** Records of publicity that were not withdrawn. */
    PUBLICITY,
    /** How many people these reached, where somebody counted. */
    PUBLICITY_REACH,

    // ---- feedback ----
    /** Feedback records. */
    FEEDBACK,
    /** Ratings. */
    RATINGS,
    /** Ratings below 3 of 5. */
    BAD_RATINGS,
    /** Bad ratings that must be called back: neither default ones nor withdrawn before anybody called. */
    BAD_RATINGS_TO_CALL_BACK,
    /** Of these, those somebody has called back, reaching the citizen or not. */
    BAD_RATINGS_CALLED_BACK,
    /** Feedback records that called for an issue. */
    CALLED_FOR_ISSUE,
    /** Of these, those whose citizen was asked back in person. */
    CALLED_BACK,
    /** Of these, those where staff entered the answer in the citizen's place. */
    CALLED_BACK_BY_STAFF,
    /** Of those asked back in person, those that said whether they are content. */
    CALL_BACK_JUDGED,
    /** Of these, those that are. */
    CALL_BACK_SATISFIED,
    /** Feedback records pressed for at least once. */
    URGED,
    /** How often feedback was pressed for. */
    URGES,
    /** Feedback records withdrawn. */
    WITHDRAWN,
    /** Feedback records found to be malicious. */
    MALICIOUS;

    /** What is kept of service items, too. */
    public static final Set<Count> OF_ITEMS = Collections.unmodifiableSet(EnumSet.of(FOUND, CLOSED, REOPENED, OVERDUE, OPTIMIZED,
            RATED_FINAL_BY_RAISER, SATISFIED_FINAL_BY_RAISER, WALKTHROUGHS, FINDINGS, FEEDBACK, BAD_RATINGS));

    @Override
    public String key() {
        return name();
    }

    /** What an optimization adds to its issue. */
    private static final Set<Count> OF_OPTIMIZATIONS = Collections.unmodifiableSet(EnumSet.of(OPTIMIZED, OPTIMIZATIONS, STEPS_SAVED, DAYS_SAVED,
            MATERIALS_SAVED, VISITS_SAVED));

    /**
     * Adds what follows from the other counts of one aggregate, in whichever order these came about, and leaves out what no longer holds
     * by them: what is out of scope, or goes on as another one, saved nothing, as long as that stands.
     */
    static void conclude(Map<Count, Long> counts) {
        if (counts.getOrDefault(REJECTED, 0L) > 0 || counts.getOrDefault(MERGED, 0L) > 0) {
            counts.keySet().removeAll(OF_OPTIMIZATIONS);
        }
        if (counts.getOrDefault(CLOSED, 0L) > 0 && counts.getOrDefault(LATE, 0L) == 0) {
            counts.put(CLOSED_IN_TIME, 1L);
        }
    }
}
