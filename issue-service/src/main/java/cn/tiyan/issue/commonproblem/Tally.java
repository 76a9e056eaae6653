package cn.tiyan.issue.commonproblem;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a common problem knows of its cases.
 *
 * @param cases how many
 * @param units codes of the units they are about, in order
 * @param office codes from the province down to the lowest office over all of these
 * @param newest the newest of them, newest first
 */
public record Tally(long cases, List<String> units, List<String> office, List<Shown> newest) {

    /**
     * One case.
     *
     * @param issueId the issue
     * @param unit the unit it is about
     * @param at when it was judged
     */
    public record Shown(String issueId, String unit, Instant at) {

        static Shown of(Case one) {
            return new Shown(one.issueId(), Objects.requireNonNull(one.unit()), one.seen());
        }
    }
}
