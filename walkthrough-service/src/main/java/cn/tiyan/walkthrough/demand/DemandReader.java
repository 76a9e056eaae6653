package cn.tiyan.walkthrough.demand;

import cn.tiyan.platform.time.China;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import java.time.Clock;
import java.time.YearMonth;
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
 * Adds up periods; never looks at a matter. The cost grows with the items asked about and hardly with the months, not with how much was said
 * or walked.
 */
@Component
public class DemandReader {

    private static final int BATCH = 200;

    private final MongoTemplate mongo;
    private final Clock clock;

    DemandReader(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** Hands over the sums of each item, in no order, one at a time. */
    public void each(Asked asked, Consumer<ItemSums> consumer) {
        each(asked, List.of(), consumer);
    }

    /** The same, with the last walk of each. Those walked whenever are among them, and those that only the catalogue knows. */
    public void eachEver(Asked asked, Consumer<ItemSums> consumer) {
        each(asked, List.of(Cell.EVER), consumer);
    }

    private void each(Asked asked, List<String> besides, Consumer<ItemSums> consumer) {
        mongo.execute(Ledger.SUMS, sums -> {
            try (var buckets = new Buckets(sums, asked, besides)) {
                for (int bucket = 0; bucket < Cell.BUCKETS; bucket++) {
                    buckets.items(bucket).values().forEach(consumer);
                }
            }
            return null;
        });
    }

    /**
     * The documents of a unit's items, bucket by bucket. Of a quarter or year that is not over, whole documents are read although the months
     * to come were not asked for: nothing happens before its time. A document that says it has counted some all the same is put back,
     * and its bucket read month by month.
     */
    private final class Buckets implements AutoCloseable {

        private final MongoCollection<Document> sums;
        private final Asked asked;
        private final List<String> besides;
        private final Ahead ahead;

        /** @param besides other periods to be read */
        Buckets(MongoCollection<Document> sums, Asked asked, List<String> besides) {
            this.sums = sums;
            this.asked = asked;
            this.besides = besides;
            this.ahead = new Ahead(find(new Document("$gte", 0), YearMonth.now(clock.withZone(China.ZONE))));
        }

        /** @param now the last month of which something may be counted; null if that is not to be relied on */
        private MongoCursor<RawBsonDocument> find(Object bucket, @Nullable YearMonth now) {
            List<String> periods = new ArrayList<>(besides);
            asked.periods(now).forEach(period -> periods.add(period.key()));
            var filter = new Document("unit", asked.unit().code()).append("bucket", bucket).append("period", new Document("$in", periods))
                    .append("within", asked.seen());
            return sums.find(filter, RawBsonDocument.class).sort(new Document("bucket", 1).append("period", 1)).hintString(Ledger.BY_BUCKET).batchSize(BATCH)
                    .iterator();
        }

        /** The items of one bucket; no more of them are held at once. */
        Map<String, ItemSums> items(int bucket) {
            List<RawBsonDocument> documents = new ArrayList<>();
            for (RawBsonDocument next = ahead.next(); next != null && next.getInt32("bucket").getValue() == bucket; next = ahead.advance()) {
                documents.add(next);
            }
            if (!documents.stream().allMatch(this::isAsked)) {
                documents.clear();
                try (var strictly = find(bucket, null)) {
                    strictly.forEachRemaining(documents::add);
                }
            }
            Map<String, ItemSums> items = new HashMap<>();
            documents.forEach(document -> BsonItems.read(document, items));
            return items;
        }

        /** Whether all it has counted lies in the months asked about. */
        private boolean isAsked(RawBsonDocument document) {
            var months = document.get("c");
            return months == null || months.asDocument().entrySet().stream().allMatch(month -> month.getValue().asNumber().longValue() == 0
                    || asked.covers(Period.yearOf(document.getString("period").getValue()), Integer.parseInt(month.getKey())));
        }

        @Override
        public void close() {
            ahead.close();
        }
    }

    /** A cursor that shows what comes next before it is taken. */
    private static final class Ahead implements AutoCloseable {

        private final MongoCursor<RawBsonDocument> cursor;
        private @Nullable RawBsonDocument next;

        Ahead(MongoCursor<RawBsonDocument> cursor) {
            this.cursor = cursor;
            advance();
        }

        @Nullable RawBsonDocument next() {
            return next;
        }

        @Nullable RawBsonDocument advance() {
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
            for (int year = asked.from().getYear(); year <= asked.to().getYear(); year++) {
                ids.add(Cell.id(unit, Period.ofYear(year).key(), Cell.ALL));
            }
        }
        Map<String, ItemSums> totals = new HashMap<>();
        mongo.execute(Ledger.SUMS, sums -> {
            var filter = new Document("_id", new Document("$in", ids)).append("within", asked.seen());
            for (RawBsonDocument found : sums.find(filter, RawBsonDocument.class)) {
                readAll(found, asked, totals.computeIfAbsent(found.getString("unit").getValue(), _ -> new ItemSums("")));
            }
            return null;
        });
        return totals;
    }

    /** All items of the unit asked about together. */
    public ItemSums total(Asked asked) {
        return totals(asked, List.of(asked.unit().code())).getOrDefault(asked.unit().code(), new ItemSums(""));
    }

    /** Adds a document of all items together: that of a year with its months, or that with the last walk. */
    private static void readAll(RawBsonDocument document, Asked asked, ItemSums sums) {
        String period = document.getString("period").getValue();
        try (var reader = new BsonBinaryReader(document.getByteBuffer().asNIO())) {
            reader.readStartDocument();
            while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                switch (reader.readName()) {
                    case "w" -> sums.lastWalked(reader.readString());
                    case "m" -> months(reader, Period.yearOf(period), asked, sums);
                    default -> reader.skipValue();
                }
            }
            reader.readEndDocument();
        }
    }

    private static void months(BsonReader reader, int year, Asked asked, ItemSums sums) {
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            if (asked.covers(year, Integer.parseInt(reader.readName()))) {
                counts(reader, sums);
            } else {
                reader.skipValue();
            }
        }
        reader.readEndDocument();
    }

    private static void counts(BsonReader reader, ItemSums sums) {
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            Tally tally = Tally.byKey(reader.readName());
            if (tally == null) {
                reader.skipValue();
            } else {
                sums.add(tally, reader.getCurrentBsonType() == BsonType.INT64 ? reader.readInt64() : reader.readInt32());
            }
        }
        reader.readEndDocument();
    }
}
