package cn.tiyan.walkthrough.walkthrough;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the server has of each device: what a phone need not send again. */
public final class StateVector {

    private StateVector() {
    }

    /**
     * Of one device.
     *
     * @param upTo everything from 1 to this is here
     * @param beyond what else is here, as ranges
     */
    public record Known(long upTo, List<Range> beyond) {
    }

    /** From one sequence to another, both included. */
    public record Range(long from, long to) {
    }

    static Map<String, Known> of(Collection<Entry> entries) {
        Map<String, TreeSet<Long>> numbers = new TreeMap<>();
        entries.forEach(entry -> numbers.computeIfAbsent(entry.device(), _ -> new TreeSet<>()).add(entry.sequence()));
        Map<String, Known> vector = new TreeMap<>();
        numbers.forEach((device, known) -> {
            List<Range> ranges = new ArrayList<>();
            for (long number : known) {
                if (!ranges.isEmpty() && ranges.getLast().to() == number - 1) {
                    ranges.set(ranges.size() - 1, new Range(ranges.getLast().from(), number));
                } else {
                    ranges.add(new Range(number, number));
                }
            }
            boolean whole = ranges.getFirst().from() == 1;
            vector.put(device, new Known(whole ? ranges.getFirst().to() : 0, whole ? List.copyOf(ranges.subList(1, ranges.size())) : List.copyOf(ranges)));
        });
        return vector;
    }
}
