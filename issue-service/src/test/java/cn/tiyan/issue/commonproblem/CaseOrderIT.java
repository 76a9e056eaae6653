package cn.tiyan.issue.commonproblem;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.contracts.ServiceItemRef;
import cn.tiyan.contracts.vocabulary.Cause;
import cn.tiyan.contracts.vocabulary.Dimension;
import cn.tiyan.contracts.vocabulary.Stage;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.testkit.PlatformTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What common problems come to does not depend on the order in which issues of different keys arrive, nor on repetitions. */
@PlatformTest
class CaseOrderIT {

    @Autowired
    private CommonProblems problems;
    @Autowired
    private AggregateStore store;

    /** What an event said: of which issue, when, and as a case of what; {@code cause} is null where it is none. */
    private record Said(int issue, int sequence, Unit unit, @Nullable Cause cause) {

        Instant at() {
            return Bureaus.NOW.plusSeconds(10L * issue + sequence);
        }
    }

    private static final List<List<Said>> STORIES = List.of(
            List.of(new Said(0, 2, Bureaus.SHENYANG_HRSS, Cause.RULE), new Said(0, 3, Bureaus.SHENYANG_HRSS, null)),
            List.of(new Said(1, 2, Bureaus.DALIAN_HRSS, Cause.RULE)),
            List.of(new Said(2, 2, Bureaus.DALIAN_HRSS, Cause.PROCESS), new Said(2, 3, Bureaus.SHENYANG_HRSS, Cause.RULE)),
            List.of(new Said(3, 2, Bureaus.SHENYANG_MSA, Cause.RULE)));

    @Test
    void comesToTheSameInWhateverOrderIssuesArrive() {
        List<List<Said>> orders = interleavings(STORIES);
        assertThat(orders).hasSize(180);
        assertThat(orders.stream().map(order -> outcome(oneByOne(order))).distinct())
                .singleElement().asString().startsWith("PROPOSED 3 [210100-HRSS, 210100-MSA, 210200-HRSS] 210000");
    }

    @Test
    void comesToTheSameWhenEverythingIsDeliveredAgain() {
        List<Said> once = STORIES.stream().flatMap(List::stream).toList();
        var repeated = new ArrayList<>(once);
        repeated.addAll(once);
        Collections.shuffle(repeated, new Random(7));
        assertThat(outcome(Stream.concat(oneByOne(once).stream(), oneByOne(repeated).stream()).toList())).isEqualTo(outcome(oneByOne(once)));
    }

    @Test
    void comesToTheSameWhenSeveralAreHeardAtOnceAndSomeOfThemAgain() {
        List<Said> once = STORIES.stream().flatMap(List::stream).toList();
        for (List<Said> order : interleavings(STORIES)) {
            for (int split : new int[] {order.size(), 3}) {
                assertThat(outcome(List.of(order.subList(0, split), order.subList(1, order.size()), List.of()))).isEqualTo(outcome(oneByOne(once)));
            }
        }
    }

    private static List<List<Said>> oneByOne(List<Said> order) {
        return order.stream().map(List::of).toList();
    }

    /** @param heard what at once, in order */
    private String outcome(List<List<Said>> heard) {
        var item = new ServiceItemRef(Ids.next("ITEM"), "企业职工参保登记");
        List<String> ids = List.of(Ids.next("iss"), Ids.next("iss"), Ids.next("iss"), Ids.next("iss"));
        heard.forEach(together -> problems.take(together.stream().map(said -> judged(said, ids, item)).toList()));
        CommonProblem problem = store.find(CommonProblem.class, new Likeness(item.code(), Stage.APPLICATION, Dimension.QUALITY,
                Cause.RULE).problemId()).orElseThrow();
        // What was a case for a moment only, between two events heard at once, begins nothing.
        String left = store.find(CommonProblem.class, new Likeness(item.code(), Stage.APPLICATION, Dimension.QUALITY,
                Cause.PROCESS).problemId()).map(begun -> begun.status() + " " + begun.tally().cases()).orElse("GATHERING 0");
        return problem.status() + " " + problem.tally().cases() + " " + problem.tally().units() + " " + problem.unit() + " "
                + problem.within() + " "
                + problem.tally().newest().stream().map(shown -> ids.indexOf(shown.issueId()) + "@"
                + shown.at()).collect(Collectors.toList())
                + " left " + left;
    }

    private static Judged judged(Said said, List<String> ids, ServiceItemRef item) {
        return new Judged(ids.get(said.issue), said.sequence, said.at(),
                said.cause == null ? null : new Sighting(said.unit, item, Stage.APPLICATION, Dimension.QUALITY, said.cause));
    }

    /** Every order that leaves each issue's own events in theirs. */
    private static List<List<Said>> interleavings(List<List<Said>> stories) {
        if (stories.stream().allMatch(List::isEmpty)) {
            return List.of(List.of());
        }
        List<List<Said>> all = new ArrayList<>();
        for (int i = 0; i < stories.size(); i++) {
            if (!stories.get(i).isEmpty()) {
                var rest = new ArrayList<>(stories);
                rest.set(i, stories.get(i).subList(1, stories.get(i).size()));
                Said first = stories.get(i).getFirst();
                for (List<Said> others : interleavings(rest)) {
                    var order = new ArrayList<Said>();
                    order.add(first);
                    order.addAll(others);
                    all.add(order);
                }
            }
        }
        return all;
    }
}
