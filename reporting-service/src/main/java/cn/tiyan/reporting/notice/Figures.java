package cn.tiyan.reporting.notice;

/**
 * What waits for a unit; the figures of a digest.
 *
 * @param open all that is its turn
 * @param dueToday of these, due today and not late yet
 * @param dueSoon due within the next days, today left out
 * @param overdue late
 * @param returned what came back: returned, sent back or reopened
 * @param toVerify 待核查
 * @param toCallBack 待评价, by call-back where nobody rates
 * @param toReview 待审核退单
 * @param milestonesDue owed by the calendar within the next days
 * @param milestonesOverdue owed by the calendar, and late
 * @param milestonesToReview handed in by the units right below
 */
public record Figures(int open, int dueToday, int dueSoon, int overdue, int returned, int toVerify, int toCallBack, int toReview, int milestonesDue, int milestonesOverdue,
        int milestonesToReview) {

    /** Whether there is nothing to tell. */
    boolean nothing() {
        return open + milestonesDue + milestonesOverdue + milestonesToReview == 0;
    }
}
