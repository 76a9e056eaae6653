package cn.tiyan.issue.commonproblem.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.issue.commonproblem.CommonProblem;
import cn.tiyan.issue.commonproblem.Dismissal;
import cn.tiyan.issue.commonproblem.ProblemAction;
import cn.tiyan.issue.commonproblem.ProblemStatus;
import cn.tiyan.issue.commonproblem.Round;
import cn.tiyan.issue.commonproblem.Tally;
import cn.tiyan.platform.security.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A common problem as one caller sees it.
 *
 * @param version the ETag's number
 * @param unit the lowest office over all units with cases
 * @param name what people call it: the title it was confirmed with, or else what its cases have in common
 * @param statusText the status as officials see it
 * @param cases how many cases there are
 * @param units codes of the units they are about
 * @param newestCases the newest of them, newest first
 * @param rounds each time it was confirmed, oldest first, with how far the self-checks have come
 * @param dismissal why it, or that it came back, was dismissed, if it was since it was last confirmed
 * @param recurrence the case it last came back with, or that showed it where nobody was asked
 * @param actions what this caller may do now
 */
record CommonProblemView(
        String id,
        long version,
        String unit,
        ServiceItemRef serviceItem,
        Stage stage,
        String stageText,
        Dimension dimension,
        String dimensionText,
        Cause cause,
        String causeText,
        String name,
        ProblemStatus status,
        String statusText,
        long cases,
        List<String> units,
        List<Tally.Shown> newestCases,
        List<Round> rounds,
        @Nullable Dismissal dismissal,
        Tally.@Nullable Shown recurrence,
        Instant createdAt,
        Instant changedAt,
        List<ProblemAction> actions) {

    static CommonProblemView of(CommonProblem problem, Caller caller) {
        return new CommonProblemView(problem.id(), problem.version(), problem.unit(), problem.serviceItem(), problem.stage(),
                problem.stage().chinese(), problem.dimension(), problem.dimension().chinese(), problem.cause(), problem.cause().chinese(),
                name(problem), problem.status(), problem.status().chinese(), problem.tally().cases(), problem.tally().units(),
                problem.tally().newest(), problem.rounds(), problem.dismissal(), problem.recurrence(), problem.createdAt(),
                problem.changedAt(), problem.actions(caller));
    }

    static String name(CommonProblem problem) {
        return problem.round().map(Round::title).orElseGet(() -> problem.serviceItem().name() + "·" + problem.stage().chinese() + "·"
                + problem.dimension().chinese() + "·" + problem.cause().chinese());
    }
}
