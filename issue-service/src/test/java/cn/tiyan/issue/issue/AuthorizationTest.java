package cn.tiyan.issue.issue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Role;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** authorization.txt held against the model, all of it. */
class AuthorizationTest {

    private final Cast cast = new Cast(People.NOW);

    static Stream<Authorization> all() {
        return Authorization.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isWhatTheTableSaysForEveryRoleInEveryUnit(Authorization asked) {
        var softly = new SoftAssertions();
        for (Authorization.Cell cell : asked.everyCell()) {
            softly.assertThat(outcome(asked, cell.place().somebody(cell.role()))).as("%s: %s of %s", asked, cell.role(), cell.place()).isEqualTo(cell.outcome());
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @MethodSource("all")
    void looksAtTheAccountToo(Authorization asked) {
        Authorization.Cell may = asked.mayBe();
        assertThat(outcome(asked, Cast.raiser())).as("%s: raiser", asked).isEqualTo(asked.raiser());
        assertThat(outcome(asked, may.place().somebody(may.role(), Cast.SUBMITTER))).as("%s: submitter", asked).isEqualTo(asked.submitter());
        assertThat(outcome(asked, may.place().somebody(may.role(), Cast.CONCERNED))).as("%s: person concerned", asked).isEqualTo(asked.concerned());
    }

    @Test
    void isSaidForEveryActionByHandInEveryStatus() {
        List<String> asked = all().map(Authorization::toString).toList();
        assertThat(asked).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(IssueLifecycle.table().stream()
                .filter(Transition::byHand).map(line -> line.action() + " in " + line.from()).toList());
    }

    /** What anybody is offered is what they may do, and the other way round. */
    @ParameterizedTest
    @MethodSource("all")
    void offersWhatItAllows(Authorization asked) {
        for (Authorization.Cell cell : asked.everyCell()) {
            Issue issue = cast.readyFor(asked.action(), asked.status());
            if (sees(cell.place().somebody(cell.role()), issue)) {
                // Whether it is this office's own part of the tree shows only when it names one.
                boolean named = cell.outcome().equals("dispatch-outside-subtree");
                assertThat(issue.actions(cell.place().somebody(cell.role())).contains(asked.action())).as("%s: %s of %s", asked, cell.role(), cell.place())
                        .isEqualTo(cell.outcome().equals(Authorization.OK) || named);
            }
        }
    }

    private String outcome(Authorization asked, Acting by) {
        Issue issue = cast.readyFor(asked.action(), asked.status());
        if (!sees(by, issue)) {
            return "404";
        }
        int entries = issue.history().size();
        try {
            cast.take(asked.action(), issue, by);
            assertThat(issue.history()).hasSizeGreaterThan(entries);
            return Authorization.OK;
        } catch (Refusal refusal) {
            assertThat(issue.history()).hasSize(entries);
            assertThat(issue.status()).isEqualTo(asked.status());
            return refusal.kind() == Refusal.Kind.FORBIDDEN ? "403" : refusal.name();
        }
    }

    private static boolean sees(Acting by, Issue issue) {
        return by.caller().roles().equals(java.util.Set.of(Role.EXPERIENCER)) ? by.account().equals(issue.owner()) : issue.within().contains(by.unit());
    }
}
