package cn.tiyan.walkthrough.demand;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What is to be added to one document of sums.
 *
 * @param names items' names, by their place in the document
 * @param partition topic and partition; the document remembers of each up to where it has counted
 * @param offset up to which it has counted with this
 * @param heardAt when the last of what this counts happened
 * @param sums the differences, by their place in the document
 */
record Addition(Cell cell, Map<String, String> names, String partition, long offset, Instant heardAt, Map<String, Integer> sums) {

    /** What may be added at once. */
    String target() {
        return partition + "|" + cell.id();
    }

    /** Both, where the other comes later in the partition: the sums are the same afterwards as with one after the other. */
    Addition and(Addition later) {
        var named = new HashMap<>(names);
        named.putAll(later.names);
        var both = new HashMap<>(sums);
        later.sums.forEach((path, difference) -> both.merge(path, difference, Integer::sum));
        return new Addition(cell, named, partition, later.offset, heardAt.isAfter(later.heardAt) ? heardAt : later.heardAt, both);
    }
}
