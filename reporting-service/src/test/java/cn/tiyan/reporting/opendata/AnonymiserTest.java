package cn.tiyan.reporting.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.reporting.opendata.Anonymiser.Detail;
import cn.tiyan.reporting.opendata.Anonymiser.Like;
import cn.tiyan.reporting.opendata.Anonymiser.Outcome;
import cn.tiyan.reporting.opendata.Anonymiser.Same;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnonymiserTest {

    private static final Outcome OPEN = new Outcome(false, false, false);
    private static final Outcome CLOSED = new Outcome(true, false, true);

    private final List<Same> published = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"2, 1", "5, 2", "10, 3", "10, 4", "50, 5", "1000, 6"})
    void publishesNoGroupSmallerThanK(int k, long seed) {
        var random = new Random(seed);
        var anonymiser = new Anonymiser(k);
        int records = 20_000;
        for (int i = 0; i < records; i++) {
            // Few of most: as in life.
            anonymiser.add(new Like("2101" + rare(random, 14), "2026-0" + (1 + random.nextInt(3)), "S" + rare(random, 8), "K" + rare(random, 3),
                    random.nextInt(9) == 0 ? "" : "D" + rare(random, 5), random.nextInt(7) == 0 ? "" : "I" + rare(random, 2_000)),
                    new Outcome(random.nextBoolean(), random.nextInt(5) == 0, random.nextInt(20) == 0));
        }
        anonymiser.publish(published::add);
        assertThat(groups().values()).allSatisfy(size -> assertThat(size).isGreaterThanOrEqualTo(k));
        long told = published.stream().mapToLong(Same::records).sum();
        assertThat(told + anonymiser.suppressed()).as("none is lost, none told twice").isEqualTo(records);
        assertThat(anonymiser.published().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(told);
        if (k == 1000) {
            assertThat(anonymiser.suppressed()).isPositive();
        } else {
            assertThat(anonymiser.published()).as("less detail was needed").containsKey(Detail.NO_ITEM);
        }
    }

    @Test
    void tellsAsMuchAsItMay() {
        var anonymiser = new Anonymiser(5);
        add(anonymiser, 5, "2026-07", "SPEED", "A");
        add(anonymiser, 3, "2026-07", "SPEED", "B");
        add(anonymiser, 2, "2026-07", "SPEED", "");
        add(anonymiser, 4, "2026-08", "SPEED", "B");
        add(anonymiser, 1, "2026-08", "ATTITUDE", "B");
        add(anonymiser, 4, "2026-09", "", "");
        anonymiser.add(new Like("210200", "2026-09", "S", "K", "", ""), OPEN);
        anonymiser.publish(published::add);
        assertThat(groups()).isEqualTo(Map.of(
                like("2026-07", "SPEED", "A"), 5L,
                like("2026-07", "SPEED", "*"), 5L,
                like("2026-08", "*", "*"), 5L));
        assertThat(anonymiser.suppressed()).as("4 of the quarter, 1 of another city").isEqualTo(5);
    }

    @Test
    void tellsTheQuarterWhereMonthsAreTooSmall() {
        var anonymiser = new Anonymiser(5);
        add(anonymiser, 3, "2026-07", "SPEED", "A");
        add(anonymiser, 2, "2026-09", "", "");
        anonymiser.publish(published::add);
        assertThat(groups()).isEqualTo(Map.of(like("2026-Q3", "*", "*"), 5L));
        published.clear();
        anonymiser.publish(published::add);
        assertThat(published).as("what was published is forgotten").isEmpty();
    }

    @Test
    void keepsWhatBecameOfThem() {
        var anonymiser = new Anonymiser(5);
        add(anonymiser, 3, "2026-07", "SPEED", "A");
        for (int i = 0; i < 2; i++) {
            anonymiser.add(like("2026-07", "SPEED", "A"), CLOSED);
        }
        anonymiser.publish(published::add);
        assertThat(published).containsExactlyInAnyOrder(new Same(like("2026-07", "SPEED", "A"), OPEN, Detail.FULL, 3),
                new Same(like("2026-07", "SPEED", "A"), CLOSED, Detail.FULL, 2));
    }

    private static int rare(Random random, int of) {
        double share = random.nextDouble();
        return (int) (share * share * share * of);
    }

    private static void add(Anonymiser anonymiser, int times, String month, String dimension, String item) {
        for (int i = 0; i < times; i++) {
            anonymiser.add(like(month, dimension, item), OPEN);
        }
    }

    private static Like like(String time, String dimension, String item) {
        return new Like("210100", time, "S", "K", dimension, item);
    }

    private Map<Like, Long> groups() {
        Map<Like, Long> groups = new HashMap<>();
        published.forEach(same -> groups.merge(same.like(), same.records(), Long::sum));
        return groups;
    }
}
