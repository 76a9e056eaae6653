package cn.tiyan.reporting.cube;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What is to be added to one cell.
 *
 * @param cell which
 * @param partition of the topic; a cell keeps apart how far it has counted each
 * @param offset up to which the cell has counted with it
 * @param time when the last of what it counts happened
 * @param fields the differences, by field of the cell's document; 0 where they cancel one another out
 */
record Addition(Cell cell, int partition, long offset, Instant time, Map<String, Long> fields) {

    /** Both, where the other comes later in the partition: the cell is the same afterwards as with one after the other. */
    Addition and(Addition later) {
        var sum = new HashMap<>(fields);
        later.fields.forEach((field, difference) -> sum.merge(field, difference, Long::sum));
        return new Addition(cell, partition, later.offset, time.isAfter(later.time) ? time : later.time, sum);
    }
}
