package cn.tiyan.issue.issue;

/**
 * How much waits on one list.
 *
 * @param name of the list
 * @param chinese as officials see it
 * @param count exact up to 1000
 * @param more whether there is more than that
 */
public record Tally(WorkList name, String chinese, int count, boolean more) {

    static final int MOST = 1000;

    static Tally of(WorkList workList, long counted) {
        return new Tally(workList, workList.chinese(), (int) Math.min(counted, MOST), counted > MOST);
    }
}
