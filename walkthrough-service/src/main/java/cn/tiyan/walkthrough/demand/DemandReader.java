package cn.tiyan.walkthrough.demand;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private static final int BATCH = 2_000;

    private final MongoTemplate mongo;

    DemandReader(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Hands over the sums of each item, in the order of their codes, one at a time. */
    public void each(Asked asked, Consumer<ItemSums> consumer) {
        mongo.execute(Ledger.SUMS, sums -> each(sums, asked, years(asked), consumer));
    }

    /**
     * The same, with the last walk of each. Those walked in whichever year are among them, and those that only the catalogue knows.
     */
    public void eachEver(Asked asked, Consumer<ItemSums> consumer) {
        List<Integer> years = years(asked);
        years.add(Cell.EVER);
        mongo.execute(Catalogued.collection(), listed -> {
            try (var cursor = Catalogued.of(listed, asked)) {
                var catalogue = new Catalogue(cursor, consumer);
                mongo.execute(Ledger.SUMS, sums -> each(sums, asked, years, catalogue::pass));
                catalogue.finish();
            }
            return null;
        });
    }

    /** Both are in the order of codes: what stands in between is known to the catalogue alone. */
    private static final class Catalogue {

        private final MongoCursor<Document> cursor;
        private final Consumer<ItemSums> consumer;
        private @Nullable ItemSums next;

        Catalogue(MongoCursor<Document> cursor, Consumer<ItemSums> consumer) {
            this.cursor = cursor;
            this.consumer = consumer;
            this.next = advance("");
        }

        void pass(ItemSums sums) {
            while (next != null && next.item().compareTo(sums.item()) < 0) {
                hand();
            }
            if (next != null && next.item().equals(sums.item())) {
                sums.listed(next.name());
                next = advance(sums.item());
            }
            consumer.accept(sums);
        }

        void finish() {
            while (next != null) {
                hand();
            }
        }

        private void hand() {
            ItemSums only = Objects.requireNonNull(next);
            next = advance(only.item());
            consumer.accept(only);
        }

        /** The next code; one that several units provide is one. */
        private @Nullable ItemSums advance(String last) {
            while (cursor.hasNext()) {
                Document found = cursor.next();
                if (!found.getString("code").equals(last)) {
                    var sums = new ItemSums(found.getString("code"));
                    sums.listed(found.getString("name"));
                    return sums;
                }
            }
            return null;
        }
    }

    private static @Nullable Void each(MongoCollection<Document> sums, Asked asked, List<Integer> years, Consumer<ItemSums> consumer) {
        var filter = new Document("unit", asked.unit().code()).append("item", new Document("$gt", Cell.ALL)).append("year", new Document("$in", years))
                .append("within", asked.seen());
        ItemSums current = null;
        try (MongoCursor<RawBsonDocument> cursor = sums.find(filter, RawBsonDocument.class).sort(new Document("item", 1).append("year", 1))
                .hintString(Ledger.BY_ITEM).batchSize(BATCH).iterator()) {
            while (cursor.hasNext()) {
                ItemSums read = read(cursor.next(), asked, current);
                if (current != null && read != current) {
                    consumer.accept(current);
                }
                current = read;
            }
        }
        if (current != null) {
            consumer.accept(current);
        }
        return null;
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
                totals.compute(found.getString("unit").getValue(), (_, known) -> read(found, asked, known));
            }
            return null;
        });
        return totals;
    }

    /** All items of the unit asked about together. */
    public ItemSums total(Asked asked) {
        return totals(asked, List.of(asked.unit().code())).getOrDefault(asked.unit().code(), new ItemSums(Cell.ALL));
    }

    private static List<Integer> years(Asked asked) {
        List<Integer> years = new ArrayList<>();
        for (int year = asked.from().getYear(); year <= asked.to().getYear(); year++) {
            years.add(year);
        }
        return years;
    }

    /**
     * Adds a document to what is known of the same item, or begins another. Read as it comes over the wire: an answer passes over some
     * thousands of them, and making objects of all their fields would cost more than everything else.
     */
    private static ItemSums read(RawBsonDocument document, Asked asked, @Nullable ItemSums known) {
        String item = document.getString("item").getValue();
        ItemSums sums = known != null && known.item().equals(item) ? known : new ItemSums(item);
        int year = document.getInt32("year").getValue();
        try (var reader = new BsonBinaryReader(document.getByteBuffer().asNIO())) {
            reader.readStartDocument();
            while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                switch (reader.readName()) {
                    case "name" -> sums.named(reader.readString());
                    case "lastWalked" -> sums.lastWalked(reader.readString());
                    case "m" -> months(reader, year, asked, sums);
                    default -> reader.skipValue();
                }
            }
            reader.readEndDocument();
        }
        return sums;
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
