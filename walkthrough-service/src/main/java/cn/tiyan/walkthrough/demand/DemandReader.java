package cn.tiyan.walkthrough.demand;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bson.BsonBinaryReader;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Adds up months; never looks at a matter. The cost grows with the items and years asked about, not with how much was said or walked.
 */
@Component
public class DemandReader {

    private static final int BATCH = 200;

    private final MongoTemplate mongo;

    DemandReader(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Hands over the sums of each item, in no order, one at a time. */
    public void each(Asked asked, Consumer<ItemSums> consumer) {
        mongo.execute(Ledger.SUMS, sums -> {
            try (var counted = new Ahead<>(of(sums, asked, years(asked)))) {
                for (int bucket = 0; bucket < Cell.BUCKETS; bucket++) {
                    gather(counted, bucket, asked).values().forEach(consumer);
                }
            }
            return null;
        });
    }

    /**
     * The same, with the last walk of each. Those walked in whichever year are among them, and those that only the catalogue knows.
     */
    public void eachEver(Asked asked, Consumer<ItemSums> consumer) {
        List<Integer> years = years(asked);
        years.add(Cell.EVER);
        mongo.execute(Ledger.SUMS, sums -> mongo.execute(Catalogued.collection(), catalogue -> {
            try (var counted = new Ahead<>(of(sums, asked, years)); var listed = new Ahead<>(Catalogued.of(catalogue, asked))) {
                for (int bucket = 0; bucket < Cell.BUCKETS; bucket++) {
                    Map<String, ItemSums> items = gather(counted, bucket, asked);
                    for (Document next = listed.next(); next != null && next.getInteger("bucket") == bucket; next = listed.advance()) {
                        items.computeIfAbsent(next.getString("code"), ItemSums::new).listed(next.getString("name"));
                    }
                    items.values().forEach(consumer);
                }
            }
            return null;
        }));
    }

    private static MongoCursor<RawBsonDocument> of(MongoCollection<Document> sums, Asked asked, List<Integer> years) {
        var filter = new Document("unit", asked.unit().code()).append("bucket", new Document("$gte", 0)).append("year", new Document("$in", years))
                .append("within", asked.seen());
        return sums.find(filter, RawBsonDocument.class).sort(new Document("bucket", 1).append("year", 1)).hintString(Ledger.BY_BUCKET).batchSize(BATCH).iterator();
    }

    /** The items of one bucket; no more of them are held at once. */
    private static Map<String, ItemSums> gather(Ahead<RawBsonDocument> counted, int bucket, Asked asked) {
        Map<String, ItemSums> items = new HashMap<>();
        for (RawBsonDocument next = counted.next(); next != null && next.getInt32("bucket").getValue() == bucket; next = counted.advance()) {
            read(next, asked, items, null);
        }
        return items;
    }

    /** A cursor that shows what comes next before it is taken. */
    private static final class Ahead<T> implements AutoCloseable {

        private final MongoCursor<T> cursor;
        private @Nullable T next;

        Ahead(MongoCursor<T> cursor) {
            this.cursor = cursor;
            advance();
        }

        @Nullable T next() {
            return next;
        }

        @Nullable T advance() {
            next = cursor.hasNext() ? cursor.next() : null;
            return next;
        }

        @Override
        public void close() {
            cursor.close();
        }
    }

    /** All items of these units together, by unit; those with nothing are left out. */
    public Map<String, ItemSums> totals(Asked asked, Collection<String> units) {
        List<String> ids = new ArrayList<>();
        for (String unit : units) {
            ids.add(Cell.id(unit, Cell.EVER, Cell.ALL));
            years(asked).forEach(year -> ids.add(Cell.id(unit, year, Cell.ALL)));
        }
        Map<String, ItemSums> totals = new HashMap<>();
        mongo.execute(Ledger.SUMS, sums -> {
            var filter = new Document("_id", new Document("$in", ids)).append("within", asked.seen());
            for (RawBsonDocument found : sums.find(filter, RawBsonDocument.class)) {
                read(found, asked, Map.of(), totals.computeIfAbsent(found.getString("unit").getValue(), _ -> new ItemSums("")));
            }
            return null;
        });
        return totals;
    }

    /** All items of the unit asked about together. */
    public ItemSums total(Asked asked) {
        return totals(asked, List.of(asked.unit().code())).getOrDefault(asked.unit().code(), new ItemSums(""));
    }

    private static List<Integer> years(Asked asked) {
        List<Integer> years = new ArrayList<>();
        for (int year = asked.from().getYear(); year <= asked.to().getYear(); year++) {
            years.add(year);
        }
        return years;
    }

    /**
     * Adds a document to what is known of its items, or of all together. Read as it comes over the wire: an answer passes over some
     * thousands of items, and making objects of all their fields would cost more than everything else.
     *
     * @param all null where the document is one of single items
     */
    private static void read(RawBsonDocument document, Asked asked, Map<String, ItemSums> items, @Nullable ItemSums all) {
        int year = document.getInt32("year").getValue();
        try (var reader = new BsonBinaryReader(document.getByteBuffer().asNIO())) {
            if (all != null) {
                sums(reader, year, asked, all);
                return;
            }
            reader.readStartDocument();
            while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                if (!reader.readName().equals("i")) {
                    reader.skipValue();
                    continue;
                }
                reader.readStartDocument();
                while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                    String item = Cell.itemAt(reader.readName());
                    sums(reader, year, asked, items.computeIfAbsent(item, ItemSums::new));
                }
                reader.readEndDocument();
            }
            reader.readEndDocument();
        }
    }

    /** Of one item, or of all together. */
    private static void sums(BsonReader reader, int year, Asked asked, ItemSums sums) {
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (reader.readName()) {
                case "n" -> sums.named(reader.readString());
                case "w" -> sums.lastWalked(reader.readString());
                case "m" -> months(reader, year, asked, sums);
                default -> reader.skipValue();
            }
        }
        reader.readEndDocument();
    }

    private static void months(BsonReader reader, int year, Asked asked, ItemSums sums) {
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            if (asked.covers(year, Integer.parseInt(reader.readName()))) {
                month(reader, sums);
            } else {
                reader.skipValue();
            }
        }
        reader.readEndDocument();
    }

    private static void month(BsonReader reader, ItemSums sums) {
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            Tally tally = Tally.byKey(reader.readName()).orElse(null);
            if (tally == null) {
                reader.skipValue();
            } else {
                sums.add(tally, reader.getCurrentBsonType() == BsonType.INT64 ? reader.readInt64() : reader.readInt32());
            }
        }
        reader.readEndDocument();
    }
}
