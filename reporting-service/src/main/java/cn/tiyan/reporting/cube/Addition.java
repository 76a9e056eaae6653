package cn.tiyan.reporting.cube;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is to be added to one cell.
 *
 * @param coordinates of the cell
 * @param partition of the topic; each has cells of its own
 * @param offset up to which the cell has counted with it
 * @param time when the last of what it counts happened
 * @param counts the differences; 0 where they cancel one another out
 */
record Addition(Coordinates coordinates, int partition, long offset, Instant time, Map<Count, Long> counts) {

    String cell() {
        return coordinates.cell(partition);
    }

    /** Both, where the other comes later in the partition: the cell is the same afterwards as with one after the other. */
    Addition and(Addition later) {
        var sum = new EnumMap<>(counts);
        later.counts.forEach((count, difference) -> sum.merge(count, difference, Long::sum));
        return new Addition(coordinates, partition, later.offset, time.isAfter(later.time) ? time : later.time, sum);
    }
}
