package cn.tiyan.walkthrough.hardcase.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.issue.IssueClosed;
import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.contracts.issue.IssueTriaged;
import cn.tiyan.contracts.vocabulary.Difficulty;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.contract.InboxContract;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import cn.tiyan.walkthrough.hardcase.HardCase;
import cn.tiyan.walkthrough.walkthrough.Phone;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** 督导办: hard cases come from what citizens said, are picked, and followed until they are solved. */
class HardCasesInboxIT extends InboxContract {

    private static final String CASES = Phone.PATH + "/hard-cases?limit=200";

    @Autowired
    private Http http;
    @Autowired
    private EventPublisher publisher;
    @Autowired
    private AggregateStore store;

    @Override
    protected Event anEventAbout(String issue) {
        return registered(issue, SourceKind.SERVICE_RATING, "210100-HRSS");
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("iss");
    }

    @Override
    protected @Nullable Object effectOf(String issue) {
        return store.find(HardCase.class, feedback(issue)).map(found -> List.of(found.version(), found.stage())).orElse(null);
    }

    @Override
    protected String subscription() {
        return "hard-cases";
    }

    private static String feedback(String issue) {
        return Ids.derived("fbk", issue);
    }

    private static IssueRegistered registered(String issue, SourceKind source, String unit) {
        return new IssueRegistered(issue, unit, new SourceRef(source, feedback(issue)), IssueKind.PROBLEM, Severity.HIGH,
                new ServiceItemRef("112101000001234567001", "企业职工参保登记"), null, "三次没办成", Instant.now());
    }

    private void send(String issue, long sequence, Event event) {
        publisher.send(issue, sequence, Ids.next("evt"), Events.typeOf(event.getClass()), Instant.now(), EventJson.write(event), null).join();
    }

    private void await(String issue, String stage) {
        KafkaTopics.await(stage, () -> store.find(HardCase.class, feedback(issue)).filter(found -> found.stage().name().equals(stage)).isPresent());
    }

    private List<String> listed(Persona persona, String more) {
        return http.as(persona).get(CASES + more).json().at("/items").valueStream().map(line -> line.path("feedbackId").asString()).toList();
    }

    @Test
    void takesHotlineOrdersForHardOnlyWhereTriageSaysSo() {
        String rating = aNewAggregateId();
        String hotline = aNewAggregateId();
        String walked = aNewAggregateId();
        send(rating, 1, registered(rating, SourceKind.CANNOT_GET_DONE, "210100-HRSS"));
        send(walked, 1, registered(walked, SourceKind.EXPERIENCER, "210100-HRSS"));
        send(hotline, 1, registered(hotline, SourceKind.HOTLINE_12345, "210100-HRSS"));
        await(rating, "REGISTERED");
        await(hotline, "REGISTERED");
        assertThat(listed(Persona.SHENYANG_OFFICE, "")).contains(feedback(rating)).doesNotContain(feedback(hotline), feedback(walked));
        send(hotline, 2, new IssueTriaged(hotline, "210100", Difficulty.HARD, Dimension.QUALITY));
        await(hotline, "TRIAGED");
        assertThat(listed(Persona.SHENYANG_OFFICE, "")).contains(feedback(hotline));
        assertThat(listed(Persona.DALIAN_OFFICE, "")).doesNotContain(feedback(hotline), feedback(rating));
        assertThat(http.as(Persona.EXPERIENCER).get(CASES).status()).isEqualTo(403);
    }

    @Test
    void arePickedAndFollowedUntilTheyAreSolved() {
        String issue = aNewAggregateId();
        String elsewhere = aNewAggregateId();
        send(issue, 1, registered(issue, SourceKind.SERVICE_RATING, "210100-HRSS"));
        send(elsewhere, 1, registered(elsewhere, SourceKind.SERVICE_RATING, "210200-HRSS"));
        await(issue, "REGISTERED");
        await(elsewhere, "REGISTERED");
        Phone phone = new Phone(http, "phone-a");
        String id = phone.start(Phone.aStart("SUPERVISOR"));
        Answer synced = phone.sync(id, phone.began(0, "s1"), phone.ended(10, "s1"));
        assertThat(phone.finish(id, synced.version()).problem()).isEqualTo("hard-case-required");
        Http walker = http.as(Persona.SHENYANG_WALKER);
        assertThat(pick(walker.at(synced.version()), id, feedback(elsewhere)).problem()).as("another unit's case").isEqualTo("hard-case-unknown");
        Answer picked = pick(walker.at(synced.version()), id, feedback(issue));
        assertThat(picked.at("/feedbackIds/0")).isEqualTo(feedback(issue));
        Answer finished = phone.finish(id, picked.version());
        assertThat(finished.at("/completion/status")).isEqualTo("办理中");
        send(issue, 2, new IssueClosed(issue, "210100"));
        await(issue, "CLOSED");
        Answer done = walker.get(Phone.PATH + "/" + id);
        assertThat(done.at("/completion/status")).isEqualTo("已了结");
        assertThat(done.json().at("/completion/solved").asInt()).isEqualTo(1);
        assertThat(listed(Persona.SHENYANG_WALKER, "&open=true")).doesNotContain(feedback(issue));
        assertThat(listed(Persona.SHENYANG_WALKER, "&open=false")).contains(feedback(issue));
    }

    private static Answer pick(Http walker, String id, String feedback) {
        ObjectNode body = Phone.json("{}");
        body.putArray("feedbackIds").add(feedback);
        return walker.post(Phone.PATH + "/" + id + "/cases", body);
    }
}
