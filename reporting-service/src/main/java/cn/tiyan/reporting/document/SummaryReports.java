package cn.tiyan.reporting.document;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.platform.settings.Live;
import cn.tiyan.platform.settings.LiveSettings;
import cn.tiyan.reporting.figure.Period;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All summary reports: beginning them, writing them section by section, finding them. Each command is one write. */
@Component
public class SummaryReports {

    private final AggregateStore store;
    private final Organisation organisation;
    private final Live<SummaryTemplate> template;
    private final Clock clock;

    SummaryReports(AggregateStore store, Organisation organisation, LiveSettings settings, Clock clock) {
        this.store = store;
        this.organisation = organisation;
        this.template = settings.bind("tiyan.reporting.summary", SummaryTemplate.class, SummaryTemplate::complete);
        this.clock = clock;
    }

    /**
     * What came of beginning one.
     *
     * @param fresh false if there was one already
     */
    public record Begun(SummaryReport report, boolean fresh) {
    }

    /** What a report consists of, as it is now. */
    public SummaryTemplate template() {
        return template.get();
    }

    /** The report of the caller's unit for these days; begun, unless there is one. */
    public Begun begin(Period period, Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK);
        SummaryReport report = SummaryReport.begin(organisation.require("unit", caller.unit()), period, caller, clock.instant());
        boolean fresh = store.insertOnce(report);
        return new Begun(fresh ? report : get(report.id(), caller), fresh);
    }

    /** The report, if the caller may see it. */
    public SummaryReport get(String id, Caller caller) {
        mayRead(caller);
        return store.get(SummaryReport.class, id, caller);
    }

    /** Those of the caller's unit and all below it, newest first. */
    public Page<SummaryReport> list(int limit, @Nullable String after, Caller caller) {
        mayRead(caller);
        return store.page(SummaryReport.class, caller.sees(), limit, after);
    }

    /**
     * Writes a section.
     *
     * @param expected the version the caller decided on
     * @throws Refusal not found, if the template has no such section; {@code not-the-unit-itself}
     */
    public SummaryReport write(String id, String section, List<String> paragraphs, long expected, Caller caller) {
        mayRead(caller);
        return store.change(SummaryReport.class, id, caller, expected, report -> {
            if (template.get().section(section).isEmpty()) {
                throw Refusal.notFound("总结报告没有这一章节：" + section);
            }
            report.write(section, paragraphs, caller, clock.instant());
        });
    }

    /**
     * Says what stands around the text.
     *
     * @param expected the version the caller decided on
     * @throws Refusal {@code not-the-unit-itself}
     */
    public SummaryReport head(String id, SummaryHead head, long expected, Caller caller) {
        mayRead(caller);
        return store.change(SummaryReport.class, id, caller, expected, report -> report.head(head, caller, clock.instant()));
    }

    static void mayRead(Caller caller) {
        caller.require(Role.OFFICE_CLERK, Role.DEPARTMENT_CLERK, Role.LEADER);
    }
}
