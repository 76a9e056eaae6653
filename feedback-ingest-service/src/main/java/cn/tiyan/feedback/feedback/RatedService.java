package cn.tiyan.feedback.feedback;

import cn.tiyan.feedback.intake.Position;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.security.Actor;
import cn.tiyan.contracts.ServiceItemRef;
import java.time.Instant;
import org.springframework.data.mongodb.core.mapping.Document;

/** A service that citizens rate (好差评办件): says which unit and which item its ratings are about. */
@Document("rated_services")
public class RatedService extends Aggregate {

    private String sender;
    private String projectNumber;
    private Snapshot newest;

    /** For the database only. */
    @SuppressWarnings("NullAway")
    protected RatedService() {
    }

    RatedService(String sender, String projectNumber, Snapshot first, Unit unit, Instant at) {
        super(idOf(sender, projectNumber), unit.code(), unit.within(), at);
        this.sender = sender;
        this.projectNumber = projectNumber;
        this.newest = first;
        noted(Actor.service(sender), "receive", null, at);
    }

    static String idOf(String sender, String projectNumber) {
        return Ids.derived("svc", sender + "\n" + projectNumber);
    }

    /** Takes a further snapshot in, if it is newer. */
    Effect receive(Snapshot snapshot, Unit unit, Instant at) {
        Effect effect = newest.effectOf(snapshot);
        if (effect == Effect.APPLIED && !snapshot.isSameAs(newest)) {
            newest = snapshot;
            belongsTo(unit.code(), unit.within());
            noted(Actor.service(sender), "receive", null, at);
        }
        return effect;
    }

    String projectNumber() {
        return projectNumber;
    }

    byte[] sealedBody() {
        return newest.sealedBody();
    }

    Position position() {
        return newest.position();
    }

    ServiceItemRef item() {
        return new ServiceItemRef(newest.text("itemCode"), newest.text("itemName"));
    }
}
