package cn.tiyan.issue.commonproblem;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The cases of one common problem at one moment.
 *
 * @param newest newest first
 * @param total how many there are altogether
 */
record Gathered(List<Case> newest, long total) {

    /** Those of them of which this holds. */
    Gathered only(Predicate<Case> counts) {
        List<Case> counted = newest.stream().filter(counts).toList();
        return new Gathered(counted, counted.size());
    }

    /** Whether enough of them, from enough units, came close enough together. */
    boolean ripe(CommonProblemPolicy policy) {
        if (newest.isEmpty()) {
            return false;
        }
        Instant from = newest.getFirst().seen().minus(Duration.ofDays(policy.withinDays()));
        List<Case> counted = newest.stream().filter(one -> one.seen().isAfter(from)).toList();
        return counted.size() >= policy.cases() && counted.stream().map(Case::unit).distinct().count() >= policy.units();
    }

    /** The oldest of them. */
    Optional<Case> first() {
        return newest.isEmpty() ? Optional.empty() : Optional.of(newest.getLast());
    }

    Tally tally() {
        var units = new TreeSet<String>();
        newest.stream().map(one -> Objects.requireNonNull(one.unit())).takeWhile(unit -> units.size() < CommonProblem.MOST_UNITS)
                .forEach(units::add);
        return new Tally(total, List.copyOf(units), office(),
                newest.stream().limit(CommonProblem.SHOWN_CASES).map(Tally.Shown::of).toList());
    }

    /**
     * The line of the lowest office over all units. Offices sit in the area's own unit, whose code is all digits; departments and
     * development zones have letters in theirs.
     */
    private List<String> office() {
        List<String> common = newest.isEmpty() ? List.of() : newest.getFirst().line();
        for (Case one : newest) {
            int shared = 0;
            while (shared < Math.min(common.size(), one.line().size()) && common.get(shared).equals(one.line().get(shared))) {
                shared++;
            }
            common = common.subList(0, shared);
        }
        return common.stream().takeWhile(code -> code.chars().allMatch(Character::isDigit)).toList();
    }
}
