package cn.tiyan.experiencer.report;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.experiencer.SomeCodes;
import cn.tiyan.experiencer.experiencer.AppointedOnes;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.platform.messaging.FailureReason;
import cn.tiyan.platform.messaging.Parking;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.testkit.contract.InboxContract;
import cn.tiyan.testkit.contract.KafkaTopics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ReportIssuesInboxIT extends InboxContract {

    @Autowired
    private AggregateStore store;
    @Autowired
    private Organisation organisation;
    @Autowired
    private PersonalCipher cipher;
    @Autowired
    private Reports reports;
    @Autowired
    private EventPublisher publisher;
    @Autowired
    private KafkaTopics topics;
    private final Map<String, ExperienceReport> recorded = new ConcurrentHashMap<>();

    @Override
    protected Event anEventAbout(String issue) {
        ExperienceReport report = recorded.computeIfAbsent(issue, _ -> record());
        return registered(issue, SourceKind.EXPERIENCER, report.entries().getFirst().id());
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("iss");
    }

    @Override
    protected @Nullable Object effectOf(String issue) {
        ExperienceReport report = recorded.get(issue);
        if (report == null) {
            return null;
        }
        ExperienceReport now = store.find(ExperienceReport.class, report.id()).orElseThrow();
        return now.entries().getFirst().issue() == null ? null : List.of(now.version(), now.entries());
    }

    @Override
    protected String subscription() {
        return "report-issues";
    }

    @Test
    void parksAnIssueOfAFindingNobodyRecorded() {
        String issue = aNewAggregateId();
        publish(issue, registered(issue, SourceKind.EXPERIENCER, "fnd_unknown"));
        var parked = topics.await(Parking.topic("experiencer-service"), issue, 1);
        assertThat(new String(parked.getFirst().headers().lastHeader(Parking.REASON).value(), StandardCharsets.UTF_8)).isEqualTo(FailureReason.REFUSED.name());
    }

    @Test
    void passesOverIssuesFromElsewhere() {
        String issue = aNewAggregateId();
        publish(issue, registered(issue, SourceKind.WALKTHROUGH, "fnd_unknown"));
        topics.awaitHandled("experiencer-service.report-issues", "issue.events");
        assertThat(topics.read(Parking.topic("experiencer-service"), message -> issue.equals(message.key()))).isEmpty();
    }

    private ExperienceReport record() {
        String account = "citizen-" + SomeCodes.phone();
        AppointedOnes.appointed(store, organisation, cipher, "210100", account, AppointedOnes.TODAY.minusDays(1), AppointedOnes.TODAY.plusDays(1));
        var caller = new Caller(account, "体验员", Set.of(Role.EXPERIENCER), "210100");
        return reports.record(Ids.next("rep"), SomeReports.aDraft(Instant.now(), List.of(), SomeReports.said(EntryKind.PROBLEM, Dimension.QUALITY, null)), caller).report();
    }

    private static IssueRegistered registered(String issue, SourceKind kind, String finding) {
        return new IssueRegistered(issue, "210100-HRSS", new SourceRef(kind, finding), IssueKind.PROBLEM, Severity.MEDIUM,
                new ServiceItemRef("112101000001234567001", "企业职工参保登记"), Dimension.QUALITY, "窗口仍要求纸质证明", Instant.parse("2026-11-23T02:00:00Z"));
    }

    private void publish(String issue, Event event) {
        publisher.send(issue, 1, Ids.next("evt"), "issue.registered.v1", Instant.now(), EventJson.write(event), null).join();
    }
}
