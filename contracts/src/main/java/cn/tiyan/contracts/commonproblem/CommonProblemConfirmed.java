package cn.tiyan.contracts.commonproblem;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.EventType;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 认定: an office takes it for one common problem and has every unit concerned check itself.
 *
 * @param problemId the common problem
 * @param byUnit the office
 * @param round 1 at first; one more each time it came back
 * @param title one line; no personal data
 * @param measures what every unit is asked to look for and to do; no personal data
 * @param dueOn the last day for answering
 * @param units who must check itself
 * @param issueIds the newest of the issues it was recognised in
 */
@EventType("common-problem.confirmed.v1")
public record CommonProblemConfirmed(
        String problemId,
        String byUnit,
        int round,
        String title,
        String measures,
        LocalDate dueOn,
        List<String> units,
        @Nullable List<String> issueIds) implements Event {

    /** With what its first release said. */
    public CommonProblemConfirmed(String problemId, String byUnit, int round, String title, String measures, LocalDate dueOn, List<String> units) {
        this(problemId, byUnit, round, title, measures, dueOn, units, null);
    }
}
