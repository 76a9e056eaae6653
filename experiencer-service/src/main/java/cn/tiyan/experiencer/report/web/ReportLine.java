package cn.tiyan.experiencer.report.web;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.experiencer.report.EntryKind;
import cn.tiyan.experiencer.report.ExperienceReport;
import java.time.Instant;

/**
 * A report as one line of a list.
 *
 * @param dictated whether a clerk wrote it down
 * @param findings problems and demands
 * @param settled how many of them are settled
 * @param suggestions suggestions
 * @param answered how many of them were adopted or not
 */
record ReportLine(String id, String unit, String experiencerId, boolean dictated, ServiceItemRef serviceItem, String about, Channel channel,
        Instant startedAt, int rating, int findings, int settled, int suggestions, int answered, long praises) {

    static ReportLine of(ExperienceReport report) {
        var tally = report.tally();
        return new ReportLine(report.id(), report.unit(), report.experiencerId(), report.dictatedBy().isPresent(), report.serviceItem(), report.about(),
                report.channel(), report.startedAt(), report.rating(), tally.findings(), tally.settled(), tally.suggestions(), tally.answered(),
                report.entries().stream().filter(entry -> entry.kind() == EntryKind.PRAISE).count());
    }
}
