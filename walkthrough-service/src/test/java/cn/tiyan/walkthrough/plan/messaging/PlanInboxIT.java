package cn.tiyan.walkthrough.plan.messaging;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.WalkthroughRole;
import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.contract.InboxContract;
import cn.tiyan.walkthrough.plan.PlanDraft;
import cn.tiyan.walkthrough.plan.Plans;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class PlanInboxIT extends InboxContract {

    @Autowired
    private Plans plans;
    @Autowired
    private MongoTemplate mongo;

    private final Map<String, String> entries = new ConcurrentHashMap<>();

    @Override
    protected Event anEventAbout(String walkthrough) {
        String entry = entries.computeIfAbsent(walkthrough, this::planned);
        Instant then = Instant.parse("2026-11-28T02:00:00Z");
        return new WalkthroughRecorded(walkthrough, "210100-HRSS", new ServiceItemRef("INBOX-1", "失业登记"), WalkthroughRole.APPLICANT, Channel.COUNTER, then, then,
                null, 0, null, null, entry);
    }

    private String planned(String walkthrough) {
        LocalDate today = plans.today();
        var entry = new PlanDraft.Entry(null, new ServiceItemRef("INBOX-1", "失业登记"), "210100-HRSS", WalkthroughRole.APPLICANT, "shenyang.ganbu", List.of(), Set.of(),
                today, null);
        var clerk = Persona.SHENYANG_DEPARTMENT.caller();
        var plan = plans.draft(Ids.next("pln"), new PlanDraft(walkthrough, today, today, List.of(entry)), clerk).plan();
        plans.publish(plan.id(), plan.version(), clerk);
        return plan.entries().getFirst().id();
    }

    @Override
    protected String aNewAggregateId() {
        return Ids.next("wlk");
    }

    @Override
    protected @Nullable Object effectOf(String walkthrough) {
        return mongo.getCollection("plan").find(new Document("entries.walkthroughs", walkthrough)).projection(new Document("outbox", 0)).first();
    }

    @Override
    protected String subscription() {
        return "plan-progress";
    }
}
