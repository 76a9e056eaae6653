package cn.tiyan.reporting.notice;

import cn.tiyan.contracts.Event;
import cn.tiyan.contracts.Events;
import cn.tiyan.contracts.SourceRef;
import cn.tiyan.contracts.issue.Desk;
import cn.tiyan.contracts.issue.IssueRegistered;
import cn.tiyan.contracts.vocabulary.IssueKind;
import cn.tiyan.contracts.vocabulary.IssueStep;
import cn.tiyan.contracts.vocabulary.Severity;
import cn.tiyan.contracts.vocabulary.SourceKind;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.messaging.EventJson;
import cn.tiyan.platform.messaging.EventPublisher;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.platform.security.Role;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Tokens;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/** A bureau of its own for each test, with people of its own. */
final class NoticeDesk {

    private static final AtomicInteger BUREAUS = new AtomicInteger();

    final String unit = "210100-N" + BUREAUS.incrementAndGet();
    private final EventPublisher publisher;
    private final Http http;

    NoticeDesk(MongoTemplate mongo, EventPublisher publisher, Http http) {
        this.publisher = publisher;
        this.http = http;
        mongo.save(new Unit(unit, "通知局", UnitKind.DEPARTMENT, "210100", List.of("210000", "210100", unit), true, 1));
    }

    /** Somebody of this bureau. */
    Http somebody(String account, Role... roles) {
        return somebodyOf(unit, account, roles);
    }

    Http somebodyOf(String of, String account, Role... roles) {
        return http.withToken(Tokens.of(Persona.SHENYANG_DEPARTMENT, claims -> claims.subject(account).claim("unit", of)
                .claim("roles", Arrays.stream(roles).map(Enum::name).toList())));
    }

    String account() {
        return Ids.next("acc");
    }

    void tell(String id, long sequence, Event event) {
        tell(id, sequence, event, Instant.now());
    }

    void tell(String id, long sequence, Event event, Instant at) {
        publisher.send(id, sequence, Ids.next("evt"), Events.typeOf(event.getClass()), at, EventJson.write(event), null).join();
    }

    static IssueRegistered registered(String id, String title, @Nullable Desk desk) {
        return new IssueRegistered(id, "210100", new SourceRef(SourceKind.WALKTHROUGH, id), IssueKind.PROBLEM, Severity.LOW, null, null, title,
                Instant.parse("1981-01-01T04:00:00Z"), desk);
    }

    Desk desk(IssueStep step, @Nullable Instant due) {
        return new Desk(unit, step, due);
    }
}
