package cn.tiyan.experiencer.activity;

import cn.tiyan.contracts.vocabulary.ActivityKind;
import cn.tiyan.contracts.vocabulary.ActivityTheme;
import cn.tiyan.contracts.vocabulary.ActivityWay;
import cn.tiyan.experiencer.experiencer.Selection;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Organisation;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An activity has one event in its life, so that the outbox's whole contract, which is about several, does not apply. */
@PlatformTest
class ActivityOutboxIT {

    @Autowired
    private AggregateStore store;
    @Autowired
    private Organisation organisation;
    @Autowired
    private KafkaTopics kafka;

    @Test
    void tellsOfAnActivityOnceItWasHeldAndOfNothingBefore() {
        Instant now = Instant.now();
        var by = Persona.SHENYANG_OFFICE.caller();
        var plan = new Plan("暗访", ActivityTheme.TRAVEL, ActivityKind.INSPECTION, ActivityWay.ALONE, 2, "窗口", now, now.plusSeconds(60), now, null,
                List.of("210100-HRSS"), false, null);
        var unit = organisation.require("unit", "210100");
        var inspected = List.of(organisation.require("unit", "210100-HRSS"));
        Activity activity = store.insert(new Activity(Ids.next("act"), plan, unit, inspected, by, now));
        activity.invite("rnd_1", new Selection("210100", List.of(), List.of(), List.of(), null, List.of()), 1, by, now);
        activity.invited("rnd_1", 0, 0, Actor.service("test"), now);
        store.save(activity);
        activity.hold("到了两个窗口", null, inspected, List.of(), by, now);
        store.save(activity);
        var messages = kafka.await("activity.events", activity.id(), 1);
        Assertions.assertThat(messages).hasSize(1);
        Assertions.assertThat(new String(messages.getFirst().value(), StandardCharsets.UTF_8)).contains("\"announced\":false", "\"batch\":2").doesNotContain("HRSS");
    }
}
