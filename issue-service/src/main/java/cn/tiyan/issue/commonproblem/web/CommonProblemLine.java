package cn.tiyan.issue.commonproblem.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.issue.commonproblem.CommonProblem;
import cn.tiyan.issue.commonproblem.ProblemStatus;
import cn.tiyan.issue.commonproblem.Progress;
import cn.tiyan.issue.commonproblem.Round;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A common problem as a line of a list; see {@link CommonProblemView} for what the fields mean. */
record CommonProblemLine(
        String id,
        long version,
        String unit,
        ServiceItemRef serviceItem,
        Stage stage,
        Dimension dimension,
        Cause cause,
        String name,
        ProblemStatus status,
        String statusText,
        long cases,
        int units,
        int round,
        @Nullable LocalDate dueOn,
        @Nullable Integer selfCheckUnits,
        @Nullable Progress progress,
        Instant createdAt) {

    static CommonProblemLine of(CommonProblem problem) {
        Round round = problem.round().orElse(null);
        return new CommonProblemLine(problem.id(), problem.version(), problem.unit(), problem.serviceItem(), problem.stage(),
                problem.dimension(),
                problem.cause(), CommonProblemView.name(problem), problem.status(), problem.status().chinese(), problem.tally().cases(),
                problem.tally().units().size(), problem.rounds().size(), round == null ? null : round.dueOn(),
                round == null ? null : round.units().size(), round == null ? null : round.progress(), problem.createdAt());
    }
}
