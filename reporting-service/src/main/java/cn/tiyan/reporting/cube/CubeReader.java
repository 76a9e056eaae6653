package cn.tiyan.reporting.cube;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Adds up cells; never looks at a row. The cost grows with days × units × kinds, not with the number of issues. */
@Component
public class CubeReader {

    private final MongoTemplate mongo;

    CubeReader(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Everything in the slice, added up. */
    public Totals total(Slice slice) {
        return group(slice, null).getOrDefault("", new Totals(Map.of(), null));
    }

    /** Added up by the units one level below, by code. What belongs to the unit itself stands under its own code. */
    public Map<String, Totals> byUnitBelow(Slice slice) {
        // Where on the line the unit stands is asked of each cell: the tree may have been another when it was counted.
        var below = new Document("$add", List.of(new Document("$indexOfArray", List.of("$within", slice.unit())), 1));
        return nonZero(group(slice, new Document("$ifNull", List.of(new Document("$arrayElemAt", List.of("$within", below)), "$unit"))));
    }

    /** Added up by where it came from. */
    public Map<String, Totals> bySource(Slice slice) {
        return nonZero(group(slice, "$source"));
    }

    /** What moved elsewhere leaves cells of zeros behind. */
    private static Map<String, Totals> nonZero(Map<String, Totals> groups) {
        groups.values().removeIf(totals -> totals.counts().isEmpty());
        return groups;
    }

    private Map<String, Totals> group(Slice slice, Object key) {
        var group = new Document("_id", key).append("asOf", new Document("$max", "$asOf"));
        for (Count count : Count.values()) {
            group.append(count.name(), new Document("$sum", "$counts." + count));
        }
        Map<String, Totals> groups = new LinkedHashMap<>();
        var pipeline = List.of(new Document("$match", slice.filter()), new Document("$group", group), new Document("$sort", new Document("_id", 1)));
        List<Document> all = mongo.execute(Cube.CELLS, cells -> cells.aggregate(pipeline).into(new ArrayList<>()));
        for (Document found : all) {
            Map<Count, Long> counts = new EnumMap<>(Count.class);
            Arrays.stream(Count.values()).forEach(count -> {
                long sum = ((Number) found.get(count.name())).longValue();
                if (sum != 0) {
                    counts.put(count, sum);
                }
            });
            Date asOf = found.getDate("asOf");
            groups.put(found.get("_id") == null ? "" : found.getString("_id"), new Totals(counts, asOf == null ? null : asOf.toInstant()));
        }
        return groups;
    }
}
