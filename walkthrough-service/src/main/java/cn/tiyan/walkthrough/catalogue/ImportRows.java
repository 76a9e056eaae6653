package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.storage.Duplicates;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The rows of imports, in the database: in order, and by what is to become of them. */
@Component
class ImportRows {

    private final MongoTemplate mongo;

    ImportRows(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Adds rows; those that are there stay as they are. */
    void add(List<ImportedRow> rows) {
        Duplicates.insertNew(mongo, ImportedRow.class, rows);
    }

    /** The first so many in one of these states, in the order of the file. */
    List<ImportedRow> first(String importId, Collection<RowState> states, int limit) {
        return mongo.find(Query.query(Criteria.where("importId").is(importId).and("state").in(states)).with(Sort.by("number")).limit(limit), ImportedRow.class);
    }

    /** In the order of the file. */
    Page<ImportedRow> page(String importId, @Nullable RowState state, int limit, @Nullable String after) {
        Criteria criteria = Criteria.where("importId").is(importId);
        if (state != null) {
            criteria = criteria.and("state").is(state);
        }
        List<ImportedRow> found = mongo.find(Query.query(criteria.and("number").gt(number(after))).with(Sort.by("number")).limit(limit + 1), ImportedRow.class);
        return Page.of(found, limit, row -> Integer.toString(row.number()));
    }

    private static int number(@Nullable String after) {
        if (after == null) {
            return 0;
        }
        if (!after.matches("[0-9]{1,8}")) {
            throw Refusal.malformed("after", "翻页标记无效，请使用上一页返回的 next");
        }
        return Integer.parseInt(after);
    }

    /** The row with this number in the file. */
    Optional<ImportedRow> find(String importId, int number) {
        return Optional.ofNullable(mongo.findById(ImportedRow.id(importId, number), ImportedRow.class));
    }

    /** The number of another row that is about this item and good, if there is one. */
    Optional<Integer> another(String importId, String itemId, int number) {
        var query = Query.query(Criteria.where("importId").is(importId).and("itemId").is(itemId).and("number").ne(number).lte(ItemImports.BEYOND_ROWS)
                .and("state").ne(RowState.BAD)).withHint("rows-by-item");
        return Optional.ofNullable(mongo.findOne(query, ImportedRow.class)).map(ImportedRow::number);
    }

    /** Puts a corrected row in its place, unless it is there; and what it is about is not left out any more. */
    void correct(ImportedRow row) {
        var document = new Document();
        mongo.getConverter().write(row, document);
        mongo.execute(ImportedRow.class, collection -> collection.replaceOne(new Document("_id", row.id()).append("revision", new Document("$lt", row.revision())), document));
        mongo.execute(ImportedRow.class, collection -> collection.deleteMany(new Document("importId", row.importId()).append("itemId", row.itemId())
                .append("number", new Document("$gt", ItemImports.BEYOND_ROWS))));
    }

    /** How many rows there are in each state; those that are not there are left out. */
    Map<RowState, Integer> counts(String importId) {
        Map<RowState, Integer> counts = new EnumMap<>(RowState.class);
        mongo.aggregate(Aggregation.newAggregation(Aggregation.match(Criteria.where("importId").is(importId)),
                        Aggregation.group("state").count().as("count")), ImportedRow.class, Document.class)
                .forEach(count -> counts.put(RowState.valueOf(count.getString("_id")), count.getInteger("count")));
        return counts;
    }

    /** Says what became of rows, with one request. */
    void settle(List<ImportedRow> rows, RowState state) {
        List<String> ids = rows.stream().map(ImportedRow::id).toList();
        mongo.execute(ImportedRow.class, collection -> collection.updateMany(new Document("_id", new Document("$in", ids)),
                new Document("$set", new Document("state", state.name()))));
    }

    void erase(String importId) {
        mongo.execute(ImportedRow.class, collection -> collection.deleteMany(new Document("importId", importId)));
    }
}
