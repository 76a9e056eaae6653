package cn.tiyan.experiencer.report;

import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.security.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** “我说的事怎么样了”: what became of everything somebody reported. */
@Component
public class Outcomes {

    private final Reports reports;
    private final Organisation organisation;

    Outcomes(Reports reports, Organisation organisation) {
        this.reports = reports;
        this.organisation = organisation;
    }

    /**
     * What became of one entry.
     *
     * @param story in words
     * @param asked what is asked of whoever reported it now, if anything
     */
    public record Outcome(ExperienceReport report, Entry entry, String story, @Nullable String asked) {
    }

    /**
     * What became of the entries of one page of the caller's reports.
     *
     * @param tally over everything the caller ever reported
     */
    public record Overview(Tally tally, List<Outcome> outcomes, @Nullable String next) {
    }

    /** @param limit of reports, 1 to 200 */
    public Overview mine(int limit, @Nullable String after, Caller caller) {
        Page<ExperienceReport> page = reports.mine(limit, after, caller);
        Map<String, String> names = new HashMap<>();
        List<Outcome> outcomes = page.items().stream().flatMap(report -> report.entries().stream().map(entry -> new Outcome(report, entry,
                Story.of(entry, report.createdAt(), code -> names.computeIfAbsent(code, this::name)), Story.asked(entry)))).toList();
        return new Overview(reports.tally(caller), outcomes, page.next());
    }

    private String name(String code) {
        return organisation.find(code).map(Unit::name).orElse(code);
    }
}
