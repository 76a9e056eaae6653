package cn.tiyan.experiencer.rosterimport;

import cn.tiyan.platform.aggregate.Page;
import cn.tiyan.platform.privacy.PersonalCipher;
import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.refusal.Refusal.FieldError;
import cn.tiyan.platform.storage.Duplicates;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of imports, in the database: sealed, in order, and by what is to become of them. */
@Component
class ImportRows {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<EnumMap<Column, String>> VALUES = new TypeReference<>() { };

    private final MongoTemplate mongo;
    private final PersonalCipher cipher;

    ImportRows(MongoTemplate mongo, PersonalCipher cipher) {
        this.mongo = mongo;
        this.cipher = cipher;
    }

    Binary seal(String id, Map<Column, String> values) {
        return new Binary(cipher.seal(id, JSON.writeValueAsBytes(values)));
    }

    /** What stands in a row; nothing once the import is done with. */
    Map<Column, String> values(ImportedRow row) {
        Binary sealed = row.sealed();
        return sealed == null ? Map.of() : JSON.readValue(cipher.open(row.id(), sealed.getData()), VALUES);
    }

    /** Adds rows; those that are there stay as they are. */
    void add(List<ImportedRow> rows) {
        Duplicates.insertNew(mongo, ImportedRow.class, rows);
    }

    private Document document(ImportedRow row) {
        var document = new Document();
        mongo.getConverter().write(row, document);
        return document;
    }

    Optional<ImportedRow> find(String importId, int number) {
        return Optional.ofNullable(mongo.findById(ImportedRow.id(importId, number), ImportedRow.class));
    }

    /** In the order of the file, after the row of this number. */
    List<ImportedRow> after(String importId, @Nullable Collection<RowState> states, int number, int limit) {
        Criteria criteria = Criteria.where("importId").is(importId);
        if (states != null) {
            criteria = criteria.and("state").in(states);
        }
        return mongo.find(Query.query(criteria.and("number").gt(number)).with(Sort.by("number")).limit(limit), ImportedRow.class);
    }

    Page<ImportedRow> page(String importId, @Nullable RowState state, int limit, @Nullable String after) {
        List<ImportedRow> found = after(importId, state == null ? null : List.of(state), number(after), limit + 1);
        return Page.of(found, limit, row -> Integer.toString(row.number()));
    }

    private static int number(@Nullable String after) {
        if (after == null) {
            return 0;
        }
        if (!after.matches("[0-9]{1,7}")) {
            throw Refusal.malformed("after", "翻页标记无效，请使用上一页返回的 next");
        }
        return Integer.parseInt(after);
    }

    /** How many rows there are in each state; those that are not there are left out. */
    Map<RowState, Integer> counts(String importId) {
        Map<RowState, Integer> counts = new EnumMap<>(RowState.class);
        mongo.aggregate(Aggregation.newAggregation(Aggregation.match(Criteria.where("importId").is(importId)),
                        Aggregation.group("state").count().as("count")), ImportedRow.class, Document.class)
                .forEach(count -> counts.put(RowState.valueOf(count.getString("_id")), count.getInteger("count")));
        return counts;
    }

    /** The first other row without faults about the same person, by a mark of theirs. */
    Optional<ImportedRow> good(String importId, String field, String index, int except) {
        return Optional.ofNullable(mongo.findOne(Query.query(Criteria.where("importId").is(importId).and(field).is(index).and("state").is(RowState.GOOD)
                .and("number").ne(except)).with(Sort.by("number")), ImportedRow.class));
    }

    /** Rows that were duplicates of one with these marks. */
    List<ImportedRow> duplicatesOf(ImportedRow row) {
        List<Criteria> either = new ArrayList<>();
        if (row.phoneIndex() != null) {
            either.add(Criteria.where("importId").is(row.importId()).and("phoneIndex").is(row.phoneIndex()));
        }
        if (row.identityIndex() != null) {
            either.add(Criteria.where("importId").is(row.importId()).and("identityIndex").is(row.identityIndex()));
        }
        return either.isEmpty() ? List.of() : mongo.find(Query.query(new Criteria().orOperator(either).and("state").is(RowState.DUPLICATE)
                .and("number").ne(row.number())).with(Sort.by("number")).limit(50), ImportedRow.class);
    }

    /** Writes a row anew. @return false if it has been changed, taken in or erased since it was read */
    boolean replace(ImportedRow row) {
        Document document = document(row);
        document.remove("_id");
        return Objects.requireNonNull(mongo.execute(ImportedRow.class, collection -> collection.replaceOne(
                new Document("_id", row.id()).append("version", row.version() - 1).append("sealed", new Document("$exists", true)), document))).getMatchedCount() == 1;
    }

    /** What became of rows. */
    record Settled(ImportedRow row, RowState state, List<FieldError> errors, @Nullable String experiencerId) {
    }

    /** Says what became of rows, with one request. */
    void settle(List<Settled> settled) {
        List<UpdateOneModel<Document>> updates = settled.stream().map(each -> {
            var set = new Document("state", each.state().name()).append("errors",
                    each.errors().stream().map(error -> new Document("field", error.field()).append("message", error.message())).toList());
            if (each.experiencerId() != null) {
                set.append("experiencerId", each.experiencerId());
            }
            return new UpdateOneModel<Document>(new Document("_id", each.row().id()), new Document("$set", set).append("$inc", new Document("version", 1L))
                    .append("$unset", new Document("sealed", "").append("phoneIndex", "").append("identityIndex", "")));
        }).toList();
        mongo.execute(ImportedRow.class, collection -> collection.bulkWrite(updates, new BulkWriteOptions().ordered(false)));
    }

    /** Takes what is personal out of all rows; those that were not taken in are left out for good. */
    void strip(String importId) {
        mongo.execute(ImportedRow.class, collection -> collection.updateMany(
                new Document("importId", importId).append("state", new Document("$ne", RowState.TAKEN.name())),
                new Document("$set", new Document("state", RowState.LEFT_OUT.name())).append("$inc", new Document("version", 1L))
                        .append("$unset", new Document("sealed", "").append("phoneIndex", "").append("identityIndex", ""))));
    }

    void erase(String importId) {
        mongo.execute(ImportedRow.class, collection -> collection.deleteMany(new Document("importId", importId)));
    }
}
