package cn.tiyan.experiencer.contribution;

import cn.tiyan.experiencer.report.Entry;
import cn.tiyan.experiencer.report.ExperienceReport;
import cn.tiyan.platform.time.China;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that counts.
 *
 * @param on the day, in China, as ISO text
 * @param what counts once: the class of findings (item, dimension, checkpoint), the common problem, the suggestion, the publicity
 *     record
 */
record Fact(FactKind kind, String on, String what) {

    /** What a report comes to, as it now is. */
    static List<Fact> of(ExperienceReport report) {
        List<Fact> facts = new ArrayList<>();
        for (Entry entry : report.entries()) {
            var issue = entry.issue();
            if (issue != null && issue.settledAt() != null) {
                String settled = day(issue.settledAt());
                String likeness = report.serviceItem().code() + "|" + entry.dimension() + "|" + (entry.checkpoint() == null ? "" : entry.checkpoint());
                facts.add(new Fact(FactKind.SETTLED_CLASS, settled, likeness));
                if (issue.solved()) {
                    facts.add(new Fact(FactKind.SOLVED_CLASS, settled, likeness));
                    if (issue.commonProblemId() != null) {
                        facts.add(new Fact(FactKind.COMMON_PROBLEM, settled, issue.commonProblemId()));
                    }
                }
            }
            var suggestion = entry.suggestion();
            if (suggestion != null && !suggestion.status().open() && suggestion.at() != null) {
                facts.add(new Fact(FactKind.ANSWERED_SUGGESTION, day(suggestion.at()), entry.id()));
                if (suggestion.status().adopted()) {
                    facts.add(new Fact(FactKind.ADOPTED_SUGGESTION, day(suggestion.at()), entry.id()));
                }
            }
        }
        return facts;
    }

    private static String day(Instant at) {
        return China.day(at).toString();
    }
}
