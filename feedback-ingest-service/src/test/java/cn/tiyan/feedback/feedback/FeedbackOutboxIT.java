package cn.tiyan.feedback.feedback;

import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.feedback.Pushes;
import cn.tiyan.feedback.intake.Arrival;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.feedback.intake.PushReader;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.testkit.contract.OutboxContract;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

class FeedbackOutboxIT extends OutboxContract<Feedback> {

    private static final Unit UNIT = new Unit("210100-HRSS", "沈阳市人社局", UnitKind.DEPARTMENT, "210100", List.of("210000", "210100", "210100-HRSS"), true, 1);

    private final PushReader reader = new PushReader();
    private final AtomicInteger version = new AtomicInteger();

    @Override
    protected Feedback aNewAggregate() {
        return Feedback.statement(PushKind.HOTLINE_ORDER, "hotline-shenyang", Ids.next("o"), snapshot(), UNIT, Optional.empty(), Instant.now());
    }

    @Override
    protected void command(Feedback feedback) {
        feedback.receive(snapshot(), UNIT, Optional.empty(), Instant.now());
    }

    private Snapshot snapshot() {
        byte[] body = Pushes.anOrder("SY1").version(version.incrementAndGet()).json().getBytes(StandardCharsets.UTF_8);
        var arrival = new Arrival(Ids.next("rcp"), "hotline-shenyang", PushKind.HOTLINE_ORDER, "SY1", Instant.now(), body);
        return Snapshot.of(arrival, reader.read(PushKind.HOTLINE_ORDER, body), new byte[] {1});
    }

    @Override
    protected String topic() {
        return "feedback.events";
    }
}
