package cn.tiyan.experiencer.report;

import cn.tiyan.experiencer.experiencer.AppointedOnes;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.contract.OutboxContract;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;

class ExperienceReportOutboxIT extends OutboxContract<ExperienceReport> {

    @Autowired
    private AggregateStore store;
    @Autowired
    private Organisation organisation;
    @Autowired
    private PersonalCipher cipher;

    @Override
    protected ExperienceReport aNewAggregate() {
        var experiencer = AppointedOnes.appointed(store, organisation, cipher, "210100", null, AppointedOnes.TODAY, AppointedOnes.TODAY);
        var suggestion = SomeReports.said(EntryKind.SUGGESTION, null, null);
        return ExperienceReport.record(Ids.next("rep"), SomeReports.aDraft(Instant.now(), List.of(), suggestion, suggestion, suggestion), experiencer,
                organisation.require("unit", "210100"), organisation.require("about", "210100-HRSS"), null, false,
                new Caller("citizen-x", "体验员", Set.of(Role.EXPERIENCER), "210100"), Instant.now());
    }

    @Override
    protected void command(ExperienceReport report) {
        String next = report.entries().stream().filter(entry -> entry.suggestion().status() == SuggestionStatus.RAISED).findFirst().orElseThrow().id();
        report.study(next, "征求意见", Persona.SHENYANG_OFFICE.caller(), Instant.now());
    }

    @Override
    protected String topic() {
        return "experience-report.events";
    }
}
