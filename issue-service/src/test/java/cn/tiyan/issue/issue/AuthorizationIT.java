package cn.tiyan.issue.issue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** authorization.txt held against the service: one cell for each action and outcome. */
@PlatformTest
class AuthorizationIT {

    @Autowired
    private Http http;
    @Autowired
    private Issues issues;
    @Autowired
    private AggregateStore store;
    @Autowired
    private MongoTemplate mongo;
    private IssueDesk desk;
    private Cast cast;

    @BeforeEach
    void gatherTheCast() {
        desk = new IssueDesk(http, issues);
        cast = new Cast(issues.now());
        Stream.of(Cast.Place.values()).filter(place -> mongo.findById(place.unit().code(), place.unit().getClass()) == null)
                .forEach(place -> mongo.save(place.unit()));
    }

    /**
     * For each action, the first status the table names. What whoever raised an issue hands in comes by the way all evidence does, and
     * nobody else can ask for that: see EvidenceIT.
     */
    static Stream<Authorization> everyAction() {
        Map<Action, Authorization> first = new LinkedHashMap<>();
        Authorization.all().stream().filter(asked -> asked.action() != Action.SUPPLEMENT).forEach(asked -> first.putIfAbsent(asked.action(), asked));
        return first.values().stream();
    }

    @ParameterizedTest
    @MethodSource("everyAction")
    void answersWithWhatTheTableSays(Authorization asked) {
        Map<String, Acting> one = new LinkedHashMap<>();
        asked.everyCell().forEach(cell -> one.putIfAbsent(cell.outcome(), cell.place().somebody(cell.role())));
        Authorization.Cell may = asked.mayBe();
        one.putIfAbsent(asked.raiser(), Cast.raiser());
        one.putIfAbsent(asked.submitter(), may.place().somebody(may.role(), Cast.SUBMITTER));
        one.putIfAbsent(asked.concerned(), may.place().somebody(may.role(), Cast.CONCERNED));
        var softly = new SoftAssertions();
        one.forEach((outcome, by) -> {
            Issue issue = store.insert(cast.readyFor(asked.action(), asked.status()));
            Http.Answer answer = ask(asked.action(), issue, by);
            String got = switch (answer.status()) {
                case 200, 201 -> Authorization.OK;
                case 422 -> answer.problem();
                default -> String.valueOf(answer.status());
            };
            softly.assertThat(got).as("%s: %s, %s", asked, by.caller(), answer).isEqualTo(outcome);
            softly.assertThat(desk.version(issue.id())).isEqualTo(outcome.equals(Authorization.OK) ? 2 : 1);
        });
        softly.assertAll();
    }

    private Http.Answer ask(Action action, Issue issue, Acting by) {
        Http asking = http.withToken(Tokens.of(Persona.SHENYANG_OFFICE, claims -> claims.subject(by.account()).claim("unit", by.unit())
                .claim("roles", new ArrayList<>(by.caller().roles().stream().map(Enum::name).toList()))));
        if (action == Action.ADD_EVIDENCE) {
            return asking.upload("/api/v1/issues/" + issue.id() + "/evidence", "photo.png", "image/png", IssueDesk.PNG);
        }
        Object body = switch (action) {
            case MERGE -> Map.of("survivor", guestSees(store.insert(cast.readyFor(Action.TRIAGE, Status.REGISTERED))).id());
            case RATE -> by.account().equals(Cast.RAISER) ? desk.body(action) : Map.of("contacted", true, "solved", true, "satisfaction", 5);
            default -> desk.body(action);
        };
        return asking.at(1).post(desk.path(action, issue.id()), body);
    }

    private static Issue guestSees(Issue issue) {
        assertThat(issue.within()).containsAll(List.of(Cast.Place.GUEST.unit().code(), Cast.Place.BELOW.unit().code()));
        return issue;
    }
}
