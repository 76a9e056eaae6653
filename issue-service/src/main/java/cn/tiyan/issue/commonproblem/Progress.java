package cn.tiyan.issue.commonproblem;

/**
 * How far the self-checks of a round have come.
 *
 * @param assigned how many there are by now; they are sent out one by one
 * @param completed how many were answered and accepted
 * @param notConcerned how many of these units cannot have the problem
 * @param foundIn in how many of these units it was found
 * @param corrected how many cases these units corrected
 * @param overdue how many let their last day pass, answered since or not
 */
public record Progress(int assigned, int completed, int notConcerned, int foundIn, int corrected, int overdue) {

    static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0);
}
