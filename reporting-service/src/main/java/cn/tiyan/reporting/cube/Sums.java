package cn.tiyan.reporting.cube;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is to be added to cells, summed up in memory first: of one partition, in its order. */
final class Sums {

    private final Map<Cell, Sum> cells = new LinkedHashMap<>();
    /** Few combinations occur, and each cell asks for its parts. */
    private final Map<List<@Nullable String>, List<String>> parts = new HashMap<>();
    private int fields;

    /**
     * Adds what one aggregate has come to differ by.
     *
     * @param offset of what told so
     * @param time when that happened
     */
    void add(Map<Coordinates, Map<Measure, Long>> differences, long offset, Instant time) {
        differences.forEach((at, counts) -> {
            if (!counts.isEmpty()) {
                add(at, counts, offset, time);
            }
        });
    }

    private void add(Coordinates at, Map<Measure, Long> counts, long offset, Instant time) {
        Map<String, Long> all = new HashMap<>();
        Map<String, Long> counted = new HashMap<>();
        Map<String, Long> ofItem = new HashMap<>();
        Map<String, Long> ofRole = new HashMap<>();
        long heat = 0;
        for (var entry : counts.entrySet()) {
            String key = entry.getKey().key();
            all.put(key, entry.getValue());
            if (entry.getKey() instanceof Count count) {
                counted.put(key, entry.getValue());
                if (at.subject() == Subject.WALKTHROUGH && Spread.OF_ROLES.contains(count)) {
                    ofRole.put(key, entry.getValue());
                }
                if (at.item() != null && Count.OF_ITEMS.contains(count)) {
                    ofItem.put(key, entry.getValue());
                    heat += Spread.HOT.contains(count) ? entry.getValue() : 0;
                }
            }
        }
        List<String> parts = this.parts.computeIfAbsent(Arrays.asList(at.source(), at.kind(), at.dimension()), _ -> Spread.parts(at));
        for (int level = 1; level <= at.within().size(); level++) {
            List<String> path = at.within().subList(0, level);
            for (String period : Spread.periods(at.day(), level)) {
                Sum sum = sum(new Cell(at.subject(), period, path, null), offset, time);
                fields += sum.add(Spread.SUMS, all);
                for (String part : parts) {
                    fields += sum.add(part, counted);
                }
                if (period.length() == 7) {
                    fields += sum.add(Spread.ABOUT_ITEMS, ofItem);
                }
            }
            if (at.item() != null && !ofItem.isEmpty()) {
                String item = Spread.name(at.item());
                for (String period : Spread.periodsOfItems(at.day(), level)) {
                    Sum sum = sum(new Cell(at.subject(), period, path, Spread.page(at.item(), level)), offset, time);
                    fields += sum.add(Spread.ITEMS + "." + item, ofItem);
                    fields += sum.add(Spread.WALKED + "." + Spread.name(at.source()) + "." + item, ofRole);
                    fields += heat == 0 ? 0 : sum.add(Spread.HEAT, Map.of(item, heat));
                }
            }
        }
    }

    private Sum sum(Cell cell, long offset, Instant time) {
        Sum sum = cells.computeIfAbsent(cell, _ -> new Sum(offset));
        sum.last = offset;
        if (time.isAfter(sum.time)) {
            sum.time = time;
        }
        return sum;
    }

    /** How many fields there are, of all cells. */
    int fields() {
        return fields;
    }

    /** Which cells there is something for, even where it comes to nothing: they must know that they have counted it. */
    Map<Cell, Sum> cells() {
        return cells;
    }

    /** The same, by the collection each is kept in. */
    Map<String, List<Map.Entry<Cell, Sum>>> in(Generation generation) {
        return cells.entrySet().stream().collect(Collectors.groupingBy(entry -> generation.of(entry.getKey())));
    }

    /** What is added to one cell, by part and key. */
    static final class Sum {

        private final Map<String, Map<String, Long>> parts = new HashMap<>();
        private final long first;
        private long last;
        private Instant time = Instant.EPOCH;

        private Sum(long first) {
            this.first = first;
        }

        /** @return how many fields this made more */
        private int add(String part, Map<String, Long> more) {
            if (more.isEmpty()) {
                return 0;
            }
            Map<String, Long> sums = parts.computeIfAbsent(part, _ -> new HashMap<>());
            int before = sums.size();
            more.forEach((key, value) -> sums.merge(key, value, Long::sum));
            return sums.size() - before;
        }

        /** The lowest offset it comes from. */
        long first() {
            return first;
        }

        void addTo(CellState state) {
            state.add(parts, last, time);
        }
    }
}
