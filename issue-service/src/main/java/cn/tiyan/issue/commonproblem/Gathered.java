package cn.tiyan.issue.commonproblem;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The cases of one common problem at one moment.
 *
 * @param newest newest first
 * @param total how many there are altogether
 */
record Gathered(List<Case> newest, long total) {

    /** Whether enough of them, from enough units, came close enough together; those not after {@code since} do not count. */
    boolean ripe(CommonProblemPolicy policy, @Nullable Instant since) {
        if (newest.isEmpty()) {
            return false;
        }
        Instant from = at(newest.getFirst()).minus(Duration.ofDays(policy.withinDays()));
        List<Case> counted = newest.stream().filter(one -> at(one).isAfter(from) && (since == null || at(one).isAfter(since))).toList();
        return counted.size() >= policy.cases() && counted.stream().map(Case::unit).distinct().count() >= policy.units();
    }

    /** The first that came after this time. */
    Optional<Case> firstAfter(Instant time) {
        return newest.reversed().stream().filter(one -> at(one).isAfter(time)).findFirst();
    }

    Tally tally() {
        var units = new TreeSet<String>();
        newest.stream().map(one -> Objects.requireNonNull(one.unit())).takeWhile(unit -> units.size() < CommonProblem.MOST_UNITS)
                .forEach(units::add);
        return new Tally(total, List.copyOf(units), office(),
                newest.stream().limit(CommonProblem.SHOWN_CASES)
                        .map(one -> new Tally.Shown(one.issueId(), Objects.requireNonNull(one.unit()), at(one))).toList());
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

    private static Instant at(Case one) {
        return Objects.requireNonNull(one.at());
    }
}
