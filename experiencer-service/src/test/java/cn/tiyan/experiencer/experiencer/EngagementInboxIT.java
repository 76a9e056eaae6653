package cn.tiyan.experiencer.experiencer;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.platform.messaging.FailureReason;
import cn.tiyan.platform.messaging.Parking;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.contract.InboxContract;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class EngagementInboxIT extends InboxContract {

    @Autowired
    private AggregateStore store;
    @Autowired
    private Organisation organisation;
    @Autowired
    private PersonalCipher cipher;
    @Autowired
    private EventPublisher publisher;
    @Autowired
    private KafkaTopics topics;
    @Autowired
    private Http http;
    private final Map<String, String> companions = new ConcurrentHashMap<>();

    @Override
    protected Event anEventAbout(String walkthrough) {
        return recorded(walkthrough, companions.computeIfAbsent(walkthrough, _ -> anAppointedOne().id()));
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("wlk");
    }

    @Override
    protected @Nullable Object effectOf(String walkthrough) {
        String companion = companions.get(walkthrough);
        Experiencer experiencer = companion == null ? null : store.find(Experiencer.class, companion).orElseThrow();
        boolean engaged = experiencer != null && experiencer.history().stream().anyMatch(entry -> walkthrough.equals(entry.note()));
        return engaged ? List.of(experiencer.version(), experiencer.history().size()) : null;
    }

    @Override
    protected String subscription() {
        return "engagements";
    }

    @Test
    void takesAnExperiencerAlongTwiceADayAtMost() {
        Experiencer experiencer = anAppointedOne();
        assertThat(availability(experiencer)).isEqualTo("true true ");
        publish(Ids.next("wlk"), experiencer.id());
        publish(Ids.next("wlk"), experiencer.id());
        KafkaTopics.await("two engagements", () -> availability(experiencer).startsWith("true false"));
        assertThat(availability(experiencer)).contains("2 次");
    }

    @Test
    void parksAWalkthroughWithSomebodyUnknown() {
        String walkthrough = Ids.next("wlk");
        publish(walkthrough, "exp_nobody");
        var parked = topics.await(Parking.topic("experiencer-service"), walkthrough, 1);
        assertThat(new String(parked.getFirst().headers().lastHeader(Parking.REASON).value(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(FailureReason.REFUSED.name());
    }

    private String availability(Experiencer experiencer) {
        var answer = http.as(Persona.SHENYANG_WALKER).get("/api/v1/experiencers/" + experiencer.id() + "/availability?date=" + SomeExperiencers.TODAY);
        return answer.json().path("eligible").asBoolean() + " " + answer.json().path("free").asBoolean() + " " + answer.at("/reason");
    }

    private Experiencer anAppointedOne() {
        Experiencer experiencer = SomeExperiencers.aRecommendedOne(organisation, cipher);
        SomeExperiencers.appoint(experiencer);
        return store.insert(experiencer);
    }

    private void publish(String walkthrough, String experiencer) {
        publisher.send(walkthrough, 1, Ids.next("evt"), "walkthrough.recorded.v1", Instant.now(), EventJson.write(recorded(walkthrough, experiencer)), null).join();
    }

    private static WalkthroughRecorded recorded(String walkthrough, String experiencer) {
        Instant now = Instant.now();
        return new WalkthroughRecorded(walkthrough, "210100-HRSS", new ServiceItemRef("112101000001234567001", "企业职工参保登记"),
                WalkthroughRole.COMPANION, Channel.COUNTER, now, now.plusSeconds(3600), experiencer, 0);
    }
}
