package cn.tiyan.feedback.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.tiyan.feedback.Pushes;
import cn.tiyan.feedback.intake.Arrival;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.platform.aggregate.Aggregate;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.UnknownReference;
import cn.tiyan.testkit.PlatformTest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;

/** Arrivals that are folded together, in the database. */
@PlatformTest
class FoldingTogetherIT {

    @Autowired
    private StoredRecords records;
    @Autowired
    private FeedbackDesk desk;
    @Autowired
    private MongoTemplate mongo;

    @BeforeEach
    void forget() {
        mongo.remove(new Query(), Feedback.class);
        mongo.remove(new Query(), RatedService.class);
    }

    private static Map<String, List<Object>> expected() {
        var bench = new FoldingBench();
        FoldingTest.arrivals(bench).forEach(bench::fold);
        return bench.outcome();
    }

    private static final class Crash extends RuntimeException {
    }

    /** The database until a process crashes, before it stores something or after; the next process has it whole. */
    private class UntilACrash implements Records {

        private int left;

        /** @param steps two for each time something is stored: before and after */
        UntilACrash(int steps) {
            this.left = steps;
        }

        private void step() {
            if (left-- == 0) {
                throw new Crash();
            }
        }

        @Override
        public <T extends Aggregate> List<T> findAll(Class<T> type, Collection<String> ids) {
            return records.findAll(type, ids);
        }

        @Override
        public List<Feedback> ratingsOf(Collection<String> services) {
            return records.ratingsOf(services);
        }

        @Override
        public Set<String> pressedFor(Collection<String> orders) {
            return records.pressedFor(orders);
        }

        @Override
        public List<Feedback> urging(String order) {
            return records.urging(order);
        }

        @Override
        public List<Aggregate> store(Collection<Aggregate> aggregates) {
            step();
            List<Aggregate> overtaken = records.store(aggregates);
            step();
            return overtaken;
        }
    }

    @Test
    void changesNothingWhenReadAgainAfterACrashBetweenAnyTwoSteps() {
        Map<String, List<Object>> expected = expected();
        var random = new Random(4);
        for (int steps = 0, crashes = 1; crashes > 0; steps++) {
            forget();
            var bench = new FoldingBench(new UntilACrash(steps));
            List<Arrival> arrivals = FoldingTest.shuffled(bench, random);
            crashes = 0;
            int begun = arrivals.size() / 2;
            try {
                bench.fold(arrivals.subList(0, begun));
                bench.fold(arrivals.subList(begun, arrivals.size()));
            } catch (Crash e) {
                crashes++;
                // What was read with others before comes with others again.
                bench.fold(arrivals.subList(0, begun / 2));
                bench.fold(arrivals.subList(begun / 2, arrivals.size()));
            }
            assertThat(bench.outcome()).as("a crash after %s steps", steps).isEqualTo(expected);
        }
    }

    @Test
    void isNotHeldUpByOneThatCannotBeFolded() {
        var bench = new FoldingBench(records);
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            arrivals.add(bench.order(Pushes.anOrder("N" + i)));
        }
        arrivals.set(5, bench.order(Pushes.anOrder("N5").with("responsibleUnit", "210100-NEW")));
        FeedbackDesk.NotFolded failure = catchThrowableOfType(FeedbackDesk.NotFolded.class, () -> desk.fold(arrivals));
        assertThat(failure.at()).isEqualTo(5);
        assertThat(failure).hasCauseInstanceOf(UnknownReference.class);
        assertThat(kept(arrivals)).containsExactlyInAnyOrder("N0", "N1", "N2", "N3", "N4");
        desk.fold(arrivals.subList(6, 7));
        assertThat(kept(arrivals)).contains("N6");
    }

    /** The keys of those orders that are stored. */
    private List<String> kept(List<Arrival> orders) {
        Set<String> ids = IntStream.range(0, orders.size()).mapToObj(i -> Feedback.idOf(orders.get(i).sender(), orders.get(i).kind(), "N" + i)).collect(Collectors.toSet());
        return records.findAll(Feedback.class, ids).stream().map(Feedback::key).toList();
    }

    /** Another replica, or a reprocessing, meets at the same order after it was read here and before it is written. */
    @Test
    void foldsAnewWhatAnotherWasQuickerWith() {
        var bench = new FoldingBench(records);
        bench.fold(bench.order(Pushes.anOrder("A")));
        Arrival theirs = bench.order(Pushes.anOrder("A").version(2).with("title", "别处先写"));
        var overtaken = new FoldingBench(new UntilACrash(-1) {
            private boolean done;

            @Override
            public List<Aggregate> store(Collection<Aggregate> aggregates) {
                if (!done) {
                    done = true;
                    bench.fold(theirs);
                }
                return super.store(aggregates);
            }
        });
        Arrival ours = overtaken.order(Pushes.anOrder("A").version(3).with("title", "这里后写"));
        Arrival another = overtaken.order(Pushes.anOrder("B"));
        assertThat(catchThrowableOfType(Refusal.class, () -> overtaken.fold(List.of(ours, another))).kind())
                .isEqualTo(Refusal.Kind.STALE);
        overtaken.fold(List.of(ours, another));
        assertThat(overtaken.outcome()).containsOnlyKeys("A", "B");
        assertThat(bench.feedback(PushKind.HOTLINE_ORDER, "A").title()).isEqualTo("这里后写");
    }
}
