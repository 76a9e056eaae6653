package cn.tiyan.walkthrough.walkthrough;

import static cn.tiyan.walkthrough.walkthrough.Drafts.HRSS;
import static cn.tiyan.walkthrough.walkthrough.Drafts.aFinding;
import static cn.tiyan.walkthrough.walkthrough.Drafts.aWalkthrough;

import cn.tiyan.contracts.walkthrough.WalkthroughRecorded;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.contract.OutboxContract;
import cn.tiyan.walkthrough.checklist.Checklist;
import cn.tiyan.walkthrough.checklist.Checklists;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.mapping.Document;

class WalkthroughOutboxIT extends OutboxContract<WalkthroughOutboxIT.TalkativeWalkthrough> {

    @Autowired
    private Checklists checklists;

    /** So far a walkthrough says all it has to say when it is recorded; the contract wants one that goes on. */
    @Document("walkthrough")
    static class TalkativeWalkthrough extends Walkthrough {

        protected TalkativeWalkthrough() {
        }

        TalkativeWalkthrough(Checklist checklist) {
            super(Ids.next(PREFIX), aWalkthrough().with(aFinding(FindingKind.PROBLEM, "QUALITY-12")).draft(), HRSS, checklist, List.of(HRSS),
                    Persona.SHENYANG_WALKER.caller(), Instant.now());
        }

        void saySomething() {
            happened(new WalkthroughRecorded(id(), unit(), serviceItem(), role(), channel(), startedAt(), finishedAt(), null, findings().size()),
                    Actor.service("test"), "say", null, Instant.now());
        }
    }

    @Override
    protected TalkativeWalkthrough aNewAggregate() {
        return new TalkativeWalkthrough(checklists.current("unit", HRSS.code(), List.of()));
    }

    @Override
    protected void command(TalkativeWalkthrough walkthrough) {
        walkthrough.saySomething();
    }

    @Override
    protected String topic() {
        return "walkthrough.events";
    }
}
